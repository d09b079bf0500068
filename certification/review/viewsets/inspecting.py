"""The one screen of an application, and the addresses that its forms are sent to."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from certification.review.models import Case
from certification.review.queries import Place
from certification.review.staff_views import closing, deciding, screen, talking
from lms.people.requests import MemberRequest


@permission_required("review.view_case", raise_exception=True)
@require_safe
@screen.for_readers
def inspect(request: MemberRequest, case: Case, place: Place) -> HttpResponse:
    """All the evidence, and the decision, on one screen. A plain page, as the queue is."""
    return screen.shown(request, case, place, at=timezone.now())


PATHS = (
    path("inspect/<int:pk>/", inspect, name="inspect"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/change/", deciding.change, name="change"),
    path("<int:pk>/preview/", closing.preview, name="preview"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/note/", talking.note, name="note"),
    path("<int:pk>/ask/", talking.ask, name="ask"),
)
