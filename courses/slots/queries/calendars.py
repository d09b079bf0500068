"""People's own calendars, and which mails they want."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from courses.slots.models import CalendarFeed, MailWish, SignUp, Slot
from lms.people.models import User

# How far back a feed shows what was.
_KEPT = timedelta(days=90)


def own_feed(secret_hash: str) -> CalendarFeed | None:
    """The feed that a secret opens, with its person; none of somebody who may not come in any more. One query."""
    feeds = CalendarFeed.objects.filter(secret_hash=secret_hash, person__is_active=True, person__erased_at=None)
    return feeds.select_related("person").first()


def rows_of_feed(person: User, *, at: datetime) -> QuerySet[SignUp]:
    """Where somebody has or had a seat, where they wait, and what was called off for them. One query."""
    open_or_called_off = Q(state__in=[SignUp.State.CONFIRMED, SignUp.State.WAITING]) | Q(
        state=SignUp.State.CANCELLED, ended_as=SignUp.End.CALLED_OFF
    )
    rows = SignUp.objects.filter(open_or_called_off, person=person, slot__ends_at__gt=at - _KEPT)
    # Who waited in vain has nothing to remember of a session that is over.
    rows = rows.exclude(state=SignUp.State.WAITING, slot__ends_at__lte=at).exclude(slot__state=Slot.State.DRAFT)
    return rows.select_related("slot").order_by("slot__starts_at", "pk")


def wish_of(person: User) -> MailWish:
    """Which mails about sessions somebody wants; all of them, if they have never said. One query."""
    return MailWish.objects.filter(person=person).first() or MailWish(person=person)
