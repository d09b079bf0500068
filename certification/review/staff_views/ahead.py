"""Before a case opens: for whom too few could decide, and what would help."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certification.review.queries import forecast, queue
from lms.people.requests import MemberRequest


@permission_required("review.view_case", raise_exception=True)
@require_safe
def ahead(request: MemberRequest) -> HttpResponse:
    """A guest helps with one case, and reads of nobody else."""
    if not queue.Own.of(request.user).reads_all:
        raise PermissionDenied
    found = forecast.forecast(at=timezone.now(), leave_out=request.user)
    return render(request, "review/staff/queue_ahead.html", {"forecast": found})
