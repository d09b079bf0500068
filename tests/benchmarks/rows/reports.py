"""What it costs to read ten thousand lines of a meeting report and to import them."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

from django.db import connection, transaction

from courses.slots.actions import reports, seats
from courses.slots.models import MeetingReport, Slot
from lms.people.models import User
from tests import scenes
from tests.benchmarks import Pair, benchmark
from tests.factories import UserFactory

_LINES, _PEOPLE = 10_000, 100
_HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
_WRITTEN = "%m/%d/%Y %I:%M:%S %p"
_INSERT = (
    "INSERT INTO slots_reportrow (report_id, line, name, email, joined_at, left_at, state, reason)"
    " VALUES (%s, %s, %s, %s, %s, %s, 'unknown', '')"
)


@benchmark(
    name="import of a report of 10,000 lines",
    unit="lines per second",
    reference_name="a bare loop that parses the same lines and inserts them",
    target=0.2,
    rounds=5,
)
def importing() -> Iterator[Pair]:
    people = [UserFactory.create() for _ in range(_PEOPLE)]
    slot = scenes.a_slot(seats=_PEOPLE)
    for person in people:
        seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=scenes.at(scenes.NOW))
    by = scenes.a_core_member()
    content = _report(slot, people)
    yield Pair(lambda: _ours(slot, people, content, by), lambda: _bare(slot, content))


def _report(slot: Slot, people: list[User]) -> str:
    lines = [_HEAD]
    for number in range(_LINES):
        person = people[number % _PEOPLE]
        came = slot.starts_at + timedelta(seconds=number % 1800)
        stay = f"{came:{_WRITTEN}},{came + timedelta(minutes=20):{_WRITTEN}}"
        lines.append(f"{person.display_name},{person.email},{stay},21,No")
    return "\n".join(lines)


def _ours(slot: Slot, people: list[User], content: str, by: User) -> int:
    clock = scenes.at(slot.ends_at)
    with transaction.atomic():
        report = reports.keep(
            slot_id=slot.pk, name="report.csv", content=content.encode(), zone="UTC", by=by, clock=clock
        )
        reports.take(report_id=report.pk, people=[person.pk for person in people], by=by, clock=clock)
        transaction.set_rollback(True)
    return _LINES


def _bare(slot: Slot, content: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        report = MeetingReport.objects.create(slot=slot, form="zoom", zone="UTC", uploaded_at=slot.starts_at)
        rows = [
            (
                report.pk,
                line,
                row["Name (Original Name)"],
                row["User Email"],
                datetime.strptime(row["Join Time"], _WRITTEN).replace(tzinfo=UTC),
                datetime.strptime(row["Leave Time"], _WRITTEN).replace(tzinfo=UTC),
            )
            for line, row in enumerate(csv.DictReader(StringIO(content)), start=2)
        ]
        cursor.executemany(_INSERT, rows)
        transaction.set_rollback(True)
    return _LINES
