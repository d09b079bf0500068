"""Parts of pages that show practice dialogues."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries
from courses.practice.models import Dialogue, Observation
from courses.progress.queries import Training, may_expect
from lms.people.models import User
from lms.people.roles import Role, has_role

register = template.Library()


@dataclass(frozen=True, slots=True)
class Score:
    """One competency as one observer scored it."""

    name: str
    level: int | None
    label: str
    evidence: str


@register.inclusion_tag("practice/_scores.html")
def scores(observation: Observation) -> dict[str, list[Score]]:
    """All competencies of the rubric that was scored. No query, given the observation's syllabus."""
    rubric = observation.syllabus.document["rubric"]
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    rows = [(row, observation.scores.get(row["key"])) for row in rubric["competencies"]]
    return {
        "scores": [
            Score(row["name"], level, labels.get(level, ""), observation.evidence.get(row["key"], ""))
            for row, level in rows
        ]
    }


@register.filter
def begin_address(plan: Dialogue) -> str:
    """Where somebody plans a dialogue that begins from a plan."""
    return f"{reverse('practice:propose')}?begin=plan-{plan.pk}"


@register.inclusion_tag("practice/_own.html")
def own_dialogues(person: User, trainings: Sequence[Training] = ()) -> dict[str, object]:
    """What a person leads next and still has to observe. One query for what there may be of the first, and of who is
    in the core group, for only they are asked to observe, one or two for the second.
    """
    ahead = may_expect(trainings, "dialogue:", ("planned", "cleared"), at=timezone.now())
    observes = has_role(person, Role.CORE_GROUP)
    return {
        "led": list(queries.leads_next(person)) if ahead else [],
        "to_observe": queries.observes_next(person) if observes else [],
    }
