"""Parts of pages that show applications."""

from collections.abc import Mapping
from typing import Any

from django import template

from certification.review import queries
from certification.review.models import Case
from courses.progress.models import Enrolment
from courses.progress.queries import RequirementRow

register = template.Library()


@register.simple_tag
def application_of(enrolment: Enrolment) -> Case | None:
    """The latest application of an enrolment that wasn't taken back. Two queries."""
    case = queries.current_case(enrolment)
    return None if case and case.state == Case.State.WITHDRAWN else case


@register.inclusion_tag("review/_panel.html")
def application_panel(enrolment: Enrolment, case: Case | None) -> dict[str, Any]:
    """Where the application stands, or the button to make one."""
    return {"enrolment": enrolment, "case": case}


@register.filter
def in_words(statuses: list[Any], titles: Mapping[str, str]) -> list[RequirementRow]:
    """Requirement statuses as screens show them, with the titles of the lessons that they name."""
    return [RequirementRow.of(status, titles) for status in statuses]
