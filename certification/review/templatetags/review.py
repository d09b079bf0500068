"""Parts of pages that show applications."""

from typing import Any

from django import template

from certification.review import queries
from certification.review.models import Case
from courses.progress.models import Enrolment
from courses.progress.queries import RequirementRow

register = template.Library()


@register.inclusion_tag("review/_panel.html")
def application_panel(enrolment: Enrolment) -> dict[str, Any]:
    """Where the application of an enrolment stands, or the button to make one. Two queries."""
    case = queries.current_case(enrolment)
    return {"enrolment": enrolment, "case": None if case and case.state == Case.State.WITHDRAWN else case}


@register.filter
def in_words(statuses: list[Any]) -> list[RequirementRow]:
    """Requirement statuses as screens show them."""
    return [RequirementRow.of(status) for status in statuses]
