"""What stands at the addresses that credentials name: keys, credentials, lists of what was revoked, achievements."""

import hashlib
import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from certification.certificates import badges, drawing, keys, queries
from certification.certificates.queries import Offered
from certification.certificates.rules import NotOffered
from certification.certificates.words import NOT_OFFERED
from certification.credentials.baking import bake_png
from certification.credentials.documents import written
from lms.api.errors import django_problem
from lms.people.models import User
from lms.web.openly import openly

logger = logging.getLogger(__name__)
# A key that came into other hands and a revocation reach everybody within as many seconds.
_SHORT = 300
_DAY = 86_400
# Asked again each time, for it can be revoked or erased at any moment; what hasn't changed isn't sent again.
_ASK_AGAIN = "private, no-cache"
_GONE = (NotOffered.REVOKED, NotOffered.NAMELESS)
_LINKED_DATA = ("application/ld+json", "application/json", "application/vc+ld+json")


@openly
def did(request: HttpRequest) -> HttpResponse:
    """Our keys, those that sign and those that did."""
    if not keys.pairs():
        return django_problem(request, 404, _("This site has no keys yet, and has signed nothing."))
    return _answer(request, written(keys.document()), "application/did+json", _public(_SHORT))


@openly
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """The list as it was last signed; an old one tells by its own dates that it is."""
    found = queries.signed_list(number)
    if found is None:
        return django_problem(request, 404, _("There is no list of this number."))
    left = int((found.valid_until - timezone.now()).total_seconds())
    content = bytes(found.document)
    return _answer(request, content, "application/vc+ld+json", _public(max(0, min(_SHORT, left))))


@openly
def credential_json(request: HttpRequest, public_id: str) -> HttpResponse:
    return _credential(request, public_id, "json")


@openly
def credential_jwt(request: HttpRequest, public_id: str) -> HttpResponse:
    return _credential(request, public_id, "jwt")


@openly
def badge_png(request: HttpRequest, public_id: str) -> HttpResponse:
    """The badge with the credential inside, for whoever collects such pictures."""
    return _credential(request, public_id, "png")


_TYPES = {"json": "application/vc+ld+json", "jwt": "text/plain; charset=utf-8", "png": "image/png"}


def _credential(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    found = queries.offered(public_id, reader=request.user if isinstance(request.user, User) else None)
    if isinstance(found, NotOffered):
        return _not_offered(request, found)
    try:
        content = _in_form(found, form)
    except FileNotFoundError:
        logger.exception("The credential of %s isn't where it was stored", found.number)
        return _not_offered(request, NotOffered.UNSIGNED)
    response = _answer(request, content, _TYPES[form], _ASK_AGAIN)
    response.headers["Content-Disposition"] = f'inline; filename="{found.number}.{form}"'
    return _unlisted(response)


def _in_form(found: Offered, form: str) -> bytes:
    if form == "jwt":
        return found.jwt()
    return found.document() if form == "json" else bake_png(drawing.badge_png(), found.document())


def _not_offered(request: HttpRequest, reason: NotOffered) -> HttpResponse:
    response = django_problem(request, 410 if reason in _GONE else 404, str(NOT_OFFERED[reason]))
    response.headers["Cache-Control"] = _ASK_AGAIN
    return _unlisted(response)


def _unlisted(response: HttpResponse) -> HttpResponse:
    """A name that one person was shown doesn't belong into a search engine."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@openly
def achievement(request: HttpRequest, slug: str) -> HttpResponse:
    """What an achievement is: a page for people, and the same as JSON-LD for programs that ask for it."""
    found = queries.achieved(slug)
    if found is None:
        raise Http404
    if request.get_preferred_type(["text/html", *_LINKED_DATA]) in _LINKED_DATA:
        response = _answer(request, written(badges.achievement_document(found)), "application/ld+json", _public(_SHORT))
    else:
        response = render(request, "certificates/achievement.html", {"achieved": found})
    patch_vary_headers(response, ("Accept",))
    return response


@openly
def achievement_badge(request: HttpRequest, slug: str) -> HttpResponse:
    """One picture for all: a badge tells by what is inside of it for what it was given."""
    if queries.achieved(slug) is None:
        raise Http404
    return _answer(request, drawing.badge_png(), "image/png", _public(_DAY))


@openly
def issuer_image(request: HttpRequest) -> HttpResponse:
    return _answer(request, drawing.issuer_png(), "image/png", _public(_DAY))


def _public(seconds: int) -> str:
    return f"public, max-age={seconds}"


def _answer(request: HttpRequest, content: bytes, content_type: str, cached: str) -> HttpResponse:
    """The bytes, or that they are the ones that the reader has."""
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    whole = HttpResponse(content, content_type=content_type, headers={"ETag": etag, "Cache-Control": cached})
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag, response=whole)
    assert isinstance(answer, HttpResponse)
    return answer
