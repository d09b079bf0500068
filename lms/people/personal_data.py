"""What each part of the system holds about a person: how it is exported, and how it is erased."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.functional import Promise

from lms.people.models import User

Export = Callable[[User], Any]
Erase = Callable[[User], None]
Words: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One app's share: ``export`` gives what JSON can hold, ``erase`` removes what need not stay."""

    name: str
    export: Export
    erase: Erase
    stays: Words


_PARTS: dict[str, Part] = {}


def register(name: str, *, export: Export, erase: Erase, stays: Words = "") -> None:
    """Called when the app's ``personal_data`` module is loaded. ``stays`` tells readers what isn't removed, and why."""
    _PARTS[name] = Part(name, export, erase, stays)


def parts() -> list[Part]:
    """In the order of INSTALLED_APPS, from the roof down: what finds its rows through another part is erased first."""
    return list(_PARTS.values())


def export_all(person: User) -> dict[str, Any]:
    return {part.name: part.export(person) for part in parts()}


def what_stays() -> list[str]:
    return [str(part.stays) for part in parts() if part.stays]
