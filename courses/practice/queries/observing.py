"""The observer's page."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from courses.practice.models import Dialogue, Note, StagePlan
from courses.practice.queries.dialogues import Room, room
from courses.practice.queries.notes import noted_by
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Observing:
    """One dialogue as its observer sees it: how far it is, what was planned, and what they noted."""

    room: Room
    plan: list[StagePlan]
    notes: list[Note]
    # What the next note is called that is written by the plain form, so that pressing twice writes it once.
    next_key: UUID

    @classmethod
    def of(cls, dialogue: Dialogue, observer: User) -> Self:
        """One query, given a dialogue with its stages and plan."""
        return cls(room(dialogue), list(dialogue.plan.all()), list(noted_by(dialogue, observer)), uuid4())

    @property
    def dialogue(self) -> Dialogue:
        return self.room.dialogue

    @property
    def begun(self) -> bool:
        return self.dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD)
