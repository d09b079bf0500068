"""Reads for staff about many trainings at once: how each stands, who waits for whom, and how long it takes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from courses.progress import engine
from courses.progress.models import Enrolment, Pathway, Syllabus
from courses.progress.requirements import Next, Requirement, RequirementStatus, Situation, Turn, assess
from courses.progress.unseen import Unseen
from courses.progress.words import TITLES, sentence
from courses.progress.words.staff import STEPS, WHO, WHOSE_TURN, cell
from lms.people.addresses import address_key

# Of fewer people nothing is told that would say something about one of them.
FEWEST = 5
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """How one training stands."""

    enrolment: Enrolment
    statuses: tuple[RequirementStatus, ...]

    @property
    def met(self) -> int:
        return sum(status.met for status in self.statuses)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Whose turn it is for what isn't met, each once, in the order of the requirements."""
        return tuple(dict.fromkeys(status.turn for status in self.statuses if not status.met))

    @property
    def steps(self) -> tuple[Next, ...]:
        return tuple(dict.fromkeys(status.next for status in self.statuses if not status.met))

    @property
    def so_far(self) -> str:
        return f"{self.met}/{len(self.statuses)}"

    @property
    def waits_for(self) -> str:
        return ", ".join(str(WHOSE_TURN[turn]) for turn in self.turns)

    @property
    def next_steps(self) -> str:
        return ", ".join(str(STEPS[step]) for step in self.steps)

    def of(self, key: str) -> RequirementStatus | None:
        return next((status for status in self.statuses if status.requirement.key == key), None)


def standing(enrolment: Enrolment, *, unseen: Unseen, at: datetime) -> Standing:
    """As far as a reader may see it. No query, given an enrolment with its syllabus."""
    progress = unseen.left_of(enrolment)
    return Standing(enrolment, tuple(engine.evaluate(enrolment.syllabus.plan, progress, at=at)))


def listed() -> QuerySet[Enrolment]:
    """Trainings as staff list them, of people who weren't erased. One query."""
    return Enrolment.objects.open().with_plan().select_related("person__institution", "pathway")


def found(rows: QuerySet[Enrolment], words: str) -> QuerySet[Enrolment]:
    """Those whose person's name or address has some letters in it."""
    # PostgreSQL refuses to look for a NUL, which no name holds.
    words = words.replace("\0", "")
    if not words.strip():
        return rows
    key = address_key(words)
    return rows.filter(Q(person__display_name__icontains=words.strip()) | Q(person__email_key__contains=key))


def waiting(
    rows: QuerySet[Enrolment], *, unseen: Unseen, at: datetime, turn: str = "", step: str = ""
) -> QuerySet[Enrolment]:
    """Those in which something open is somebody's turn, or is a step. One query that streams, and no more memory
    than the numbers of the rows: whose turn it is follows from the time too, so that no column could say it.
    """
    wanted = [
        row.pk
        for row in streamed(rows)
        if any(
            (not turn or status.turn == turn) and (not step or status.next == step)
            for status in standing(row, unseen=unseen, at=at).statuses
            if not status.met
        )
    ]
    return rows.filter(pk__in=wanted)


def streamed(rows: QuerySet[Enrolment]) -> Iterator[Enrolment]:
    """Rows with what evaluating them takes, without holding all of them at once."""
    lean = rows.select_related(None).select_related("syllabus").defer("syllabus__document").order_by("pk")
    return lean.iterator(chunk_size=AT_ONCE)


@dataclass(frozen=True, slots=True)
class Column:
    """A requirement as the grid's head names it."""

    key: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one requirement stands for one person: looks, sign and word."""

    column: Column
    code: str
    sign: str
    word: str
    so_far: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the grid."""

    standing: Standing
    cells: tuple[Cell, ...]


def columns(pathway: Pathway, number: int | None = None) -> list[Column]:
    """The requirements of one version, or of all that somebody is on, the newest first. One query, and one for each
    syllabus that this process hasn't read yet.
    """
    versions = Syllabus.objects.filter(pathway=pathway).defer("document").order_by("-number")
    if number is None:
        versions = versions.filter(Q(enrolments__person__isnull=False)).distinct()
    else:
        versions = versions.filter(number=number)
    found_: dict[str, Column] = {}
    for version in versions:
        for asked in version.plan.requirements:
            words = sentence(asked, version.plan.titles)
            found_.setdefault(asked.key, Column(asked.key, str(TITLES[asked.kind]), words))
    return _numbered(list(found_.values()))


def _numbered(rows: list[Column]) -> list[Column]:
    """Two requirements of one kind are told apart by a number."""
    seen: Counter[str] = Counter()
    many = {title for title, count in Counter(row.title for row in rows).items() if count > 1}
    told = []
    for row in rows:
        seen[row.title] += 1
        told.append(replace(row, title=f"{row.title} {seen[row.title]}") if row.title in many else row)
    return told


def grid_row(enrolment: Enrolment, heads: Sequence[Column], *, unseen: Unseen, at: datetime) -> Row:
    """No query, given an enrolment with its syllabus and person."""
    stands = standing(enrolment, unseen=unseen, at=at)
    by_key = {status.requirement.key: status for status in stands.statuses}
    return Row(stands, tuple(_cell(head, by_key.get(head.key)) for head in heads))


def _cell(head: Column, status: RequirementStatus | None) -> Cell:
    code, sign, word = cell(status, WHO)
    counts = status is not None and not status.met and status.need > 1
    so_far = f"{_figure(status.have)}/{_figure(status.need)}" if counts and status is not None else ""
    return Cell(head, code, sign, word, so_far)


def _figure(value: float) -> str:
    return f"{value:.1f}" if value % 1 else str(int(value))


@dataclass(frozen=True, slots=True)
class Stuck:
    """How many people haven't met a requirement, by whose turn it is."""

    column: Column
    by_turn: tuple[tuple[Turn, int], ...]

    @property
    def people(self) -> int:
        return sum(count for _turn, count in self.by_turn)


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from beginning to meeting a requirement, of those who met it; nothing is told of too few."""

    column: Column
    people: int
    quarter: int | None = None
    half: int | None = None
    three_quarters: int | None = None

    @property
    def told(self) -> bool:
        return self.half is not None


@dataclass(frozen=True, slots=True)
class Cohort:
    """What the plots show of a cohort."""

    people: int
    stuck: tuple[Stuck, ...]
    pace: tuple[Pace, ...]


def cohort(rows: QuerySet[Enrolment], heads: Sequence[Column], *, at: datetime) -> Cohort:
    """Where people are stuck, and how long it takes. One query that streams; memory grows with the number of
    requirements and of days, not of people.
    """
    stuck: dict[str, Counter[Turn]] = defaultdict(Counter)
    days: dict[str, Counter[int]] = defaultdict(Counter)
    people = 0
    for row in streamed(rows):
        people += 1
        given = Situation(row.syllabus.plan, row.progress, at)
        for asked in given.syllabus.requirements:
            status = assess(asked, given)
            if not status.met:
                stuck[asked.key][status.turn] += 1
            elif not (status.waived or status.credited):
                days[asked.key][max(0, (met_at(asked, status, given) - row.enrolled_at).days)] += 1
    return Cohort(
        people,
        tuple(Stuck(head, _by_turn(stuck[head.key])) for head in heads),
        tuple(_pace(head, days[head.key]) for head in heads),
    )


def met_at(asked: Requirement, status: RequirementStatus, given: Situation) -> datetime:
    """When the last of those entries took place that it took to meet a requirement which is met."""
    by_seq = {state.seq: state for state in given.progress.values()}
    moments = sorted({by_seq[seq].occurred_at for seq in status.events if seq in by_seq})
    low, high = 0, len(moments) - 1
    while low < high:
        middle = (low + high) // 2
        known = {key: state for key, state in given.progress.items() if state.occurred_at <= moments[middle]}
        low, high = (low, middle) if assess(asked, replace(given, progress=known)).met else (middle + 1, high)
    return moments[high] if moments else given.at


def _by_turn(counted: Counter[Turn]) -> tuple[tuple[Turn, int], ...]:
    return tuple((turn, counted[turn]) for turn in Turn if counted[turn])


def _pace(head: Column, days: Counter[int]) -> Pace:
    people = days.total()
    if people < FEWEST:
        return Pace(head, people)
    return Pace(head, people, *(quantile(days, part) for part in (0.25, 0.5, 0.75)))


def quantile(days: Counter[int], part: float) -> int:
    """The smallest number of days within which at least this part of the people were done."""
    wanted, so_far = part * days.total(), 0
    for day, count in sorted(days.items()):
        so_far += count
        if so_far >= wanted:
            return day
    return max(days, default=0)


def pathways() -> QuerySet[Pathway]:
    """Those that somebody trains on, by title. One query."""
    return Pathway.objects.filter(enrolments__person__isnull=False).distinct().order_by("title", "pk")


def numbers(pathway: Pathway) -> list[int]:
    """The versions of a pathway, the newest first. One query."""
    return list(Syllabus.objects.filter(pathway=pathway).order_by("-number").values_list("number", flat=True))


def chosen(keys: Iterable[Any]) -> QuerySet[Enrolment]:
    """Trainings by their numbers, by the names of their people."""
    return listed().filter(pk__in=[int(key) for key in keys]).order_by("person__display_name", "pk")
