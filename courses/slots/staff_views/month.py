"""The month of sessions that those who run them look at."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.slots import queries
from courses.slots.forms.fields import month_of
from courses.slots.staff_views.gates import may_see
from lms.people.requests import MemberRequest
from lms.web.times import place_name


@may_see
@require_safe
def this_month(request: MemberRequest) -> HttpResponse:
    today = timezone.localdate(timezone=ZoneInfo(request.user.time_zone))
    return redirect("sessions:month", today.year, today.month)


@may_see
@require_safe
def month(request: MemberRequest, year: int, number: int) -> HttpResponse:
    first = month_of(year, number)
    if first is None:
        raise Http404
    may_run = request.user.has_perm("slots.run_slot")
    # Wagtail shows its pages in the program's zone; days are the reader's own.
    with timezone.override(request.user.time_zone):
        place = place_name(timezone.get_current_timezone())
        context = {"month": queries.staff_month(first, at=timezone.now()), "place": place, "may_run": may_run}
        return render(request, "slots/staff/month.html", context)
