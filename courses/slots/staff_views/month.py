"""The month of sessions that those who run them look at."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.slots import queries
from courses.slots.forms.fields import EARLIEST, LATEST
from courses.slots.staff_views.gates import may_see
from lms.people.requests import MemberRequest


@may_see
@require_safe
def this_month(request: MemberRequest) -> HttpResponse:
    today = timezone.localdate()
    return redirect("sessions:month", today.year, today.month)


@may_see
@require_safe
def month(request: MemberRequest, year: int, number: int) -> HttpResponse:
    if not (EARLIEST <= year < LATEST and 1 <= number <= 12):
        raise Http404
    context = {
        "month": queries.month(year, number),
        "zone": timezone.get_current_timezone_name(),
        "may_run": request.user.has_perm("slots.run_slot"),
    }
    return render(request, "slots/staff/month.html", context)
