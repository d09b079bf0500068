"""Where answers to strangers stand for a moment: the cache ``pages``, without which everything goes on, only slower.

Never holds what belongs to one person; what may stand here is decided in ``lms.web.kept``.
"""

import gzip
import logging
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

# All entries name the generation that they were made in; another one ends them all at once.
GENERATION = "kept:generation"
# Who renews an entry has so long before another may try.
TURN_SECONDS = 10
# A cache that is away is left alone for a while: each try would keep a reader waiting.
AWAY_SECONDS = 5
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_OF_THE_BODY = ("Content-Type", "Content-Encoding", "Content-Length", "Content-Language")


def takes_gzip(request: HttpRequest) -> bool:
    return bool(_TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it stands here: packed, with the headers that it had, and when what it says was looked up."""

    made_at: float
    seconds: int
    generation: str
    headers: tuple[tuple[str, str], ...]
    packed: bytes
    etag: str

    def is_good(self, generation: str, at: float) -> bool:
        return bool(generation) and self.generation == generation and 0 <= self._age(at) < self.seconds

    def grows_old(self, at: float) -> bool:
        """Whether one reader should renew it, while all others still get this one."""
        return self._age(at) > self.seconds * 0.75

    def dress(self, request: HttpRequest, response: HttpResponse, *, at: float) -> HttpResponse:
        """Let a response say this; nothing but its headers where the reader's browser has the same already."""
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
        if self.etag in known or "*" in known:
            response = HttpResponseNotModified()
        elif takes_gzip(request):
            response.content = self.packed
            response.headers["Content-Encoding"] = "gzip"
        else:
            response.content = gzip.decompress(self.packed)
        self._head(response, at)
        if request.method == "HEAD":
            response.content = b""
        return response

    def _head(self, response: HttpResponse, at: float) -> None:
        same = response.status_code == 304
        for name, value in self.headers:
            if not (same and name in _OF_THE_BODY):
                response.headers[name] = value
        # One validator for both encodings, a weak one. Asked for each time: signing in changes the page at once.
        response.headers["ETag"] = f"W/{self.etag}"
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Age"] = str(max(0, int(self._age(at))))
        patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
        if not same:
            response.headers["Content-Length"] = str(len(response.content))

    def _age(self, at: float) -> float:
        return at - self.made_at


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look found: the present generation, empty where the cache is away, and the entry, good or not."""

    generation: str = ""
    entry: Entry | None = None

    def good(self, at: float) -> Entry | None:
        return self.entry if self.entry and self.entry.is_good(self.generation, at) else None


class Shelf:
    """Each question is one trip to the cache, and has an answer for when there is none."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def look(self, key: str) -> Seen:
        found: dict[str, Any] = self._ask(lambda cache: cache.get_many((GENERATION, key)), {})
        generation = found.get(GENERATION) or self._ask(_begin, "")
        return Seen(generation, found.get(key))

    def put(self, key: str, entry: Entry) -> None:
        left = entry.made_at + entry.seconds - time.time()
        if entry.generation and left > 0:
            self._ask(lambda cache: cache.set(key, entry, left), None)

    def take_turn(self, key: str) -> bool:
        """Whether it is the caller who renews; without a cache everybody has to help themselves."""
        return self._ask(lambda cache: cache.add(f"{key}:turn", True, TURN_SECONDS), True)

    def end_turn(self, key: str) -> None:
        self._ask(lambda cache: cache.delete(f"{key}:turn"), False)

    def empty(self) -> None:
        self._ask(lambda cache: cache.set(GENERATION, secrets.token_hex(8), None), None)

    def _ask(self, question: Callable[[BaseCache], Answer], otherwise: Answer) -> Answer:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return question(caches["pages"])
        except (RedisError, OSError):
            self._away_until = time.monotonic() + AWAY_SECONDS
            logger.exception("Pages aren't kept: their cache doesn't answer")
            return otherwise


def _begin(cache: BaseCache) -> str:
    """Another one may begin at the same time; what stands then counts."""
    cache.add(GENERATION, secrets.token_hex(8), None)
    return str(cache.get(GENERATION) or "")
