"""Reads for the trainee's pages and for staff; each states its cost in queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from courses.progress import chain, engine
from courses.progress.models import Enrolment, LedgerEvent, Pathway, Release, snapshot_of
from courses.progress.requirements import LessonPlan, Next, Progress, RequirementStatus, Syllabus
from courses.progress.words import NEXT_STEPS, TITLES, TURNS, sentence, so_far
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement as a screen shows it."""

    status: RequirementStatus
    title: str
    sentence: str
    so_far: str
    turn: str
    next_step: str

    @classmethod
    def of(cls, status: RequirementStatus) -> "RequirementRow":
        return cls(
            status,
            str(TITLES[status.requirement.kind]),
            sentence(status.requirement),
            so_far(status),
            str(TURNS[status.turn]),
            str(NEXT_STEPS[status.next]),
        )


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the outline, and whether it is done."""

    plan: LessonPlan
    done: bool


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in the outline."""

    title: str
    summary: str
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """One person's training on one pathway: where they are, what is next, what is missing."""

    enrolment: Enrolment
    plan: Syllabus
    requirements: tuple[RequirementRow, ...]
    modules: tuple[ModuleRow, ...]

    @property
    def eligible(self) -> bool:
        return engine.is_eligible(row.status for row in self.requirements)

    @property
    def met(self) -> int:
        return sum(row.status.met for row in self.requirements)

    @property
    def next(self) -> RequirementRow | None:
        """The first requirement that isn't met and that the trainee can do something about."""
        open_rows = [row for row in self.requirements if not row.status.met]
        idle = (Next.ATTEND_SESSION, Next.WAIT_FOR_SEAT, Next.GET_OBSERVED)
        return next((row for row in open_rows if row.status.next not in idle), next(iter(open_rows), None))

    @property
    def minutes_left(self) -> int:
        """Minutes of required lessons that aren't done."""
        rows = [row for module in self.modules for row in module.lessons]
        return sum(row.plan.minutes for row in rows if row.plan.required and not row.done)


def training_of(enrolment: Enrolment) -> Training:
    """No queries, given an enrolment with its syllabus and pathway."""
    plan, progress = enrolment.syllabus.plan, enrolment.progress
    return Training(
        enrolment,
        plan,
        tuple(RequirementRow.of(status) for status in engine.evaluate(plan, progress)),
        tuple(
            ModuleRow(
                m.title, m.summary, tuple(LessonRow(lesson, is_done(progress, lesson.key)) for lesson in m.lessons)
            )
            for m in plan.modules
        ),
    )


def is_done(progress: Progress, lesson_key: str) -> bool:
    state = progress.get(f"lesson:{lesson_key}")
    return state is not None and bool(state.value["done"])


def enrolments(person: User) -> QuerySet[Enrolment]:
    """One query."""
    return Enrolment.objects.filter(person=person).select_related("syllabus", "pathway", "person").order_by("pk")


def trainings(person: User) -> list[Training]:
    """One query, however long the history."""
    return [training_of(enrolment) for enrolment in enrolments(person)]


def training(person: User, slug: str) -> Training:
    """One query. Raises ``Enrolment.DoesNotExist``."""
    return training_of(enrolments(person).get(pathway__slug=slug))


def open_pathways(person: User) -> QuerySet[Pathway]:
    """Released pathways that the person hasn't begun. One query."""
    released = Pathway.objects.filter(releases__isnull=False).exclude(enrolments__person=person)
    return released.distinct().order_by("title", "pk")


def history(enrolment: Enrolment) -> QuerySet[LedgerEvent]:
    """The ledger, newest first. One query, with who recorded each event."""
    return LedgerEvent.objects.filter(enrolment=enrolment).select_related("actor", "enrolment__person").order_by("-seq")


def current_release(pathway_key: str) -> Release | None:
    """One query."""
    releases = Release.objects.filter(pathway__key=pathway_key).select_related("syllabus", "pathway")
    return releases.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Impact:
    """What moving to a new syllabus would mean for one person."""

    enrolment: Enrolment
    met_now: int
    met_then: int
    eligible_now: bool
    eligible_then: bool

    @property
    def changes(self) -> bool:
        return (self.met_now, self.eligible_now) != (self.met_then, self.eligible_then)


def impact(pathway_key: str, document: Mapping[str, Any]) -> list[Impact]:
    """What a release would change, person by person, if all moved. One query; nothing is written."""
    then = Syllabus.from_document(document)
    rows = Enrolment.objects.open().filter(pathway__key=pathway_key).select_related("syllabus", "person").order_by("pk")
    return [_impact(enrolment, then) for enrolment in rows]


def _impact(enrolment: Enrolment, then: Syllabus) -> Impact:
    before = engine.evaluate(enrolment.syllabus.plan, enrolment.progress)
    after = engine.evaluate(then, enrolment.progress)
    return Impact(
        enrolment,
        sum(status.met for status in before),
        sum(status.met for status in after),
        engine.is_eligible(before),
        engine.is_eligible(after),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """An enrolment whose snapshot or chain doesn't agree with its ledger."""

    enrolment_id: int
    what: str


def rebuilt(events: list[LedgerEvent]) -> dict[str, list[Any]]:
    """The snapshot that a ledger comes to."""
    return snapshot_of(engine.fold(row.event for row in events))


def faults(enrolment: Enrolment) -> Iterator[Fault]:
    """What doesn't agree between an enrolment's row and its ledger. One query."""
    events = list(LedgerEvent.objects.filter(enrolment=enrolment).in_order())
    if rebuilt(events) != enrolment.snapshot:
        yield Fault(enrolment.pk, "the snapshot differs from the fold of the ledger")
    if [row.seq for row in events] != list(range(1, enrolment.last_seq + 1)):
        yield Fault(enrolment.pk, "the ledger has a gap")
    previous = chain.FIRST
    for row in events:
        if row.hash != chain.row_hash(previous, chained(row)) or row.previous_hash != previous:
            yield Fault(enrolment.pk, f"the chain of hashes breaks at {row.seq}")
        previous = row.hash
    if previous != enrolment.last_hash:
        yield Fault(enrolment.pk, "the last hash differs from the ledger's")


def chained(row: LedgerEvent) -> dict[str, Any]:
    """The columns of a ledger row that its hash covers."""
    names = ("enrolment_id", "seq", "subject", "value", "rank", "occurred_at", "recorded_at", "actor_id")
    return {name: getattr(row, name) for name in (*names, "source", "key", "undoes", "reason_hash")}
