"""Writing to the program: a question, or a topic for a chat."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions import inquiries
from cms.forms.inquiries import LetterForm, TopicForm
from cms.models import Inquiry
from cms.queries import inquiries as queries

Kind = Inquiry.Kind
_FORMS = {Kind.QUESTION: LetterForm, Kind.TOPIC: TopicForm}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    return _write(request, Kind.QUESTION, then="program:contact_thanks")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    return _write(request, Kind.TOPIC, then="program:suggest_thanks")


@require_safe
def thanks(request: HttpRequest, kind: str) -> HttpResponse:
    """The same for everybody: when an answer usually comes, if there is somewhere to send it."""
    return render(request, "cms/letter_thanks.html", {"kind": kind, "days": queries.usual_days()})


def _write(request: HttpRequest, kind: Inquiry.Kind, *, then: str) -> HttpResponse:
    form = _FORMS[kind](request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, kind, form)
    if not ratelimit.consume(request, action="write_letter"):
        form.add_error(
            None, _("Several letters came from here just now. Nothing is lost: please try again in ten minutes.")
        )
        return _page(request, kind, form, status=429)
    inquiries.write(kind=kind, typed=form.typed)
    return redirect(then)


def _page(request: HttpRequest, kind: Inquiry.Kind, form: LetterForm, *, status: int = 200) -> HttpResponse:
    name = "cms/suggest.html" if kind == Kind.TOPIC else "cms/contact.html"
    return render(request, name, {"form": form}, status=status)
