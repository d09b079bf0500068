"""Parts of pages that show applications."""

from collections.abc import Mapping
from typing import Any

from django import template

from certification.review import queries
from certification.review.models import Case
from courses.progress.models import Enrolment
from courses.progress.queries import RequirementRow, Training

register = template.Library()


@register.simple_tag
def applications_of(trainings: list[Training]) -> dict[int, Case]:
    """The latest application of each training that wasn't taken back, by enrolment. One query for all."""
    rows = queries.standing_of([training.enrolment.pk for training in trainings])
    return {case.enrolment_id: case for case in rows if case.state != Case.State.WITHDRAWN}


@register.inclusion_tag("review/_panel.html")
def application_panel(enrolment: Enrolment, case: Case | None, variant: str = "primary") -> dict[str, Any]:
    """Where the application stands, or the button to make one."""
    return {"enrolment": enrolment, "case": case, "variant": variant}


@register.filter
def in_words(statuses: list[Any], titles: Mapping[str, str]) -> list[RequirementRow]:
    """Requirement statuses as screens show them, with the titles of the lessons that they name."""
    return [RequirementRow.of(status, titles) for status in statuses]
