"""How somebody of the core group wants to be thanked."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.models import Thanks
from lms.actions import Clock
from lms.people.models import User


@transaction.atomic
def choose(*, person: User, chosen: Mapping[str, Any], clock: Clock = timezone.now) -> Thanks:
    """What a person chose for themselves holds at once. ``chosen``: shown, name, line, words."""
    said = {name: chosen[name] for name in ("shown", "name", "line", "words")}
    thanks, _made = Thanks.objects.update_or_create(person=person, defaults={**said, "chosen_at": clock()})
    return thanks
