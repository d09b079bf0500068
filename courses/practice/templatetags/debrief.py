"""Parts of the debrief's page: plots with their tables."""

from django import template
from django.utils.translation import gettext as _

from courses.practice import marks
from courses.practice.models import Reflection
from courses.practice.queries import Debrief
from courses.practice.rules import LEVELS, Beside

register = template.Library()


@register.inclusion_tag("practice/_compared.html")
def own_and_observed(page: Debrief) -> dict[str, object]:
    """The lead's own view beside each observer's, where it differs first in words. No query."""
    rows = [(row.name, row.own, row.others) for row in page.compared]
    return {
        "page": page,
        "observers": [(marks.letter(number), row.observer) for number, row in enumerate(page.observations)],
        "plot": marks.side_by_side(rows, LEVELS),
        "rows": [(row.name, _level(row.own), [_level(level) for level in row.others]) for row in page.compared],
        "own_shown": page.reflection is not None,
        "higher": [row.name for row in page.compared if row.beside is Beside.HIGHER],
        "lower": [row.name for row in page.compared if row.beside is Beside.LOWER],
        "alike": [row.name for row in page.compared if row.beside is Beside.ALIKE],
    }


@register.inclusion_tag("practice/_development.html")
def development_plot(page: Debrief) -> dict[str, object]:
    """How observers saw the lead from one dialogue to the next. No query."""
    found = page.development
    if found is None:
        return {}
    return {
        "plot": marks.in_time(found.rows, LEVELS),
        "dialogues": list(enumerate(found.dialogues, start=1)),
        "rows": [(name, [_mean(level) for level in levels]) for name, levels in found.rows],
    }


@register.inclusion_tag("practice/_own_view.html")
def own_view(reflection: Reflection) -> dict[str, object]:
    """One's own view of the rubric, in words. No query, given the reflection's dialogue, enrolment and syllabus."""
    rubric = reflection.dialogue.enrolment.syllabus.document["rubric"]
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    told = [
        (row["name"], reflection.scores[row["key"]])
        for row in rubric["competencies"]
        if row["key"] in reflection.scores
    ]
    return {"levels": [(name, f"{level} · {labels[level]}" if level else _("I can't say")) for name, level in told]}


def _level(level: int | None) -> str:
    return str(level) if level is not None else "–"


def _mean(level: float | None) -> str:
    return f"{level:.1f}".removesuffix(".0") if level is not None else _("not seen")
