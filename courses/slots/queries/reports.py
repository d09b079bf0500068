"""Meeting reports as those who import them see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from django.db.models import Q, QuerySet

from courses.slots.models import AttendanceMark, MeetingReport, ReportRow, Slot
from courses.slots.queries import known
from courses.slots.reports import fitting_zone
from courses.slots.rules.imports import Effect, effect_of
from courses.slots.rules.matching import Known, RowReason, RowState
from courses.slots.rules.stays import Stay, merged, minutes_of
from lms.people.models import User

# More names than that are no report of one session; forms hold a limited number of fields.
MOST_NAMES = 200
MOST_REJECTED = 50
_JUDGED_BY = 500


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What importing the matched lines of one person comes to; ``stands``: the mark that holds now."""

    person: User
    lines: tuple[int, ...]
    minutes: int
    counts: bool
    effect: Effect
    stands: AttendanceMark | None
    taken: bool


@dataclass(slots=True)
class NamedGroup:
    """Lines with one name and address that were suggested or are unknown; named by its first line.

    ``picked``: whom somebody chose already, when they are asked again.
    """

    line: int
    name: str
    email: str
    state: str
    reason: str
    candidates: tuple[User, ...] = ()
    stranger: User | None = None
    lines: list[int] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    minutes: int = 0
    picked: int = 0
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A report before, while and after it is imported. ``zone``: in which its times would fit the slot, if another."""

    report: MeetingReport
    seated: dict[int, User]
    people: tuple[PersonChange, ...]
    names: tuple[NamedGroup, ...]
    more_names: int
    rejected: tuple[ReportRow, ...]
    rejections: tuple[tuple[str, int], ...]
    zone: str | None
    asks_order: bool
    may_read_again: bool

    @property
    def more_rejected(self) -> int:
        return sum(count for _reason, count in self.rejections) - len(self.rejected)


def of_slot(slot: Slot) -> QuerySet[MeetingReport]:
    """A slot's reports, latest first, without what they hold. One query."""
    return MeetingReport.objects.filter(slot=slot).select_related("uploaded_by").defer("content")


def preview(report: MeetingReport, *, reader: User | None = None) -> Preview:
    """What a report says of whom, and what importing it would change. Eight queries, however many lines."""
    slot = report.slot
    seated = known.seated(slot)
    everybody = Known(known.candidates(seated.values()))
    lines: dict[int, list[int]] = defaultdict(list)
    taken: set[int] = set()
    groups: dict[tuple[str, str, str], NamedGroup] = {}
    rejected: list[ReportRow] = []
    rejections: Counter[str] = Counter()
    for row in report.rows.select_related("person").order_by("line").iterator(chunk_size=1000):
        if row.state == RowState.MATCHED and row.person_id:
            lines[row.person_id].append(row.line)
            taken |= {row.person_id} if row.mark_id else set()
        elif row.state == RowState.REJECTED:
            rejections[row.reason] += 1
            rejected += [row] if len(rejected) < MOST_REJECTED else []
        else:
            _add(groups, row)
    shown = tuple(sorted(groups.values(), key=lambda group: (group.state != RowState.SUGGESTED, group.line)))
    for group in shown[:MOST_NAMES]:
        group.candidates = tuple(seated[pk] for pk in everybody.match(name=group.name).candidates)
        group.minutes = minutes_of(merged(group.stays, slot.starts_at, slot.ends_at))
    return Preview(
        report=report,
        seated=seated,
        people=tuple(_changes(report, seated, lines, taken, reader)),
        names=shown[:MOST_NAMES],
        more_names=len(shown[MOST_NAMES:]),
        rejected=tuple(rejected),
        rejections=tuple(rejections.most_common()),
        zone=better_zone(report),
        asks_order=rejections[RowReason.DAY_OR_MONTH] > 0,
        may_read_again=report.imported_at is None and report.content is not None,
    )


def _add(groups: dict[tuple[str, str, str], NamedGroup], row: ReportRow) -> None:
    key = (row.state, row.name, row.email)
    if key not in groups:
        stranger = row.person if row.reason == RowReason.NO_SEAT else None
        groups[key] = NamedGroup(row.line, row.name, row.email, row.state, row.reason, stranger=stranger)
    groups[key].lines.append(row.line)
    if row.joined_at and row.left_at:
        groups[key].stays.append(Stay(row.joined_at, row.left_at))


def _changes(
    report: MeetingReport, seated: dict[int, User], lines: dict[int, list[int]], taken: set[int], reader: User | None
) -> Iterator[PersonChange]:
    slot = report.slot
    minutes = _minutes(report, lines)
    marks = AttendanceMark.objects.filter(slot=slot, person__in=lines).standing().select_related("marked_by")
    stands: dict[int | None, AttendanceMark] = {}
    for mark in marks:
        stands.setdefault(mark.person_id, mark)
    for pk, person in seated.items():
        if pk in lines:
            found = stands.get(pk)
            said = (found.rank, found.minutes) if found is not None else None
            effect = effect_of(own=reader is not None and pk == reader.pk, stands=said, minutes=minutes[pk])
            counts = minutes[pk] >= slot.minutes_needed
            yield PersonChange(person, tuple(lines[pk]), minutes[pk], counts, effect, found, pk in taken)


def _minutes(report: MeetingReport, people: Iterable[int]) -> dict[int, int]:
    """How long each was there by this report and by all that were imported before."""
    counts = Q(report=report, state=RowState.MATCHED) | Q(mark__isnull=False, report__undone_at=None)
    rows = ReportRow.objects.filter(counts, report__slot=report.slot, person__in=list(people))
    stays: dict[int | None, list[Stay]] = defaultdict(list)
    for person, came, left in rows.values_list("person_id", "joined_at", "left_at"):
        if came and left:
            stays[person].append(Stay(came, left))
    slot = report.slot
    return {person: minutes_of(merged(stays[person], slot.starts_at, slot.ends_at)) for person in people}


def minutes_of_row(row: ReportRow, slot: Slot) -> int | None:
    """How much of a session one line covers; ``None`` without times. No query."""
    if row.joined_at is None or row.left_at is None:
        return None
    return minutes_of(merged([Stay(row.joined_at, row.left_at)], slot.starts_at, slot.ends_at))


def better_zone(report: MeetingReport) -> str | None:
    """In which zone a report's times would fit its session, if clearly better than in the chosen one. One query."""
    slot = report.slot
    timed = report.rows.filter(joined_at__isnull=False, left_at__isnull=False).order_by("line")
    return fitting_zone(
        [Stay(came, left) for came, left in timed.values_list("joined_at", "left_at")[:_JUDGED_BY] if came and left],
        starts=slot.starts_at,
        ends=slot.ends_at,
        chosen=report.zone,
        likely=(slot.zone, "UTC", "America/New_York", "America/Los_Angeles", "America/Chicago", "Europe/London"),
        zones=sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")),
    )
