"""What all of a candidate's pages begin with."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from certification.review import queries
from certification.review.forms import AnswerForm
from courses.progress.models import Enrolment
from courses.progress.queries import enrolments
from lms.people.requests import MemberRequest


def own(request: MemberRequest, slug: str) -> Enrolment:
    """The reader's training on a pathway, or a 404."""
    return get_object_or_404(enrolments(request.user), pathway__slug=slug)


def standing(enrolment: Enrolment, answering: AnswerForm | None = None) -> dict[str, Any]:
    """What the page of an application shows, with a form for each question that waits."""
    application = queries.application_of(enrolment, at=timezone.now())
    asked = application.asked if application else []
    forms = {row.pk: AnswerForm(prefix=AnswerForm.prefix_of(row.pk)) for row in asked}
    if answering is not None:
        forms |= {pk: answering for pk in forms if AnswerForm.prefix_of(pk) == answering.prefix}
    return {
        "enrolment": enrolment,
        "application": application,
        "asked": [(row, forms[row.pk]) for row in asked],
    }
