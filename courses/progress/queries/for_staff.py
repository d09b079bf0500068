"""Reads for one person's page: the history as a timeline, and what may be done about each requirement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from courses.progress import engine
from courses.progress.models import Credit, Enrolment, LedgerEvent, Reason, StaffRecord
from courses.progress.requirements import Progress, Requirement, RequirementStatus, Syllabus
from courses.progress.unseen import Unseen
from courses.progress.words import TITLES, sentence, so_far
from courses.progress.words.staff import SOURCES, STEPS, USUALLY_FOR_STAFF, cell, entry

# Entries on one page.
STAFF_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as staff read it, tied to what it corrects or takes back, and to what did so to it.

    ``record`` is the revision behind it, if staff noted it; ``roster`` the session whose roster corrects it.
    """

    event: LedgerEvent
    words: str
    source: str
    because: str
    state: str
    corrects: int | None
    undone_by: int | None
    record: int | None
    roster: int | None

    @property
    def may_be_taken_back(self) -> bool:
        return self.event.undoes is None and self.undone_by is None


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, newest first."""

    day: date
    entries: tuple[Entry, ...]


def staff_timeline(enrolment: Enrolment, events: Sequence[LedgerEvent]) -> list[Day]:
    """Entries by the day on which they were noted. Four queries for each page, however long the history."""
    told = [*_entries(enrolment, events)]
    days = groupby(told, key=lambda row: timezone.localtime(row.event.recorded_at).date())
    return [Day(day, tuple(rows)) for day, rows in days]


def names_in(plan: Syllabus) -> dict[str, str]:
    """What lessons and requirements of a version are called, by their keys."""
    asked = {row.key: sentence(row, plan.titles) for row in plan.all_requirements}
    return {**plan.titles, **asked}


def _entries(enrolment: Enrolment, events: Sequence[LedgerEvent]) -> list[Entry]:
    names = names_in(enrolment.syllabus.plan)
    rows = LedgerEvent.objects.filter(enrolment=enrolment)
    hashes = [event.reason_hash for event in events if event.reason_hash]
    because = dict(Reason.objects.filter(enrolment=enrolment, hash__in=hashes).values_list("hash", "words"))
    undone = dict(rows.filter(undoes__in=[event.seq for event in events]).values_list("undoes", "seq"))
    before = _before(enrolment, {event.subject for event in events})
    standing_records = _standing_records(enrolment, events)
    return [
        Entry(
            event,
            _words(event, names),
            str(SOURCES.get(event.source, "")),
            because.get(event.reason_hash, ""),
            _state(event, undone, enrolment.progress),
            before.get((event.subject, event.seq)),
            undone.get(event.seq),
            standing_records.get(event.key),
            _roster(event),
        )
        for event in events
    ]


def _words(event: LedgerEvent, names: Mapping[str, str]) -> str:
    return entry(event.subject, event.value, names) if event.undoes is None else ""


def _state(event: LedgerEvent, undone: Mapping[int | None, int], progress: Progress) -> str:
    """Whether an entry is an undo, was undone, counts now, or gave way to a later or a weightier one."""
    if event.undoes is not None:
        return "undo"
    if event.seq in undone:
        return "undone"
    standing = progress.get(event.subject)
    return "stands" if standing is not None and standing.seq == event.seq else "replaced"


def _before(enrolment: Enrolment, subjects: set[str]) -> dict[tuple[str, int], int]:
    """For each entry about a subject that was spoken of before, the number of the entry before it."""
    rows = LedgerEvent.objects.filter(enrolment=enrolment, undoes=None, subject__in=subjects)
    found: dict[tuple[str, int], int] = {}
    last: dict[str, int] = {}
    for subject, seq in rows.order_by("seq").values_list("subject", "seq"):
        if subject in last:
            found[subject, seq] = last[subject]
        last[subject] = seq
    return found


def _standing_records(enrolment: Enrolment, events: Sequence[LedgerEvent]) -> dict[str, int]:
    keys = {event.key: int(event.key.removeprefix("record:")) for event in events if event.key.startswith("record:")}
    standing = set(
        StaffRecord.objects.standing()
        .filter(person=enrolment.person_id, pk__in=keys.values())
        .values_list("pk", flat=True)
    )
    return {key: pk for key, pk in keys.items() if pk in standing}


def _roster(event: LedgerEvent) -> int | None:
    number = event.subject.removeprefix("attendance:slot/")
    return int(number) if number.isdecimal() and event.undoes is None else None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One requirement on a person's page, with what staff may do about it."""

    requirement: Requirement
    status: RequirementStatus
    title: str
    sentence: str
    so_far: str
    code: str
    sign: str
    turn: str
    step: str
    usually: str
    parts: tuple["AskedRow", ...] = ()

    @classmethod
    def of(cls, status: RequirementStatus, titles: Mapping[str, str]) -> "AskedRow":
        code, sign, turn = cell(status)
        return cls(
            status.requirement,
            status,
            str(TITLES[status.requirement.kind]),
            sentence(status.requirement, titles),
            so_far(status),
            code,
            sign,
            turn,
            str(STEPS[status.next]),
            str(USUALLY_FOR_STAFF[status.next]),
            tuple(cls.of(part, titles) for part in status.parts),
        )


@dataclass(frozen=True, slots=True)
class CreditRow:
    """Earlier training, and what it counts for."""

    credit: Credit
    what: str


@dataclass(frozen=True, slots=True)
class Person:
    """Where somebody stands, as staff see it."""

    enrolment: Enrolment
    asked: tuple[AskedRow, ...]
    credits: tuple[CreditRow, ...]

    @property
    def met(self) -> int:
        return sum(row.status.met for row in self.asked)

    @property
    def waits_for(self) -> AskedRow | None:
        """The first requirement that isn't met."""
        return next((row for row in self.asked if not row.status.met), None)


def person(enrolment: Enrolment, *, unseen: Unseen, at: datetime) -> Person:
    """As far as a reader may see it. One query: the credits; given an enrolment with its plan, pathway and person."""
    plan = enrolment.syllabus.plan
    asked = tuple(AskedRow.of(row, plan.titles) for row in engine.evaluate(plan, unseen.left_of(enrolment), at=at))
    names = names_in(plan)
    granted = enrolment.credits.select_related("granted_by").order_by("-pk")
    return Person(enrolment, asked, tuple(CreditRow(row, names.get(row.requirement, "")) for row in granted))
