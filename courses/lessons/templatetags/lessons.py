"""Small parts of the lesson page, of the trainee's home and of the staff's page of one person."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from courses.lessons.forms import AnotherTryForm, BecauseForm
from courses.lessons.queries.checks import used_up
from courses.lessons.queries.pages import left_off
from courses.lessons.queries.reading import untimed_reading
from courses.lessons.queries.writing import shared_answers
from courses.lessons.rules.reading import ALLOWED_BEAT, ALLOWED_CONTINUE
from courses.lessons.words import time_counted
from courses.progress.models import Enrolment
from courses.progress.requirements import LessonPlan

register = template.Library()


@register.filter
def ours(html: str) -> SafeString:
    """Rich text of a lesson version: the compiler let through nothing but a few plain elements."""
    return mark_safe(html)  # noqa: S308


@register.filter
def of(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """What a mapping has under a key, or nothing; a list has nothing under a key."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.simple_tag
def delivery_key() -> str:
    """A new name for one sending of a form, so that sending it twice is one deed."""
    return secrets.token_hex(16)


@register.simple_tag
def minutes_counted(counted: int, minimum: int) -> str:
    return time_counted(counted, minimum)


@register.inclusion_tag("lessons/_what_counts.html")
def what_counts() -> dict[str, int]:
    """What is counted as reading time, and why."""
    return {
        "seconds": int(ALLOWED_BEAT.total_seconds()),
        "minutes": int(ALLOWED_CONTINUE.total_seconds()) // 60,
    }


@register.simple_tag
def lesson_left_off(enrolment: Enrolment) -> LessonPlan | None:
    """Where somebody goes on reading, for the trainee's home. One query."""
    return left_off(enrolment)


@register.inclusion_tag("lessons/staff/_panel.html", takes_context=True)
def reading_panel(context: Context, enrolment: Enrolment) -> dict[str, Any]:
    """What staff see and can grant of somebody's reading, for the page of one person. Four queries."""
    stuck = used_up(enrolment)
    may = context["request"].user.has_perm("progress.correct_enrolment")
    return {
        "enrolment": enrolment,
        "stuck": stuck,
        "untimed": untimed_reading(enrolment.person_id),
        "shared": shared_answers(enrolment.person_id),
        "may_correct": may and enrolment.person_id not in (None, context["request"].user.pk),
        "try_form": AnotherTryForm(stuck, auto_id="try-%s"),
        "because_form": BecauseForm(auto_id="untimed-%s"),
        "csrf_token": context.get("csrf_token"),
    }
