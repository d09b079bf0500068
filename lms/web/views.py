"""Answers that belong to no other part: errors, the zone of who has no account, and what robots should know."""

import zoneinfo
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lms.api.errors import django_problem
from lms.web.middleware import ZONE_COOKIE
from lms.web.navigation import address

_YEAR = timedelta(days=365)


def for_api(request: HttpRequest) -> bool:
    """Whether a program asks, and is answered as one."""
    return request.path.startswith("/api/")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if for_api(request):
        return django_problem(request, 403, _("Send the CSRF token, or use a token in the Authorization header."))
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    if for_api(request):
        return django_problem(request, 400, _("This request can't be read."))
    return render(request, "400.html", status=400)


def _too_large(request: HttpRequest) -> HttpResponse:
    if for_api(request):
        return django_problem(request, 413, _("This request is too large."))
    return render(request, "413.html", status=413)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if for_api(request):
        return django_problem(request, 403, _("This isn't yours to see or to change."))
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if for_api(request):
        return django_problem(request, 404, _("There is nothing at this address, or it isn't yours to see."))
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: whatever went wrong must not go wrong again here."""
    if for_api(request):
        return django_problem(request, 500, _("Something broke on our side. It has been noted."))
    return HttpResponse(loader.get_template("500.html").render(), status=500)


# The form stands on pages that are read, where no cookie is set: whose page it came from is asked of the browser.
@csrf_exempt
@require_POST
def choose_zone(request: HttpRequest) -> HttpResponse:
    """Tell times in another zone to somebody without an account, and lead back to where they were."""
    back, zone = request.POST.get("next", ""), request.POST.get("zone", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    answer = redirect(back if ours else "/")
    if zone in zoneinfo.available_timezones() and _sent_from_here(request):
        answer.set_cookie(
            ZONE_COOKIE, zone, max_age=_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return answer


def _sent_from_here(request: HttpRequest) -> bool:
    """Whether a form stood on a page of ours, by what browsers say of it; those that say nothing are believed."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ("/accounts/", "/admin/", "/api/", "/me/", "/practice/", "/training/", "/application/", "/certificates/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if site_map := address("program:sitemap"):
        lines += ["", f"Sitemap: {settings.SITE_URL}{site_map}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
