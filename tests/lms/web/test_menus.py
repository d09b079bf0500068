"""The menus are kept for seconds, and read anew afterwards or when something changes."""

from collections.abc import Iterator

import pytest

from lms.web import menus
from lms.web.menus import KEPT_SECONDS, MenuPage

CHATS = MenuPage("Chats", "/chats/", leads=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each time that the pages are read leaves a word here."""
    words: list[str] = []

    def provider() -> menus.Menus:
        words.append("read")
        return {"en": (CHATS,)}

    monkeypatch.setattr(menus._KEPT, "provider", provider)
    menus.forget()
    yield words
    menus.begin_empty()


@pytest.mark.parametrize(("seconds", "times"), [(KEPT_SECONDS, 1), (KEPT_SECONDS + 1, 2)])
def test_what_was_read_is_kept_for_seconds(
    read: list[str], monkeypatch: pytest.MonkeyPatch, seconds: int, times: int
) -> None:
    menus.pages("en")
    later = menus._KEPT.read_at + seconds
    monkeypatch.setattr(menus._KEPT, "clock", lambda: later)
    menus.pages("en")

    assert read == ["read"] * times


def test_what_changed_is_read_anew_at_once(read: list[str]) -> None:
    menus.pages("en")
    menus.forget()

    assert (menus.pages("en"), read) == ((CHATS,), ["read", "read"])


def test_a_language_without_pages_of_its_own_has_those_of_the_site(read: list[str]) -> None:
    assert menus.pages("fr") == (CHATS,)
