"""What imported reports say of people, as marks and in their ledgers: the union of all stays that count now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.slots.actions import attendance
from courses.slots.models import AttendanceMark, MeetingReport, ReportRow, Slot
from courses.slots.rules.stays import Stay, merged, minutes_of
from lms.people.models import User

SOURCE = "report"


@dataclass(frozen=True, slots=True)
class Changed:
    """People of whom something else holds than before; what somebody noted by hand holds whatever is imported."""

    people: tuple[int, ...]
    unchanged: int = 0


@dataclass(slots=True)
class _Work:
    """What is to be written about several people of one slot, so that it is written at once."""

    made: list[AttendanceMark] = field(default_factory=list)
    undone: list[AttendanceMark] = field(default_factory=list)
    stands: dict[int, AttendanceMark] = field(default_factory=dict)


def bring_in(report: MeetingReport, people: Collection[int], *, by: User | None, at: datetime) -> Changed:
    """Let the matched lines of some people in a report count, under the slot's lock."""
    taken = report.rows.filter(state=ReportRow.State.MATCHED, person__in=people)
    about = set(taken.values_list("person_id", flat=True))
    stays = _stays(report.slot, about, also=report)
    work = _compare(report.slot, about, stays, undoing=False, by=by, at=at)
    _write(work, by=by, at=at)
    for person in about:
        taken.filter(person=person).update(mark=work.stands[person])
    noted = AttendanceMark.objects.filter(slot=report.slot, person__in=about, undone_at=None, rank=Rank.PERSON)
    changed = {mark.person_id for mark in work.made if mark.person_id} - set(noted.values_list("person_id", flat=True))
    return Changed(tuple(sorted(changed)), len(about) - len(changed))


def take_out(report: MeetingReport, *, by: User, at: datetime) -> Changed:
    """Let no line of a report count any more, under the slot's lock; the report is undone already."""
    counted = report.rows.filter(mark__isnull=False)
    # Of erased people only the minutes are left: their marks go with the report.
    AttendanceMark.objects.filter(person=None, undone_at=None, report_rows__in=counted).update(undone_at=at)
    about = set(counted.filter(person__isnull=False).values_list("person_id", flat=True))
    work = _compare(report.slot, about, _stays(report.slot, about), undoing=True, by=by, at=at)
    _write(work, by=by, at=at)
    for person, mark in work.stands.items():
        _counting(report.slot).filter(person=person).update(mark=mark)
    return Changed(tuple(sorted({mark.person_id for mark in work.undone if mark.person_id})))


def _counting(slot: Slot) -> QuerySet[ReportRow]:
    """Lines that count: imported, from reports that weren't taken back."""
    return ReportRow.objects.filter(report__slot=slot, report__undone_at=None, mark__isnull=False)


def _stays(slot: Slot, people: Collection[int], *, also: MeetingReport | None = None) -> dict[int, tuple[Stay, ...]]:
    """The union of each person's stays in all lines that count, and in those of one more report. One query."""
    counts = Q(mark__isnull=False) | Q(report=also, state=ReportRow.State.MATCHED)
    rows = ReportRow.objects.filter(counts, report__slot=slot, report__undone_at=None, person__in=people)
    found: dict[int, list[Stay]] = defaultdict(list)
    for person, came, left in rows.values_list("person_id", "joined_at", "left_at"):
        if person and came and left:
            found[person].append(Stay(came, left))
    return {person: merged(stays, slot.starts_at, slot.ends_at) for person, stays in found.items()}


def _compare(
    slot: Slot,
    people: Iterable[int],
    stays: dict[int, tuple[Stay, ...]],
    *,
    undoing: bool,
    by: User | None,
    at: datetime,
) -> _Work:
    """Which marks have to go and which to come, so that each person's last one says what their stays say."""
    work, standing, used, last = _Work(), *_marks(slot, people)
    for person in sorted(people):
        union = stays.get(person)
        key = "" if union is None else _key(slot, person, union)
        old = standing.get(person, [])
        while undoing and old and not _is(old[-1], key):
            work.undone.append(old.pop())
        if old and _is(old[-1], key):
            work.stands[person] = old[-1]
        elif union is not None:
            made = _mark(slot, person, union, key=f"{key}/{used[key]}", revision=last[person] + 1, by=by, at=at)
            work.made.append(made)
            work.stands[person] = made
    return work


def _marks(slot: Slot, people: Iterable[int]) -> tuple[dict[int, list[AttendanceMark]], dict[str, int], dict[int, int]]:
    """Marks from reports that stand, oldest first; how often each key was used; the last revisions. Two queries."""
    standing: dict[int, list[AttendanceMark]] = defaultdict(list)
    used: dict[str, int] = defaultdict(int)
    marks = AttendanceMark.objects.filter(slot=slot, person__in=list(people))
    for mark in marks.filter(source=SOURCE).select_related("slot").order_by("revision"):
        used[str(mark.key).rpartition("/")[0]] += 1
        if mark.undone_at is None and mark.person_id:
            standing[mark.person_id].append(mark)
    last: dict[int, int] = defaultdict(int)
    last.update(marks.order_by().values_list("person").annotate(Max("revision")))
    return standing, used, last


def _key(slot: Slot, person: int, union: tuple[Stay, ...]) -> str:
    said = ";".join(f"{stay.came.isoformat()}/{stay.left.isoformat()}" for stay in union)
    return f"report:{slot.pk}:{person}:{sha256(said.encode()).hexdigest()[:16]}"


def _is(mark: AttendanceMark, key: str) -> bool:
    return str(mark.key).rpartition("/")[0] == key


def _mark(
    slot: Slot, person: int, union: tuple[Stay, ...], *, key: str, revision: int, by: User | None, at: datetime
) -> AttendanceMark:
    return AttendanceMark(
        slot=slot,
        person_id=person,
        revision=revision,
        minutes=minutes_of(union),
        rank=Rank.IMPORT,
        source=SOURCE,
        key=key,
        marked_by=by,
        marked_at=at,
    )


def _write(work: _Work, *, by: User | None, at: datetime) -> None:
    for mark in work.made:
        mark.save(force_insert=True)
    marks = [*work.undone, *work.made]
    # All people at once and in one order, before anything is written to the ledger of one of them.
    ledger.lock_people({mark.person_id for mark in marks if mark.person_id})
    if by is not None:
        attendance.take_back(work.undone, because=_("The imported report was taken back."), by=by, at=at)
    ledger.assert_all(
        [(mark.person_id, attendance.claim(mark)) for mark in work.made if mark.person_id], by=by, clock=lambda: at
    )
