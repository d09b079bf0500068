"""The steps of a road as strangers read them, who know none of our words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from courses.progress import requirements as kinds
from courses.progress.requirements import Requirement, Syllabus
from courses.progress.words import sentence
from lms.web.parts import Lexicon

STEPS: Lexicon[str] = Lexicon(
    {
        kinds.CompleteLessons.kind: gettext_lazy("Read"),
        kinds.ScoreChecks.kind: gettext_lazy("Answer questions"),
        kinds.AttendSessions.kind: gettext_lazy("Come and try it"),
        kinds.TakePart.kind: gettext_lazy("Take part"),
        kinds.CoLead.kind: gettext_lazy("Lead beside somebody"),
        kinds.LeadDialogues.kind: gettext_lazy("Lead, and be seen"),
        kinds.ReachRubric.kind: gettext_lazy("Show what you can do"),
        kinds.InviteFeedback.kind: gettext_lazy("Hear how it was"),
        kinds.ShareReflections.kind: gettext_lazy("Look back"),
        kinds.MakePromise.kind: gettext_lazy("Promise to lead"),
        kinds.Group.kind: gettext_lazy("Choose your way"),
    }
)


def told(requirement: Requirement, plan: Syllabus) -> str:
    """What a step asks, in sentences."""
    words = f"{sentence(requirement, plan.titles)}."
    more = _rubric(plan.rubric) if isinstance(requirement, kinds.ReachRubric) else ""
    return f"{words} {more}".strip()


def _rubric(rubric: Mapping[str, Any]) -> str:
    """What the numbers of the rubric stand for."""
    levels, looked_at = rubric.get("levels"), len(rubric.get("competencies", ()))
    if not levels or not looked_at:
        return ""
    scale = gettext("1 is “%(least)s”, %(top)d is “%(most)s”.") % {
        "least": levels[0]["label"],
        "top": levels[-1]["value"],
        "most": levels[-1]["label"],
    }
    look = ngettext("Observers look at %(count)d thing.", "Observers look at %(count)d things.", looked_at)
    return f"{look % {'count': looked_at}} {scale}"
