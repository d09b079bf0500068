"""The participants' pages: for whoever has the link, in their browser's language, without account or cookie.

What is done here leaves no line in a log: ``lms.web.unlogged`` sees to it, and takes every cookie off first.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from courses.practice import queries
from courses.practice.actions import feedback
from courses.practice.forms import FeedbackCodeForm, FeedbackForm
from courses.practice.rules import Stand, plain_code, told_code
from lms.actions import Refused

LANGUAGES = dict(settings.LANGUAGES)
# How many answers one round takes in a minute; counted without a word about from where.
PACE, PACE_SECONDS = 60, 60

P = ParamSpec("P")
Asked = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public(view: Asked[P]) -> Asked[P]:
    """In the language that was chosen here or the browser's; kept by nobody, and passed on to no other page.

    There is no cookie that could be abused for somebody, so that none is needed to protect them.
    """

    @wraps(view)
    def in_language(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        chosen = request.GET.get("lang", "")
        language = chosen if chosen in LANGUAGES else translation.get_language_from_request(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return never_cache(csrf_exempt(in_language))


@public
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """For whoever types the code."""
    form = FeedbackCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = plain_code(form.cleaned_data["code"])
        if queries.door_of(code, at=timezone.now()):
            return redirect(_address("feedback:answer", request, told_code(code)))
        form.add_error("code", _("There is no such code. Please look at the slide once more."))
    return _page(request, "find", {"form": form}, status=422 if form.errors else 200)


@public
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The questions, and what is answered."""
    door = queries.door_of(code, at=timezone.now())
    if door is None:
        return _page(request, "unknown", {}, status=404)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if door.stand is not Stand.OPEN:
        return _page(request, "shut", {"stand": door.stand, "round": door.round})
    if not form.is_bound or not form.is_valid():
        return _page(request, "answer", {"form": form, "round": door.round}, status=422 if form.errors else 200)
    if not _in_pace(door.round.pk):
        form.add_error(None, _("Many people answer at this moment. Please wait a minute, then send it again."))
        return _page(request, "answer", {"form": form, "round": door.round}, status=429)
    try:
        feedback.answer(code=door.round.code, given=form.given)
    except Refused:
        return redirect(_address("feedback:answer", request, code))
    return redirect(_address("feedback:thanks", request, code))


@public
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, "thanks", {"code": plain_code(code)})


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    others = [(code, label) for code, label in _own_names() if code != translation.get_language()]
    context |= {"other_languages": others, "here": request.path, "query": _chosen(request)}
    return render(request, f"practice/feedback/{name}.html", context, status=status)


def _own_names() -> list[tuple[str, str]]:
    """Each language as those call it who speak it."""
    return [(code, translation.get_language_info(code)["name_local"].capitalize()) for code in LANGUAGES]


def _chosen(request: HttpRequest) -> str:
    chosen = request.GET.get("lang", "")
    return f"?lang={chosen}" if chosen in LANGUAGES else ""


def _address(name: str, request: HttpRequest, code: str) -> str:
    return reverse(name, args=[code]) + _chosen(request)


def _in_pace(round_id: int) -> bool:
    key = f"feedback-pace:{round_id}"
    cache.add(key, 0, PACE_SECONDS)
    try:
        return cache.incr(key) <= PACE
    except ValueError:
        # The minute ended between the two.
        return True
