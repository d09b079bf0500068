"""What stands beside a slot's row and is written with it: who facilitates, and what is handed out."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from courses.slots.models import Material, Slot

_BESIDE = ("facilitators", "materials")


def standing(slot: Slot, name: str) -> Any:
    """What a slot has under a name that a form knows: a column, or what stands beside."""
    if name == "facilitators":
        return set(slot.facilitators.values_list("pk", flat=True))
    if name == "materials":
        return [(each.title, each.url) for each in slot.materials.all()]
    return getattr(slot, name)


def differing(slot: Slot, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What of the changes isn't so already. Two queries at most."""
    return {name: value for name, value in changes.items() if standing(slot, name) != _comparable(name, value)}


def print_of(slot: Slot, names: Iterable[str]) -> str:
    """A short print by which a form remembers how a session stood when it was opened. Two queries at most."""
    told = [(name, _plain(standing(slot, name))) for name in sorted(names)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, set):
        return sorted(value)
    return value.pk if isinstance(value, Model) else value


def _comparable(name: str, value: Any) -> Any:
    return {person.pk for person in value} if name == "facilitators" else value


def write(slot: Slot, changed: Mapping[str, Any]) -> list[str]:
    """Write what stands beside a stored slot, set its columns, and name those that are to be saved."""
    if "facilitators" in changed:
        slot.facilitators.set(changed["facilitators"])
    if "materials" in changed:
        slot.materials.all().delete()
        Material.objects.bulk_create(Material(slot=slot, title=title, url=url) for title, url in changed["materials"])
    columns = [name for name in changed if name not in _BESIDE]
    for name in columns:
        setattr(slot, name, changed[name])
    return columns
