"""A slot's roster as hosts take it along. What people need to take part isn't in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from courses.slots.models import AttendanceMark, SignUp, Slot
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person with a place; ``minutes`` is ``None`` until they were marked, ``source`` says by whom."""

    sign_up: SignUp
    person: User
    minutes: int | None
    source: str


def roster_lines(slot: Slot) -> Iterator[RosterLine]:
    """Who has a seat, by name, then who waits, in order. One query."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person")).standing()
    rows: Any = SignUp.objects.open().filter(slot=slot, person__isnull=False).select_related("person__institution")
    rows = rows.annotate(noted=Subquery(marks.values("minutes")[:1]), noted_as=Subquery(marks.values("source")[:1]))
    found = list(rows.order_by("-priority", "pk"))
    seats = [row for row in found if row.state == SignUp.State.CONFIRMED]
    waits = [row for row in found if row.state == SignUp.State.WAITING]
    for row in [*sorted(seats, key=lambda row: str(row.person).casefold()), *waits]:
        yield RosterLine(row, row.person, row.noted, row.noted_as or "")
