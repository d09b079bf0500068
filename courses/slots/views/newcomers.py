"""A seat for somebody without an account: a short form, a mail, one button."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.slots.actions import newcomers
from courses.slots.forms import NewcomerForm
from courses.slots.queries import Session
from courses.slots.views.sessions import session_of, tell_of_place
from lms.actions import Refused
from lms.people.addresses import address_key
from lms.people.models import User

_KEPT = "seat_kept"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that keeps a seat; who has signed in, and a session that takes nobody, have its own page."""
    session, form = session_of(request, pk), NewcomerForm(request.POST or None)
    if request.user.is_authenticated or not (session.takes or request.method == "POST"):
        return redirect(session.slot)
    if request.method != "POST" or not form.is_valid():
        return _form(request, session, form)
    email, need = form.cleaned_data["email"], form.cleaned_data["access_need"]
    if not ratelimit.consume(request, action="keep_seat", key=address_key(email)):
        form.add_error(None, _("That was asked for several times just now. Please wait a few minutes, then try again."))
        return _form(request, session, form, status=429)
    try:
        until = newcomers.ask(slot_id=pk, email=email, profile=form.profile, access_need=need)
    except Refused as refusal:
        return _form(request, session, form, refusal=refusal, status=409)
    told = {"until": until.isoformat() if until else "", "zone": form.profile["time_zone"]}
    request.session[_KEPT] = {"slot": pk, "email": email, **told}
    return redirect("slots:look_into_mail", pk)


@never_cache
@require_safe
def look_into_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Says until when the seat is kept, and what to do meanwhile."""
    kept = request.session.get(_KEPT)
    if not kept or kept["slot"] != pk:
        return redirect("slots:detail", pk)
    until = parse_datetime(kept["until"]) if kept["until"] else None
    with timezone.override(kept["zone"]):
        context = {"session": session_of(request, pk), "email": kept["email"], "until": until}
        return render(request, "slots/look_into_mail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed link: looking at it changes nothing, for mail scanners look too."""
    arrival = newcomers.arrival_of(token)
    if arrival is None or arrival.used:
        return _used(request, arrival)
    if request.method != "POST":
        with timezone.override(arrival.person.time_zone):
            return render(request, "slots/arrive.html", {"arrival": arrival, "slot": arrival.slot})
    outcome = newcomers.arrive(slot_id=arrival.slot.pk, person=arrival.person)
    if outcome is None:
        return _used(request, arrival)
    answer = _signed_in(request, arrival)
    with timezone.override(arrival.person.time_zone):
        _tell(request, outcome)
    return answer


def _used(request: HttpRequest, arrival: newcomers.Arrival | None) -> HttpResponse:
    if arrival is not None and request.user == arrival.person:
        return redirect(arrival.slot)
    context = {"slot": arrival.slot if arrival else None}
    return render(request, "slots/link_used.html", context, status=200 if arrival else 404)


def _signed_in(request: HttpRequest, arrival: newcomers.Arrival) -> HttpResponse:
    """As after any sign-in: a second factor is asked for where there is one."""
    person = User.objects.get(pk=arrival.person.pk)
    record_authentication(request, person, method="email", email=person.email)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=arrival.slot.get_absolute_url()))
    return answer


def _tell(request: HttpRequest, outcome: newcomers.Outcome) -> None:
    if outcome.too_late:
        messages.info(request, _("The ten minutes for which we could keep your seat are over."))
    for told in outcome.refusal.messages if outcome.refusal else ():
        messages.warning(request, told)
    if outcome.place:
        tell_of_place(request, outcome.place)
    words, link = _("To come back from any device:"), _("Choose a password")
    messages.info(request, format_html('{} <a href="{}">{}</a>', words, reverse("account_set_password"), link))


def _form(
    request: HttpRequest, session: Session, form: NewcomerForm, *, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "slots/new.html", {"session": session, "form": form, "refusal": refusal}, status=status)
