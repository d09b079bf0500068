"""Whose page an address leads to, and the player that may be let in by a click. Pure; nothing is fetched.

Only what stands here can ever be framed: the Content Security Policy names the same origins (``PLAYER_ORIGINS``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_NAME = re.compile(r"[A-Za-z0-9_-]{6,20}$")
_NUMBER = re.compile(r"[0-9]{5,12}$")


@dataclass(frozen=True, slots=True)
class Embed:
    """Who shows it, and the address of their player; without one, only the link is there."""

    provider: str
    player: str = ""


def embed_of(url: str) -> Embed:
    """The provider of an address, by name where we know it, else by host."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    known = _PROVIDERS.get(host)
    if known is None:
        return Embed(host)
    name, player_of = known
    return Embed(name, player_of(parts.path, parse_qs(parts.query)))


_Query = dict[str, list[str]]


def _youtube(path: str, query: _Query) -> str:
    steps = path.strip("/").split("/")
    name = query.get("v", [""])[0] if steps == ["watch"] else steps[-1]
    known = steps == ["watch"] or (len(steps) == 2 and steps[0] in ("embed", "shorts", "live"))
    return f"https://www.youtube-nocookie.com/embed/{name}" if known and _NAME.match(name) else ""


def _youtube_short(path: str, query: _Query) -> str:
    return _youtube("watch", {"v": [path.strip("/")]})


def _vimeo(path: str, query: _Query) -> str:
    number = path.strip("/").removeprefix("video/")
    return f"https://player.vimeo.com/video/{number}?dnt=1" if _NUMBER.match(number) else ""


_PROVIDERS: dict[str, tuple[str, Callable[[str, _Query], str]]] = {
    "youtube.com": ("YouTube", _youtube),
    "youtube-nocookie.com": ("YouTube", _youtube),
    "youtu.be": ("YouTube", _youtube_short),
    "vimeo.com": ("Vimeo", _vimeo),
    "player.vimeo.com": ("Vimeo", _vimeo),
}
