"""What strangers share: an answer that is the same for all of them is made once, and given again for a moment.

A view says so with ``@kept(seconds=…)`` or ``keep(request)``. It is then never older than that, gone at once when
``let_go()`` is called, and never given to anybody who is known by a cookie or a header. See ``docs/decisions/0048``.
"""

import gzip
import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language_from_request

from lms.web.middleware import chosen_zone
from lms.web.shelf import Entry, Shelf

Next = Callable[[HttpRequest], HttpResponse]
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

# Menus in a page that is made just now may be as old as lms.web.menus keeps them: together no more than a minute.
MOST_SECONDS = 45
# What kept pages read from their address. All else (utm_source and its kind) they never see, so that it neither
# makes another copy nor a wrong one.
ARGUMENTS = frozenset({"page", "kind", "language", "where", "free"})
# Longer ones are answered, and not kept: nobody fills the cache with made-up addresses.
LONGEST_ARGUMENTS = 120
# How long a reader waits for the one who is making the page that has just ended.
WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.03
_MOST_KNOWN = 5000
_KEY, _SECONDS = "lms.kept_as", "lms.kept_seconds"
_PERSONAL_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST")

shelf = Shelf()
# Addresses whose answers this process has kept before: only there is it worth waiting for somebody else's.
_known_paths: set[str] = set()


def keep(request: HttpRequest, *, seconds: int = MOST_SECONDS) -> None:
    """Say that the answer to this is the same for all strangers for so long, whatever else stands in its address."""
    request.META[_SECONDS] = min(seconds, MOST_SECONDS)
    if _KEY in request.META and request.GET.keys() - ARGUMENTS:
        known = request.GET.copy()
        for name in request.GET.keys() - ARGUMENTS:
            del known[name]
        request.META = request.META | {"QUERY_STRING": known.urlencode()}
        request.GET = QueryDict(known.urlencode())


def kept(*, seconds: int = MOST_SECONDS) -> Callable[[View[Rest]], View[Rest]]:
    """A view whose answer strangers share."""

    def decorated(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def answered(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            keep(request, seconds=seconds)
            return view(request, *args, **kwargs)

        return answered

    return decorated


def let_go() -> None:
    """Forget all that is kept once this is committed: somebody has changed what strangers read."""
    transaction.on_commit(shelf.empty)


class KeptAnswers:
    """Stands before sessions, languages and readers: what is kept is given without asking for any of them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        request.META[_KEY] = key
        at, seen = time.time(), shelf.look(key)
        entry = seen.good(at)
        if request.method == "GET" and request.path in _known_paths and (entry is None or entry.grows_old(at)):
            entry = _after_others(key, entry, at)
        if entry:
            return entry.dress(request, HttpResponse(), at=time.time())
        return self._made(request, key, generation=seen.generation, at=at)

    def _made(self, request: HttpRequest, key: str, *, generation: str, at: float) -> HttpResponse:
        """Both the generation and the time are from before anything was looked up."""
        try:
            response = self.get_response(request)
            seconds = request.META.get(_SECONDS, 0)
            if not (seconds and same_for_all(response)):
                return response
            entry = _entry(response, generation, at, seconds)
            if request.method == "GET":
                _put(request.path, key, entry)
            return entry.dress(request, response, at=time.time())
        finally:
            if request.path in _known_paths:
                shelf.end_turn(key)


def _after_others(key: str, entry: Entry | None, at: float) -> Entry | None:
    """What is given while, or because, somebody else makes it; ``None`` for who is to make it themselves."""
    if not shelf.take_turn(key):
        return entry or _waited_for(key)
    # Somebody may have made it between our look and our turn.
    newer = shelf.look(key).good(time.time())
    if newer and not newer.grows_old(at):
        shelf.end_turn(key)
        return newer
    return None


def _waited_for(key: str) -> Entry | None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        time.sleep(_POLL_SECONDS)
        entry = shelf.look(key).good(time.time())
        if entry:
            return entry
    return None


def _put(path: str, key: str, entry: Entry) -> None:
    shelf.put(key, entry)
    if len(_known_paths) >= _MOST_KNOWN:
        _known_paths.clear()
    _known_paths.add(path)


def key_of(request: HttpRequest) -> str | None:
    """By what an answer is found again; ``None`` for who may be known, and for what was never shared."""
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return None
    if _is_known(request):
        return None
    arguments = tuple(sorted((name, *request.GET.getlist(name)) for name in request.GET.keys() & ARGUMENTS))
    if len(repr(arguments)) > LONGEST_ARGUMENTS:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        # Who asks for a host that isn't ours is answered where everybody is.
        return None
    language, zone = get_language_from_request(request), chosen_zone(request)
    parts = (host, request.scheme, request.path, arguments, language, str(zone or ""))
    return f"kept:1:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _is_known(request: HttpRequest) -> bool:
    """Whether something came with this by which a page could be somebody's own."""
    cookies, headers = request.COOKIES, request.META
    return (
        settings.SESSION_COOKIE_NAME in cookies
        or "messages" in cookies
        or any(name in headers for name in _PERSONAL_HEADERS)
    )


def same_for_all(response: HttpResponse) -> bool:
    """Whether nothing in an answer was made for one reader: no cookie, no number for once, no word against keeping."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
    )


def _entry(response: HttpResponse, generation: str, at: float, seconds: int) -> Entry:
    headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
    digest = hashlib.sha256(repr(headers).encode() + response.content).hexdigest()[:32]
    # Nothing secret stands in it and nothing of who asks, so that its length when packed tells nobody anything.
    packed = gzip.compress(response.content, compresslevel=6, mtime=0)
    return Entry(at, seconds, generation, headers, packed, f'"{digest}"')
