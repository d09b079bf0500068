"""The room while a dialogue runs: who may look at it, and how it stands by the server's clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from courses.practice.models import Dialogue, Pairing
from courses.practice.queries.dialogues import Room, StageRow
from lms.people.models import User


def seen_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues in whose room somebody is: as a lead, or as an observer who said yes. Three queries."""
    there = Pairing.objects.accepted().filter(person=person)
    rows = Dialogue.objects.filter(Q(enrolment__person=person) | Q(pk__in=there.values("dialogue")))
    return rows.select_related("enrolment").prefetch_related("stages", "plan")


@dataclass(frozen=True, slots=True)
class RoomState:
    """How a room stands, as devices ask for it every few seconds."""

    room: Room
    at: datetime

    def as_json(self) -> dict[str, Any]:
        return {
            "now": self.at.isoformat(),
            "state": self.room.dialogue.state,
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
