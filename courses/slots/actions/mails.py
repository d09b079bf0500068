"""What every mail about a session speaks of; nothing here writes."""

from typing import Any

from courses.slots.models import Slot


def about(slot: Slot) -> dict[str, Any]:
    return {"slot": slot.pk, "title": slot.title, "start": slot.starts_at, "end": slot.ends_at, "zone": slot.zone}
