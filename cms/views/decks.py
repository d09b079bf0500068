"""Asking for a deck, its personal link, and the end of news: pages of their own, which are never kept for others."""

import logging

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions import decks, links
from cms.forms.decks import DeckForm, known_of
from cms.models import DeckLink, DeckPage, DeckRequest
from cms.queries import decks as queries
from cms.words.decks import how_long
from lms.actions import Refused
from lms.people.addresses import address_key
from lms.people.models import User
from lms.web.files import send_as_attachment

_WRITTEN_TO = "deck_asked"
logger = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, deck: int) -> HttpResponse:
    """The form; what it answers is the same for every address."""
    page = _page(deck)
    if queries.deck_of(page).version is None:
        return redirect(page.get_url(request))
    known = known_of(request.user) if isinstance(request.user, User) else None
    form = DeckForm(request.POST or None, initial=known)
    if request.method != "POST" or not form.is_valid():
        return _form(request, page, form)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="ask_for_deck", key=address_key(email)):
        form.add_error(None, _("That was asked for several times just now. Please wait a few minutes, then try again."))
        return _form(request, page, form, status=429)
    try:
        decks.ask(deck_id=deck, asked=form.asked)
    except decks.NotOffered:
        return redirect(page.get_url(request))
    request.session[_WRITTEN_TO] = {"deck": deck, "email": email}
    return redirect("program:deck_asked", deck)


def _form(request: HttpRequest, page: DeckPage, form: DeckForm, *, status: int = 200) -> HttpResponse:
    kept = how_long(settings.RETAIN_DECK_REQUESTS)
    context = {"page": page, "form": form, "kept": kept, "terms": queries.terms(page)}
    return render(request, "cms/decks/ask.html", context, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest, deck: int) -> HttpResponse:
    """Says where the mail went, and what to do with it."""
    page, told = _page(deck), request.session.get(_WRITTEN_TO)
    if not told or told["deck"] != deck:
        return redirect(page.get_url(request))
    return render(request, "cms/decks/asked.html", {"page": page, "email": told["email"]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, deck_link: str) -> HttpResponseBase:
    """A mailed link: looking at it counts nothing, for mail scanners look too; its one button gives the file."""
    row = links.row_of(DeckLink, deck_link, decks.DOWNLOAD)
    if row is None:
        return render(request, "cms/decks/unknown.html", status=404)
    given = queries.given(row, at=timezone.now())
    if request.method == "POST" and given.ended is None:
        return _file(request, given)
    return _show(request, given)


def _file(request: HttpRequest, given: queries.Given) -> HttpResponseBase:
    version = given.version
    try:
        file = decks.download(link_id=given.link.pk)
    except Refused:  # somebody else with this link was faster
        return redirect(request.path)
    except OSError:
        logger.exception("The file of version %s of a deck can't be read", version.pk)
        return _show(request, given, status=503)
    response = send_as_attachment(
        request, file, size=version.size, content_type=version.content_type, name=version.name
    )
    # A part of an answer to a POST can't be asked for: it would be counted again.
    response.headers["Accept-Ranges"] = "none"
    return response


def _show(request: HttpRequest, given: queries.Given, *, status: int = 200) -> HttpResponse:
    terms = queries.terms(given.deck) if given.deck else ""
    with timezone.override(given.link.request.time_zone):
        return render(
            request, "cms/decks/link.html", {"given": given, "terms": terms, "is_missing": status == 503}, status=status
        )


@csrf_exempt  # Programs that read mail press too, and know of nothing but the link.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_news(request: HttpRequest, deck_news: str) -> HttpResponse:
    """One press ends what somebody once asked to be told; without an account, and without saying why."""
    row = links.row_of(DeckRequest, deck_news, decks.END_NEWS)
    if row is None:
        return render(request, "cms/decks/unknown.html", status=404)
    # Answered at once: who presses for a reader isn't to be led elsewhere.
    if request.method == "POST":
        decks.end_news(request=row)
        row.refresh_from_db()
    return render(request, "cms/decks/end_news.html", {"deck": row.deck, "is_told": row.tell_news})


def _page(deck: int) -> DeckPage:
    page: DeckPage = get_object_or_404(DeckPage.objects.live().public(), pk=deck)
    return page
