"""What a release would change for the people who train, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.progress import engine
from courses.progress.models import Enrolment
from courses.progress.requirements import Syllabus


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


def impact(pathway_key: str, document: Mapping[str, Any], *, at: datetime) -> list[Impact]:
    """What a release would change, person by person, if all moved. One query; nothing is written."""
    then = Syllabus.from_document(document)
    rows = (
        Enrolment.objects.going().filter(pathway__key=pathway_key).with_plan().select_related("person").order_by("pk")
    )
    return [_impact(enrolment, then, at) for enrolment in rows]


def _impact(enrolment: Enrolment, then: Syllabus, at: datetime) -> Impact:
    before = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    after = engine.evaluate(then, enrolment.progress, at=at)
    return Impact(
        enrolment,
        sum(status.met for status in before),
        sum(status.met for status in after),
        engine.is_eligible(before),
        engine.is_eligible(after),
    )
