"""Which column of a report holds what, over the years and tools."""

import unicodedata
from dataclasses import dataclass, field

from courses.slots.reports.base import Form

_NAMES = {
    "name": (
        "name (original name)", "user name (original name)", "name", "full name", "display name", "user name",
        "participant", "participant name", "participants", "attendee", "attendee name", "nombre", "nom", "nome",
    ),
    "first": ("first name", "given name"),
    "last": ("last name", "family name", "surname"),
    "email": (
        "user email", "email", "e-mail", "email address", "e-mail address", "participant email", "attendee email",
        "mail", "correo electrónico", "courriel",
    ),
    "upn": ("participant id (upn)", "upn"),
    "joined": (
        "join time", "joined", "joined at", "time joined", "first join", "first join time", "join", "start",
        "start time", "entry time", "arrived", "came", "came at", "check-in", "hora de entrada",
    ),
    "left": (
        "leave time", "left", "left at", "time exited", "time left", "last leave", "last leave time", "leave", "end",
        "end time", "exit time", "departed", "check-out", "hora de salida",
    ),
    "duration": (
        "duration (minutes)", "duration(minutes)", "total duration (minutes)", "duration", "in-meeting duration",
        "meeting duration", "time in session (minutes)", "time in call", "minutes", "attended duration",
    ),
    "waiting": ("in waiting room", "waiting room"),
    "attended": ("attended",),
    "action": ("user action",),
    "at": ("timestamp",),
}  # fmt: skip
_FIELD = {name: column for column, names in _NAMES.items() for name in names}
# A table of one row about the whole meeting, that stands above the people in it.
_MEETING = frozenset(("meeting id", "topic", "webinar id", "meeting title", "meeting topic"))
_TEAMS = frozenset(("first join", "first join time", "in-meeting duration", "participant id (upn)"))
_MEET = frozenset(("time exited", "time joined", "time in call"))
_ZOOM = frozenset(("name (original name)", "user name (original name)", "user email", "total duration (minutes)"))


def heading(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).casefold().strip(" *:\ufeff")
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table of people has what; ``spans``: it tells only the first join and the last leave."""

    place: dict[str, int] = field(default_factory=dict)
    spans: bool = False

    def cell(self, cells: list[str], column: str) -> str:
        place = self.place.get(column)
        return cells[place] if place is not None and place < len(cells) else ""


def is_about_meeting(cells: list[str]) -> bool:
    return not _MEETING.isdisjoint(heading(cell) for cell in cells)


def columns_of(cells: list[str]) -> Columns | None:
    """The columns of a row that heads a table of people; ``None`` for any other row."""
    if is_about_meeting(cells):
        return None
    names = [heading(cell) for cell in cells]
    place: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in _FIELD:
            place.setdefault(_FIELD[name], index)
    who = {"name", "first", "email"} & place.keys()
    when = {"joined", "duration", "at"} & place.keys()
    if not who or not when:
        return None
    return Columns(place, spans=any(name.startswith(("first join", "last leave")) for name in names))


def form_of(cells: list[str]) -> Form:
    """Which tool heads its table of people like this."""
    names = {heading(cell) for cell in cells}
    if names & _TEAMS or "user action" in names or names >= {"full name", "role"}:
        return Form.TEAMS
    if names & _ZOOM:
        return Form.ZOOM
    return Form.MEET if names & _MEET else Form.PLAIN
