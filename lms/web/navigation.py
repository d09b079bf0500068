"""The main ways through the site."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lms.web.parts import Words

WAYS: tuple[tuple[Words, str], ...] = (
    (_("Sessions"), "slots:list"),
    (_("My training"), "progress:home"),
    (_("Check a certificate"), "certificates:verify_form"),
)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A way, and whether the reader stands on it."""

    label: Words
    url: str
    here: bool


def main_navigation(request: HttpRequest | None) -> list[NavigationItem]:
    """About, and each part of the site that answers at an address."""
    path = request.path if request else ""
    about = NavigationItem(_("About"), "/", here=path == "/")
    parts = [(label, address(name)) for label, name in WAYS]
    return [about, *(NavigationItem(label, url, here=path.startswith(url)) for label, url in parts if url)]


def address(name: str) -> str:
    """A part's address, or nothing where this installation doesn't have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
