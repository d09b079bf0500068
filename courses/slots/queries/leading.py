"""Who has led which chats."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from courses.slots.models import Slot

_CHATS = (Slot.Kind.CHAT_LOCAL, Slot.Kind.CHAT_NATIONAL)


def chats_led_by(people: Collection[int], *, at: datetime) -> dict[int, list[Slot]]:
    """By person, the chats that were held with them as host or facilitator, newest first. Two queries."""
    led_by = Q(host__in=people) | Q(facilitators__in=people)
    held = Slot.objects.filter(led_by, kind__in=_CHATS, state__in=(Slot.State.PUBLISHED, Slot.State.CLOSED))
    rows = held.filter(ends_at__lte=at).order_by("-starts_at", "-pk").values_list("pk", "host", "facilitators")
    ids = dict.fromkeys((slot, person) for slot, *leading in rows for person in leading if person in people)
    slots = Slot.objects.in_bulk([slot for slot, _person in ids])
    led: dict[int, list[Slot]] = {}
    for slot, person in ids:
        led.setdefault(person, []).append(slots[slot])
    return led
