"""The main ways through the site: its parts by what a reader comes for, and the pages that editors chose."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lms.web import menus
from lms.web.parts import Lexicon, Words

WAYS: Lexicon[str] = Lexicon(
    {
        "progress:home": _("My training"),
        "slots:list": _("Sessions"),
        "certificates:verify_form": _("Check a certificate"),
        "program:search": _("Search"),
        "program:contact": _("Write to us"),
    }
)
# Members come for their training; strangers have none yet.
FOR_MEMBERS = ("progress:home", "slots:list", "certificates:verify_form")
FOR_STRANGERS = ("slots:list", "certificates:verify_form")
AT_THE_FOOT = ("slots:list", "certificates:verify_form", "program:search", "program:contact")
_ABOUT: Lexicon[str] = Lexicon({"/": _("The program")})


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A way, and whether the reader stands on it."""

    label: Words
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a reader comes for, and what there is to read about the program."""

    ways: tuple[NavigationItem, ...]
    pages: tuple[NavigationItem, ...]

    def __iter__(self) -> Iterator[NavigationItem]:
        """All of it, the pages first: that is what a stranger wants to know."""
        return iter((*self.pages, *self.ways))


def main_navigation(request: HttpRequest | None) -> Navigation:
    """The header: members have their training and one way to the program's pages, strangers all of those."""
    # A request that was refused early has nobody yet.
    reader = getattr(request, "user", None)
    if reader is not None and reader.is_authenticated:
        return Navigation((*_ways(request, FOR_MEMBERS), _about(request)), ())
    return Navigation(tuple(_ways(request, FOR_STRANGERS)), tuple(_pages(request, only_leading=True)))


def foot_navigation(request: HttpRequest | None) -> Navigation:
    """The foot of every page: all pages below the first one, and what anybody may look for."""
    pages = (_about(request), *_pages(request, only_leading=False))
    return Navigation(tuple(_ways(request, AT_THE_FOOT)), pages)


def _ways(request: HttpRequest | None, names: tuple[str, ...]) -> Iterator[NavigationItem]:
    for name in names:
        url = address(name)
        if url:
            yield NavigationItem(WAYS.told(name), url, _path(request).startswith(url))


def _about(request: HttpRequest | None) -> NavigationItem:
    return NavigationItem(_ABOUT.told("/"), "/", here=_path(request) == "/")


def _pages(request: HttpRequest | None, *, only_leading: bool) -> Iterator[NavigationItem]:
    path = _path(request)
    for page in menus.pages(get_language()):
        if page.leads or not only_leading:
            yield NavigationItem(page.title, page.url, path.startswith(page.url))


def _path(request: HttpRequest | None) -> str:
    return request.path if request else ""


@lru_cache(maxsize=64)
def address(name: str) -> str:
    """A part's address, or nothing where this installation doesn't have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
