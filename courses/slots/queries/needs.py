"""What people said would help them to take part: read by themselves, and by the host of the session alone."""

from dataclasses import dataclass

from courses.slots.models import AccessNeed, SignUp, Slot
from courses.slots.queries.welcome import Reader
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Need:
    """What one person who comes, or waits, told the host."""

    person: User | None
    words: str


def access_needs(slot: Slot, reader: Reader) -> list[Need]:
    """For the host of the session; nothing for anybody else, whatever their role. One query."""
    if reader.pk is None or reader.pk != slot.host_id:
        return []
    open_states = [SignUp.State.CONFIRMED, SignUp.State.WAITING]
    rows = AccessNeed.objects.filter(sign_up__slot=slot, sign_up__state__in=open_states)
    return [Need(row.sign_up.person, row.words) for row in rows.select_related("sign_up__person").order_by("sign_up")]


def own_need(slot: Slot, person_id: int | None) -> str:
    """What a person told the host with their present sign-up. One query."""
    rows = AccessNeed.objects.filter(sign_up__slot=slot, sign_up__person=person_id)
    return rows.exclude(sign_up__state=SignUp.State.CANCELLED).values_list("words", flat=True).first() or ""
