"""What the library of topics says: a topic as its page was last published, until it is withdrawn."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.practice.models import Topic
from lms.actions import Clock

_WORDS = ("title", "concept", "definition", "questions", "materials")


@transaction.atomic
def publish(*, document: Mapping[str, Any], clock: Clock = timezone.now) -> Topic:
    """Keep a topic as it is published now. No plan that began from it changes."""
    words = {name: document[name] for name in _WORDS}
    topic, _made = Topic.objects.update_or_create(
        key=document["key"], defaults=words | {"published_at": clock(), "withdrawn_at": None}
    )
    return topic


@transaction.atomic
def withdraw(*, key: UUID, clock: Clock = timezone.now) -> int:
    """Offer a topic to nobody any more; says how many were. Doing it twice changes nothing."""
    return Topic.objects.published().filter(key=key).update(withdrawn_at=clock())
