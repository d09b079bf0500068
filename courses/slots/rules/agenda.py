"""An agenda as hosts type it: a line for each part, minutes first, then its name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE = re.compile(r"(?P<minutes>\d{1,3})(?:\s*min(?:utes)?\b\.?|')?[\s:·–-]+(?P<name>\S.*)", re.IGNORECASE)

_STAGES = ("check_in", "concept", "frame", "breakout", "debrief")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its minutes (0: none were given), and how many minutes after the start it begins."""

    name: str
    minutes: int
    begins: int

    @property
    def ends(self) -> int:
        return self.begins + self.minutes


def parts_of(agenda: str) -> tuple[Part, ...]:
    """What can't be read as minutes and a name stands as a name alone: nothing that was typed is lost."""
    return tuple(_placed(_read(line) for line in agenda.splitlines() if line.strip()))


def _read(line: str) -> tuple[str, int]:
    found = _LINE.fullmatch(line.strip())
    return (found["name"], int(found["minutes"])) if found else (line.strip(), 0)


def _placed(lines: Iterable[tuple[str, int]]) -> Iterable[Part]:
    begins = 0
    for name, minutes in lines:
        yield Part(name, minutes, begins)
        begins += minutes


def running(parts: Iterable[Part], *, minute: float) -> Part | None:
    """The part that a minute after the start lies in, if any does."""
    return next((part for part in parts if part.begins <= minute < part.ends), None)


def stage_of(name: str) -> tuple[str, str]:
    """The code of the stage of a chat that a part is named after, and what else it says: "Check-in: names".

    A part of another name has no code, and says its name.
    """
    first, *rest = re.split(r"[:·–(,]", name, maxsplit=1)
    code = first.strip().casefold().replace("-", "_").replace(" ", "_")
    return (code, "".join(rest).strip()) if code in _STAGES else ("", name)
