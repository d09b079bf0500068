"""The main ways through the site."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lms.web.parts import Lexicon, Words

WAYS: Lexicon[str] = Lexicon(
    {
        "slots:list": _("Sessions"),
        "progress:home": _("My training"),
        "certificates:verify_form": _("Check a certificate"),
    }
)
_ABOUT: Lexicon[str] = Lexicon({"/": _("About")})


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A way, and whether the reader stands on it."""

    label: Words
    url: str
    here: bool


def main_navigation(request: HttpRequest | None) -> list[NavigationItem]:
    """About, and each part of the site that answers at an address."""
    path = request.path if request else ""
    about = NavigationItem(_ABOUT.told("/"), "/", here=path == "/")
    parts = [(WAYS.told(name), address(name)) for name in WAYS]
    return [about, *(NavigationItem(label, url, here=path.startswith(url)) for label, url in parts if url)]


@lru_cache(maxsize=64)
def address(name: str) -> str:
    """A part's address, or nothing where this installation doesn't have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
