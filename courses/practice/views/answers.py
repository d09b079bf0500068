"""Answering from a mail, in one step and without signing in; looking changes nothing, for mail scanners look too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.practice.actions import pairings
from courses.practice.models import Pairing
from lms.actions import Refused


@never_cache
@require_safe
def mailed(request: HttpRequest, token: str) -> HttpResponse:
    return _asked(request, token)


@never_cache
@require_POST
def mailed_yes(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(request, token, pairings.accept)


@never_cache
@require_POST
def mailed_no(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(request, token, pairings.decline)


def _answered(request: HttpRequest, token: str, answer: Callable[..., Pairing]) -> HttpResponse:
    """An answer, after which the page says how it stands; a refusal stands beside the buttons."""
    row = pairings.pairing_of(token)
    if row is None:
        return _asked(request, token)
    try:
        answer(pairing_id=row.pk, by=row.person)
    except Refused as refusal:
        return _asked(request, token, refusal)
    return redirect("practice:mailed", token)


def _asked(request: HttpRequest, token: str, refusal: Refused | None = None) -> HttpResponse:
    row = pairings.pairing_of(token)
    if row is None:
        return render(request, "practice/no_question.html", status=404)
    context = {"pairing": row, "dialogue": row.dialogue, "token": token, "refusal": refusal}
    return render(request, "practice/answer.html", context, status=409 if refusal else 200)
