"""Somebody's words come onto the site and go again by their own hand; a stranger's topic is answered."""

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cms.forms.guarded import LEAST
from cms.models import VoicesPage
from lms.people.roles import Role
from tests.browser.in_wagtail import Editor
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.cms import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "Chats for Change"
WORDS, NAME, ADDRESS = "I left with a better question.", "A nurse from Halifax", "nurse@example.org"
TOPIC, WRITER, ANSWER = (
    "What our charts say before we do",
    "jo@example.org",
    "We keep it for spring, and are glad of it.",
)


def has_no_barriers(visitor: Visitor) -> None:
    """The page that is open fits and can be used by everybody, in light and dark."""
    widest = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert widest <= visitor.page.viewport_size["width"]  # type: ignore[index]
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(visitor.page).response["violations"]
        assert [(row["id"], [node["target"] for node in row["nodes"]]) for row in found] == []


def keep_words_and_ask(editor: Editor) -> None:
    editor.begin_page("Voices", below=[HOME], title="Voices")
    editor.publish()
    admin = editor.visitor
    admin.open("/admin/voices/")
    admin.press("Keep somebody's words")
    admin.fill(words=WORDS, shown_as=NAME, email=ADDRESS)
    admin.press("Keep")
    admin.reads("Nobody sees it on the site before there is a yes.", "not asked yet")
    admin.press("Ask by mail")
    admin.reads("Asked.", "asked, no answer yet")


def test_somebodys_words_stand_there_by_their_yes_and_go_by_their_no(arrive: Arrival) -> None:
    admin = UserFactory.create(roles=[Role.CONTENT_ADMIN])
    editor, person, stranger = Editor(arrive()), arrive(viewport=PHONE, java_script_enabled=False), arrive()
    editor.visitor.sign_in(admin.email)
    keep_words_and_ask(editor)
    stranger.open(str(VoicesPage.objects.get().url))
    stranger.reads("Words of people who were there will stand here")

    person.open(link_mailed_to(ADDRESS, "May we show your words on our site?"))
    person.reads("May we show your words?", WORDS, NAME)
    person.press("Yes, show them")
    person.reads("Your words are on our page")
    stranger.page.reload()
    stranger.reads(WORDS, NAME)
    has_no_barriers(stranger)

    person.press("Take them back")
    person.reads("Your words aren't shown")
    stranger.page.reload()
    expect(stranger.page.locator("body")).not_to_contain_text(WORDS)
    editor.visitor.open("/admin/voices/")
    editor.visitor.reads("taken back")


def test_a_stranger_suggests_a_topic_without_script_on_a_phone_and_is_answered(
    arrive: Arrival, clock: time_machine.Traveller
) -> None:
    scenes.home()
    admin = UserFactory.create(roles=[Role.PROGRAM_ADMIN])
    stranger, staff, reader = arrive(viewport=PHONE, java_script_enabled=False), arrive(), arrive(viewport=PHONE)
    stranger.open("/suggest-a-topic/")
    expect(stranger.page.get_by_label("Leave this empty")).to_be_hidden()
    stranger.fill(words=TOPIC, email=WRITER)
    # As long as a person types at least.
    clock.shift(2 * LEAST)
    stranger.press("Suggest it")
    stranger.reads("Thank you for your topic", "an answer usually comes within two weeks")

    staff.sign_in(admin.email)
    staff.open(link_mailed_to(admin.email, "Somebody suggests a topic"))
    staff.reads(TOPIC, WRITER)
    staff.press("Keep it for later")
    staff.fill(answer=ANSWER, told_as="Words in charts")
    staff.press("Keep it for later", within=staff.page.locator("form.staff-form"))
    staff.reads("Answered. It is on its way to them.", ANSWER)

    reader.open(link_mailed_to(WRITER, "What became of your topic"))
    reader.reads("Suggest a topic", "Words in charts", "Kept for a later season.")
    has_no_barriers(reader)
