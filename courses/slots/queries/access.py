"""What people need to take part: for the host of their session alone."""

from courses.slots.models import AccessNeed, Slot
from courses.slots.queries.welcome import Reader


def access_needs(slot: Slot, reader: Reader) -> dict[int, str]:
    """What those on a slot's list have said would help them, by their sign-up; nothing for who isn't the host.

    One query for the host, none for others.
    """
    if reader.pk is None or slot.host_id != reader.pk:
        return {}
    return dict(AccessNeed.objects.filter(sign_up__slot=slot).values_list("sign_up_id", "words"))
