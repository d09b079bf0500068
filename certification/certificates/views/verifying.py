"""Anybody's check of a certificate: by its number, by its code, by its file. Writes nothing, keeps nothing."""

import hashlib
from collections.abc import Callable
from email.utils import parseaddr
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certification.certificates import actions, queries, rules
from certification.certificates.checking.asking import MOST_BYTES
from certification.certificates.forms import FileForm, NameForm, NumberForm
from certification.certificates.queries import Answer
from certification.certificates.words import RESTORING
from lms.apart import Busy
from lms.web.small_files import SmallFiles

# Menus, and whether somebody has led of late, may be as old as this.
_KEPT_SECONDS = 300


Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def told_in_step(view: View[Rest]) -> View[Rest]:
    """Tell nothing while an older database stands here: what it says is valid may have been revoked since."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if actions.out_of_step() is None:
            return view(request, *args, **kwargs)
        return render(request, "certificates/verify_restoring.html", {"words": RESTORING}, status=503)

    return answered


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """By number there is the standing, and no name: numbers can be guessed. An id leads to its own page."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form=form)
    typed = form.cleaned_data["number"]
    if public_id := rules.public_id_in(typed):
        return redirect("certificates:verify", public_id)
    return _by_number(request, typed, form=form, name_form=NameForm(initial={"number": typed}))


@never_cache
@require_safe
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whoever knows the random id was shown the certificate, and reads whose it is.

    What many strangers read is made once, for as long as nothing about it has changed.
    """
    key = _kept_as(request, public_id)
    kept = cache.get(key) if key else None
    if kept is not None:
        return HttpResponse(kept)
    response = _page_of(request, public_id)
    if key and response.status_code == HTTPStatus.OK and "CSRF_COOKIE" not in request.META:
        cache.set(key, response.content, _KEPT_SECONDS)
    return response


@told_in_step
def _page_of(request: HttpRequest, public_id: str) -> HttpResponse:
    answer = queries.by_public_id(public_id, at=timezone.now())
    if answer is None:
        return render(request, "certificates/verify_never.html", status=404)
    return render(request, "certificates/verify.html", _told(answer))


def _kept_as(request: HttpRequest, public_id: str) -> str | None:
    """By what a page is found again that is the same for all strangers; ``None`` for who has come before."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    state = queries.fingerprint(public_id)
    reader = f"{translation.get_language()} {timezone.get_current_timezone_name()} {timezone.localdate()}"
    return state and f"verify:{hashlib.sha256(f'{public_id} {reader} {state}'.encode()).hexdigest()}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@told_in_step
def verify_name(request: HttpRequest) -> HttpResponse:
    """Whether a name is the one that is printed: yes, or that it can't be confirmed, whatever the reason."""
    form = NameForm(request.POST)
    if request.method != "POST" or "number" in form.errors:
        return redirect("certificates:verify_form")
    typed, matches = form.cleaned_data["number"], None
    if form.is_valid():
        if ratelimit.consume(request, action="verify_name", key=rules.spelled(typed) or typed):
            matches = queries.name_matches(typed, form.cleaned_data["name"])
        else:
            form.add_error("name", _("Many names were tried just now. Please wait a few minutes, then try again."))
    return _by_number(request, typed, form=NumberForm({"number": typed}), name_form=form, matches=matches)


# Nobody is known by a cookie here and nothing is written, so that there is nothing to protect; and the guard against
# forged requests would read the file before it is told how.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@told_in_step
def verify_file(request: HttpRequest) -> HttpResponse:
    """What a file is; it is read into memory up to a limit, looked at in a process of its own, and let go."""
    if request.method != "POST":
        return redirect("certificates:verify_form")
    request.upload_handlers = [SmallFiles(most=MOST_BYTES)]
    form = FileForm(files=request.FILES)
    if not form.is_valid():
        return _form_page(request, file_form=form)
    if not ratelimit.consume(request, action="verify_file"):
        form.add_error("file", _("Many files were looked at just now. Please wait a minute, then try again."))
        return _form_page(request, file_form=form, status=429)
    try:
        found = queries.by_file(form.cleaned_data["file"].read(), at=timezone.now())
    except Busy:
        form.add_error("file", _("Many files are being looked at right now. Please try again in a moment."))
        return _form_page(request, file_form=form, status=503)
    context = {"found": found, "file_form": FileForm()} | (_told(found.answer) if found.answer else {})
    return render(request, "certificates/verify_file.html", context)


@require_safe
@told_in_step
def register(request: HttpRequest) -> HttpResponse:
    """Those who chose to be found, and whose certificate is valid today."""
    search = request.GET.get("search", "")[:100]
    listed = queries.register(search, request.GET.get("page", ""), at=timezone.now())
    return render(request, "certificates/register.html", {"register": listed, "search": search})


@told_in_step
def _by_number(request: HttpRequest, /, typed: str, **shown: Any) -> HttpResponse:
    answer = queries.by_number(typed, at=timezone.now())
    told = {"asked": True} | (_told(answer) if answer else {})
    return _form_page(request, **told, **shown, status=200 if answer else 404)


def _form_page(request: HttpRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"form": NumberForm(), "file_form": FileForm(), **shown}
    return render(request, "certificates/verify_form.html", context, status=status)


def _told(answer: Answer) -> dict[str, Any]:
    """All that the parts of an answer are made of."""
    return {
        "answer": answer,
        "printed": queries.printed(answer.certificate),
        "leads": queries.leads_at_present(answer, at=timezone.now()),
        "today": timezone.localdate(),
        "contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }
