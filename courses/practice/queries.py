"""Reads for the pages of practice dialogues; each states its cost in queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from courses.practice.models import (
    USUAL_MINUTES,
    Assignment,
    Dialogue,
    Observation,
    Promise,
    Reflection,
    Stage,
    StageRun,
)
from courses.progress.requirements import MakePromise
from lms.people.models import Relation, User
from lms.people.roles import Role


def are_related(one: int, other: int) -> bool:
    """Whether two people are mentor, manager, or in a declared conflict, in either direction. One query."""
    kinds = [Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT]
    pair = Q(person=one, other=other) | Q(person=other, other=one)
    return Relation.objects.filter(pair, kind__in=kinds).exists()


def led_by(person: User) -> QuerySet[Dialogue]:
    """A person's own dialogues, newest first. Four queries."""
    return whole().filter(enrolment__person=person)


def leads_next(person: User) -> QuerySet[Dialogue]:
    """Of a person's own dialogues that lie ahead, soonest first, what a line about each needs. One query."""
    ahead = [Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING]
    rows = Dialogue.objects.filter(enrolment__person=person, state__in=ahead)
    return rows.only("topic", "starts_at", "zone", "state").order_by("starts_at", "pk")


def whole() -> QuerySet[Dialogue]:
    """Dialogues with everything a page shows of them. Four queries."""
    handed_in = Observation.objects.filter(submitted_at__isnull=False).select_related("observer").order_by("pk")
    return Dialogue.objects.select_related("enrolment__person", "enrolment__syllabus", "reflection").prefetch_related(
        "stages",
        Prefetch("assignments", Assignment.objects.select_related("observer").order_by("pk")),
        Prefetch("observations", handed_in, to_attr="handed_in"),
    )


def to_observe(person: User) -> QuerySet[Assignment]:
    """Dialogues that a person observes and hasn't handed in, soonest first. One query."""
    rows = Assignment.objects.filter(observer=person).exclude(dialogue__state=Dialogue.State.CANCELLED)
    rows = rows.exclude(
        dialogue__observations__in=Observation.objects.filter(observer=person, submitted_at__isnull=False)
    )
    return rows.select_related("dialogue__enrolment__person").order_by("dialogue__starts_at", "pk")


def observes_next(person: User) -> list[Assignment]:
    """Of the same dialogues what a line about each needs. One query for who was never asked to observe, else two."""
    if not person.observer_assignments.exists():
        return []
    handed_in = Observation.objects.filter(observer=person, submitted_at__isnull=False).values("dialogue")
    rows = Assignment.objects.filter(observer=person).exclude(dialogue__in=handed_in)
    rows = rows.exclude(dialogue__state=Dialogue.State.CANCELLED).select_related("dialogue")
    told = ("dialogue__topic", "dialogue__starts_at", "dialogue__zone")
    return list(rows.only(*told).order_by("dialogue__starts_at", "pk"))


def waiting_for_clearing() -> QuerySet[Dialogue]:
    """Proposed dialogues, soonest first. Four queries."""
    return whole().filter(state=Dialogue.State.PROPOSED).order_by("starts_at", "pk")


def draft_of(dialogue: Dialogue, observer: User) -> Observation | None:
    """One query."""
    return Observation.objects.filter(dialogue=dialogue, observer=observer).first()


def observed_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues that a person is asked to observe. One query."""
    rows = Dialogue.objects.filter(assignments__observer=person)
    return rows.select_related("enrolment__person", "enrolment__syllabus")


def reflection_of(dialogue: Dialogue) -> Reflection | None:
    """One query."""
    return Reflection.objects.filter(dialogue=dialogue).first()


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of a dialogue as the room shows it."""

    stage: Stage
    planned: int
    run: StageRun | None
    next: bool

    @property
    def running(self) -> bool:
        return self.run is not None and self.run.ended_at is None

    @property
    def done(self) -> bool:
        return self.run is not None and self.run.ended_at is not None

    @property
    def minutes(self) -> int:
        return self.run.minutes if self.run else 0


@dataclass(frozen=True, slots=True)
class Room:
    """The five stages of one dialogue, and which comes next."""

    dialogue: Dialogue
    stages: tuple[StageRow, ...]

    @property
    def next(self) -> StageRow | None:
        return next((row for row in self.stages if row.next), None)

    @property
    def running(self) -> StageRow | None:
        return next((row for row in self.stages if row.running), None)


def room(dialogue: Dialogue) -> Room:
    """No query, given a dialogue with its stages."""
    runs = {run.stage: run for run in dialogue.stages.all()}
    coming = next((stage for stage in Stage if stage not in runs), None)
    rows = tuple(StageRow(stage, USUAL_MINUTES[stage], runs.get(stage), stage == coming) for stage in Stage)
    return Room(dialogue, rows)


def farthest_promise(person: User, *, today: date) -> date | None:
    """The last day that still counts for a training of theirs; nothing where none asks for a promise. One query."""
    plans = [enrolment.syllabus.plan for enrolment in person.enrolments.with_plan()]
    days = [row.within_days for plan in plans for row in plan.all_requirements if isinstance(row, MakePromise)]
    return today + timedelta(days=max(days)) if days else None


def promises_of(person: User) -> QuerySet[Promise]:
    """What somebody has promised and not taken back. One query."""
    return Promise.objects.standing().of(person.pk)


def possible_observers(dialogue: Dialogue) -> QuerySet[User]:
    """Core-group members who are neither the lead, nor close to them, nor asked already. One query."""
    lead = dialogue.enrolment.person_id
    kinds = [Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT]
    either_way = Q(person=OuterRef("pk"), other=lead) | Q(person=lead, other=OuterRef("pk"))
    ties = Relation.objects.filter(either_way, kind__in=kinds)
    people = User.objects.filter(groups__name=Role.CORE_GROUP, is_active=True).exclude(enrolments=dialogue.enrolment_id)
    return people.exclude(observer_assignments__dialogue=dialogue).exclude(Exists(ties)).order_by("display_name", "pk")
