"""Each kind of question as it is asked and as it is told afterwards, for the living page."""

from typing import Any

from django import template

from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.questions import question_from

register = template.Library()

_CHANCE = Chance(seed=1, version="sample", number=1)
_CHOICES = [
    {"id": "pause", "text": "Keep quiet for some more seconds.", "right": True, "feedback": "Somebody is thinking."},
    {"id": "fill", "text": "Answer it yourself.", "right": False, "feedback": "The group learns to wait for you."},
]
_SAMPLES: dict[str, dict[str, Any]] = {
    "single": {"text": "You ask, and nobody answers. What now?", "choices": _CHOICES},
    "multiple": {"text": "What gives a group time? Choose all.", "choices": _CHOICES},
    "scenario": {
        "situation": "You asked an open question. It has been quiet for three seconds.",
        "text": "What do you do?",
        "choices": _CHOICES,
    },
    "ordering": {
        "text": "Put the stages in order.",
        "items": [{"id": name, "text": name} for name in ("Check-in", "Concept", "Frame")],
        "feedback": "People arrive before they think.",
    },
    "matching": {
        "text": "What is each for?",
        "pairs": [
            {"id": "check-in", "left": "Check-in", "right": "Everybody's voice is in the room once."},
            {"id": "debrief", "left": "Debrief", "right": "People take something home."},
        ],
        "feedback": "A stage that knows its purpose ends in time.",
    },
    "text": {"text": "How do you open?", "model": "With one short question that everybody can answer."},
}


@register.inclusion_tag("lessons/_sample.html")
def sample_of_question(kind: str) -> dict[str, Any]:
    """One kind of question, before and after it is answered."""
    question = question_from({"id": f"sample-{kind}", "kind": kind, **_SAMPLES[kind]})
    kept = question.kept(question.right_answer(_CHANCE), _CHANCE)
    return {
        "asked": question.shown(_CHANCE),
        "told": question.mark(kept),
        "template": f"lessons/questions/{kind}.html",
    }
