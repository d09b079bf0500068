"""What somebody says would help them to take part: for the host alone, and gone once it is of no use."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.slots.models import AccessNeed, SignUp, Slot
from courses.slots.queries import open_sign_up
from courses.slots.rules import Reason
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User

# After the end of a session, and after somebody has let go of their place in it.
KEPT_AFTER_SESSION = timedelta(days=30)
KEPT_AFTER_PLACE = timedelta(days=3)


@transaction.atomic
def say(*, slot_id: int, person: User, words: str) -> None:
    """Change what a person told their host; without words it is withdrawn. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    place = open_sign_up(slot, person)
    if place is None:
        raise Refused((Reason.NO_PLACE,), WORDS)
    AccessNeed.objects.filter(sign_up=place).delete()
    keep(place, words)


def keep(place: SignUp, words: str) -> None:
    """Write down what somebody said with their sign-up; nothing said leaves what was said before."""
    if words.strip():
        AccessNeed.objects.update_or_create(sign_up=place, defaults={"words": words.strip()})


@transaction.atomic
def forget(*, clock: Clock = timezone.now) -> int:
    """Delete what was said of sessions that ended long ago, and by people who no longer come; says how much."""
    at = clock()
    over = Q(sign_up__slot__ends_at__lte=at - KEPT_AFTER_SESSION)
    given_up = Q(sign_up__state=SignUp.State.CANCELLED, sign_up__ended_at__lte=at - KEPT_AFTER_PLACE)
    count, _rows = AccessNeed.objects.filter(over | given_up).delete()
    return count
