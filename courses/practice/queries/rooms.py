"""The room while a dialogue runs: who may look at it, and how it stands by the server's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2s
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from courses.practice import grounding, rules
from courses.practice.models import Dialogue, Note, Pairing, Stage, StagePlan
from courses.practice.queries.breakouts import Breakout, breakout_of, members_of
from courses.practice.queries.dialogues import Room, StageRow
from courses.practice.queries.dialogues import room as room_of
from lms.people.models import User


def seen_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues in whose room somebody is: as a lead, or as an observer who said yes. Three queries."""
    return _whose_room(person, Pairing.objects.accepted())


def in_room_of(person: User) -> QuerySet[Dialogue]:
    """Dialogues in whose room somebody is as one of the two leads. Three queries."""
    return _whose_room(person, Pairing.objects.accepted().co_leads())


def _whose_room(person: User, pairings: QuerySet[Pairing]) -> QuerySet[Dialogue]:
    there = pairings.filter(person=person).values("dialogue")
    rows = Dialogue.objects.filter(Q(enrolment__person=person) | Q(pk__in=there))
    parked = Note.objects.parked().filter(dialogue=OuterRef("pk")).order_by().values("dialogue")
    return (
        rows.select_related("enrolment__person", "slot")
        .prefetch_related("stages", "plan")
        .annotate(parked_count=Subquery(parked.annotate(count=Count("pk")).values("count")))
    )


@dataclass(frozen=True, slots=True)
class RoomState:
    """How a room stands, as devices ask for it every few seconds; ``version`` changes with anything that leads see."""

    room: Room
    at: datetime

    @property
    def version(self) -> str:
        dialogue = self.room.dialogue
        runs = [(row.stage.value, row.run.started_at, row.run.ended_at) for row in self.room.stages if row.run]
        seen = (dialogue.state, runs, dialogue.breakout, getattr(dialogue, "parked_count", None))
        return blake2s(repr(seen).encode(), digest_size=8).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {
            "now": self.at.isoformat(),
            "state": self.room.dialogue.state,
            "version": self.version,
            "stages": [_stage(row) for row in self.room.stages],
        }


def _stage(row: StageRow) -> dict[str, Any]:
    began, ended = (row.run.started_at, row.run.ended_at) if row.run else (None, None)
    return {
        "stage": row.stage.value,
        "name": str(row.stage.label),
        "planned": row.planned,
        "started_at": began.isoformat() if began else None,
        "ended_at": ended.isoformat() if ended else None,
    }


@dataclass(frozen=True, slots=True)
class StageBlock:
    """One stage as the leads' page shows it while it runs: its plan, and what comes after it."""

    row: StageRow
    plan: StagePlan | None
    after: Stage | None
    before: Stage | None
    at: datetime

    @property
    def questions(self) -> list[str]:
        return [line.strip() for line in (self.plan.questions if self.plan else "").splitlines() if line.strip()]

    @property
    def began(self) -> datetime:
        """When it began; of one that hasn't, now."""
        return self.row.run.started_at if self.row.run else self.at

    @property
    def left(self) -> int:
        """Minutes left; below nothing: minutes over."""
        return rules.minutes_left(self.began, planned=self.row.planned, at=self.at)

    @property
    def may_go_back(self) -> bool:
        run = self.row.run
        return run is not None and self.row.running and self.at - run.started_at <= rules.TAKES_BACK_WITHIN


@dataclass(frozen=True)
class LeadsRoom:
    """The leads' page."""

    room: Room
    reader: User
    at: datetime
    breakout: Breakout | None
    here: int
    notes: Sequence[Note]

    @property
    def dialogue(self) -> Dialogue:
        return self.room.dialogue

    @property
    def version(self) -> str:
        return RoomState(self.room, self.at).version

    @property
    def shown(self) -> str:
        """Which block is seen: before the first stage, the stage that runs, or the end."""
        if self.dialogue.state == Dialogue.State.HELD:
            return "over"
        return self.room.running.stage.value if self.room.running else "before"

    @property
    def opens(self) -> bool:
        """Whether people only just arrive, and the grounding assumptions are about to be read."""
        return self.shown in ("before", Stage.CHECK_IN)

    @cached_property
    def blocks(self) -> list[StageBlock]:
        plans, stages = {Stage(row.stage): row for row in self.dialogue.plan.all()}, list(Stage)
        following, before = [*stages[1:], None], [None, *stages[:-1]]
        return [
            StageBlock(row, plans.get(row.stage), after, previous, self.at)
            for row, after, previous in zip(self.room.stages, following, before, strict=True)
        ]

    @property
    def is_own(self) -> bool:
        """Whether the reader planned the dialogue, and so writes the reflection."""
        return self.dialogue.enrolment.person_id == self.reader.pk

    @property
    def parked(self) -> list[Note]:
        return [note for note in self.notes if note.kind == Note.Kind.PARKED]

    @property
    def own(self) -> list[Note]:
        return [note for note in self.notes if note.kind == Note.Kind.OWN]

    @cached_property
    def assumptions(self) -> list[str]:
        return grounding.assumptions(self.dialogue.language)


def leads_room(dialogue: Dialogue, reader: User, *, at: datetime) -> LeadsRoom:
    """One query, and those of the groups, of who is there and of the assumptions; however many notes."""
    theirs = Q(kind=Note.Kind.PARKED) | Q(kind=Note.Kind.OWN, author=reader)
    notes = Note.objects.filter(theirs, dialogue=dialogue).select_related("author")
    return LeadsRoom(
        room_of(dialogue),
        reader,
        at,
        breakout_of(dialogue),
        here=len(members_of(dialogue)),
        notes=list(notes),
    )
