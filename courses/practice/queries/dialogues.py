"""Dialogues as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from courses.practice.models import (
    USUAL_MINUTES,
    Dialogue,
    Observation,
    Pairing,
    Reflection,
    Stage,
    StagePlan,
    StageRun,
)
from courses.practice.rules import is_left_open
from lms.people.models import User


def led_by(person: User) -> QuerySet[Dialogue]:
    """A person's own dialogues and those that they co-lead, newest first. Five queries."""
    mine = Q(enrolment__person=person) | Q(
        pk__in=Pairing.objects.accepted().co_leads().filter(person=person).values("dialogue")
    )
    return whole().filter(mine)


def leads_next(person: User) -> QuerySet[Dialogue]:
    """Of a person's own dialogues that lie ahead, soonest first, what a line about each needs. One query."""
    ahead = [Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING]
    rows = Dialogue.objects.filter(enrolment__person=person, state__in=ahead)
    return rows.only("topic", "starts_at", "zone", "state").order_by("starts_at", "pk")


def whole() -> QuerySet[Dialogue]:
    """Dialogues with everything a page shows of them. Five queries."""
    handed_in = Observation.objects.standing().select_related("observer", "words", "syllabus").order_by("pk")
    pairings = Pairing.objects.open().select_related("person").order_by("pk")
    rows = Dialogue.objects.select_related("enrolment__person", "enrolment__syllabus", "reflection", "slot")
    return rows.prefetch_related(
        "stages",
        "plan",
        Prefetch("pairings", pairings, to_attr="pairs"),
        Prefetch("observations", handed_in, to_attr="handed_in"),
    )


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

    def is_left_open(self, *, at: datetime) -> bool:
        """Whether the stage that runs has gone on for so long that nobody can be leading it any more."""
        row = self.running
        return row is not None and row.run is not None and is_left_open(row.run.started_at, planned=row.planned, at=at)


def room(dialogue: Dialogue) -> Room:
    """No query, given a dialogue with its stages and plan."""
    runs = {run.stage: run for run in dialogue.stages.all()}
    planned = {row.stage: row for row in dialogue.plan.all()}
    coming = next((stage for stage in Stage if stage not in runs), None)
    rows = tuple(
        StageRow(stage, _minutes(planned.get(stage), stage), runs.get(stage), stage == coming) for stage in Stage
    )
    return Room(dialogue, rows)


def _minutes(planned: StagePlan | None, stage: Stage) -> int:
    return planned.minutes if planned else USUAL_MINUTES[stage]
