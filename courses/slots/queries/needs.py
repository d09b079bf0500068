"""What people said would help them to take part: read by themselves, and by the host of the session alone."""

from courses.slots.models import AccessNeed, SignUp, Slot
from courses.slots.queries.welcome import Reader


def access_needs(slot: Slot, reader: Reader) -> dict[int, str]:
    """What those on a slot's list have said would help them, by their sign-up; nothing for who isn't the host.

    One query for the host, none for others.
    """
    if reader.pk is None or slot.host_id != reader.pk:
        return {}
    open_states = [SignUp.State.CONFIRMED, SignUp.State.WAITING]
    rows = AccessNeed.objects.filter(sign_up__slot=slot, sign_up__state__in=open_states)
    return dict(rows.values_list("sign_up_id", "words"))


def own_need(slot: Slot, person_id: int | None) -> str:
    """What a person told the host with their present sign-up. One query."""
    rows = AccessNeed.objects.filter(sign_up__slot=slot, sign_up__person=person_id)
    return rows.exclude(sign_up__state=SignUp.State.CANCELLED).values_list("words", flat=True).first() or ""
