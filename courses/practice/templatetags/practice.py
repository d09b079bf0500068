"""Parts of pages that show practice dialogues."""

from dataclasses import dataclass

from django import template

from courses.practice import queries
from courses.practice.models import Observation
from lms.people.models import User

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


@register.inclusion_tag("practice/_own.html")
def own_dialogues(person: User) -> dict[str, object]:
    """What a person leads next and still has to observe. Two queries, and a third for who observes."""
    return {"led": list(queries.leads_next(person)), "to_observe": queries.observes_next(person)}
