"""A person's own calendar address, what it opens, and which mails about sessions they want."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.slots import queries
from courses.slots.actions import calendars
from courses.slots.forms.calendars import MailWishForm
from courses.slots.ics import feed_of
from courses.slots.models import CalendarFeed
from lms.people.requests import MemberRequest


@login_required
@never_cache
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    return _index(request)


@login_required
@never_cache
@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Answers with the page itself, for the address is told only now."""
    secret = calendars.make_feed(person=request.user)
    return _index(request, address=settings.SITE_URL + reverse("slots:feed", args=[secret]))


@login_required
@require_POST
def revoke(request: MemberRequest) -> HttpResponse:
    if calendars.revoke_feed(person=request.user):
        messages.success(request, _("Your calendar address opens nothing any more."))
    return redirect("slots:calendars")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: MemberRequest) -> HttpResponse:
    # A form in which nothing is ticked says something too.
    typed = request.POST if request.method == "POST" else None
    form = MailWishForm(typed, instance=queries.wish_of(request.user))
    if request.method == "POST" and form.is_valid():
        calendars.choose_mails(person=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. We write to you as you wish."))
        return redirect("slots:mails")
    return render(request, "slots/mails.html", {"form": form})


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """For programs that can't sign in: the secret in the address is the key to these sessions and nothing else."""
    found = queries.own_feed(calendars.hash_of(secret))
    if found is None:
        raise Http404
    person = found.person
    with translation.override(person.language):
        name = _("Sessions · %(program)s") % {"program": settings.PROGRAM_NAME}
        content = feed_of(queries.rows_of_feed(person, at=timezone.now()), name=name)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    told = get_conditional_response(request, etag=etag, response=answer) or answer
    told.headers["Cache-Control"] = "private, no-cache"
    told.headers["X-Robots-Tag"] = "noindex, nofollow"
    return told


def _index(request: MemberRequest, *, address: str = "") -> HttpResponse:
    context = {
        "feed": CalendarFeed.objects.filter(person=request.user).first(),
        "address": address,
        "subscribe": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    }
    return render(request, "slots/calendars.html", context)
