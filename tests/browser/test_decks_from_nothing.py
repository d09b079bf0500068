"""Somebody who doesn't program shares slides from nothing; a visitor gets them by mail, three times and for a week."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Download, expect

from cms.forms import guarded
from cms.models import DeckLink, DeckPage
from lms.people.models import User
from tests.browser.in_wagtail import Editor
from tests.browser.test_sign_up import looks_after
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import Arrival, Visitor
from tests.cms import deck_scenes as scenes
from tests.cms import uploads
from tests.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME, DECKS, TITLE = "Chats for Change", "Slide decks", "Leading on Unsettled Ground"
NAME, EMAIL = scenes.ASKED.name, scenes.ASKED.email
SUBJECT = f"Your link to the slides: {TITLE}"
NARROW = {"width": 320, "height": 700}
GET, ASK, SEND = "Download the slides", "Ask for the slides", "Send me my link"


@pytest.fixture(autouse=True)
def _quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitors of a test type faster than people."""
    monkeypatch.setattr(guarded, "LEAST", timedelta(0))


def shares_slides(editor: Editor, file: Path) -> None:
    """The page of all decks, and a deck with its file."""
    page = editor.visitor.page
    editor.begin_page("Slide decks", below=[HOME], title=DECKS)
    editor.publish()
    editor.begin_page("Slide deck", below=[HOME, DECKS], title=TITLE)
    editor.visitor.fill(lead="To stay in conversation.", audience="Leaders of teams.", slides="12")
    page.get_by_role("button", name="Choose a document").click()
    modal = page.get_by_role("dialog").or_(page.locator(".modal-dialog")).last
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type='file']").set_input_files(file)
    modal.locator("[name='document-chooser-upload-title']").fill("Unsettled ground")
    modal.get_by_role("button", name="Upload").click()
    expect(page.locator("[data-chooser-title]").filter(has_text="Unsettled ground")).to_be_visible()
    editor.publish()
    editor.visitor.reads("People who ask are given this file as version 1.")


def asks(visitor: Visitor) -> None:
    said = scenes.ASKED
    visitor.fill(display_name=NAME, role=said.role, institution=said.institution, email=EMAIL)
    visitor.fill(purpose=said.purpose, use=said.use)
    visitor.page.get_by_label("I agree").check()
    visitor.press(SEND)
    visitor.reads("Look into your mail", EMAIL)


def downloads(visitor: Visitor) -> bytes:
    with visitor.page.expect_download() as waited:
        visitor.page.get_by_role("button", name=GET).click()
    download: Download = waited.value
    assert download.suggested_filename == "leading-on-unsettled-ground-version-1.pdf"
    return Path(download.path()).read_bytes()


def test_an_admin_shares_slides_and_a_visitor_gets_them_three_times(
    arrive: Arrival, sign_in: SignIn, content_admin: User, tmp_path: Path
) -> None:
    file = tmp_path / "slides.pdf"
    file.write_bytes(uploads.PDF)
    admin = arrive()
    admin.brings(sign_in(content_admin))
    shares_slides(Editor(admin), file)

    visitor = arrive(viewport=NARROW)
    visitor.open("/slide-decks/")
    visitor.reads("Ready to use", "12 slides")
    looks_after(visitor)
    visitor.press(TITLE)
    visitor.reads("Leaders of teams.")
    looks_after(visitor)
    visitor.press(ASK)
    visitor.reads("Only the program's admins read your name and address.")
    looks_after(visitor)
    visitor.press(SEND)
    visitor.reads("We can only send you the slides if you agree.")
    looks_after(visitor)
    asks(visitor)
    looks_after(visitor)
    visitor.open(link_mailed_to(EMAIL, SUBJECT))
    visitor.reads("Your slides are here", "It works for 3 downloads")
    looks_after(visitor)
    assert [downloads(visitor) for _ in range(3)] == [uploads.PDF] * 3
    visitor.press(GET)
    visitor.reads("This link has had its day", "all three have been made", "Ask for the slides anew")
    looks_after(visitor)


def test_without_script_somebody_asks_downloads_and_is_told_when_the_week_is_over(arrive: Arrival, site: str) -> None:
    deck = scenes.a_deck(TITLE)
    visitor = arrive(java_script_enabled=False)

    visitor.open(deck.url)
    visitor.press(ASK)
    asks(visitor)
    visitor.open(link_mailed_to(EMAIL, SUBJECT))
    assert downloads(visitor) == scenes.FIRST
    DeckLink.objects.update(ends_at=timezone.now())
    visitor.press(GET)
    visitor.reads("It was for seven days, and they are over.")
    visitor.press("Ask for the slides anew")
    visitor.reads("What happens with what you write")

    assert visitor.page.locator("[name='email']").input_value() == ""
    assert DeckPage.objects.get().requests.confirmed().count() == 1
