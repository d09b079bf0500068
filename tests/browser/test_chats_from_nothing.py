"""An admin who knows nothing of it makes a series of three parts, plans a session for one, and a stranger signs up."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import ChatPage, SeriesPage
from courses.slots.models import SignUp, Slot
from lms.people.models import User
from lms.people.roles import Role
from tests.browser.in_wagtail import QUIET, Editor
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME, CHATS, SERIES = "Chats for Change", "Our chats", "In the News"
FIRST, SECOND, THIRD = "In the News, part one", "In the News, part two", "In the News, part three"
EMAIL = "nina@example.org"


@pytest.fixture
def admin(site: str) -> User:
    return UserFactory.create(roles=[Role.CORE_GROUP, Role.PROGRAM_ADMIN])


def writes_the_series(editor: Editor) -> None:
    editor.begin_page("Chats", below=[HOME], title=CHATS)
    editor.publish()
    editor.begin_page("Series of chats", below=[HOME, CHATS], title=SERIES)
    editor.visitor.fill(lead="How the news teaches us whom to see.", scope="national")
    editor.write("body", "Three chats, each of which stands alone.")
    editor.publish()
    for title in (FIRST, SECOND, THIRD):
        editor.begin_page("Chat", below=[HOME, CHATS, SERIES], title=title)
        editor.visitor.fill(topic=f"The topic of {title}")
        editor.publish()
        editor.visitor.reads("This chat has no session yet")


def plans_the_session(editor: Editor) -> None:
    """From the chat's own editor, in a tab of its own; kind and title are there already."""
    editor.edit_page(below=[HOME, CHATS, SERIES], title=SECOND)
    with editor.visitor.page.context.expect_page() as opened:
        editor.visitor.press("Plan a session (in a new tab)")
    form = opened.value
    expect(form.locator("[name=title]")).to_have_value(SECOND)
    expect(form.locator("[name=kind]")).to_have_value("chat_national")
    form.locator("[name=starts]").fill("2030-10-16T12:00")
    form.locator("[name=join_link]").fill("https://meet.example.org/in-the-news")
    form.get_by_role("button", name="Keep as a draft").click()
    form.get_by_role("button", name=re.compile("^Publish")).first.click()
    expect(form.locator("body")).to_contain_text("published")
    form.close()


def chooses_the_session(editor: Editor) -> None:
    page = editor.visitor.page
    page.get_by_role("button", name="Choose a session").click()
    window = page.locator(".modal")
    window.locator("[name=q]").fill("part two")
    window.get_by_role("link", name=SECOND).click()
    expect(page.locator("[data-chooser-title], .chooser__title").filter(has_text=SECOND)).to_be_visible()
    page.wait_for_timeout(QUIET)
    editor.publish()


def takes_a_seat(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    visitor.press(SECOND)
    visitor.reads("Part 2 of 3", f"The topic of {SECOND}", "8 seats left")
    visitor.press("Take a seat")
    visitor.fill(display_name="Nina New", email=EMAIL)
    visitor.press("Keep a seat for me")
    visitor.open(link_mailed_to(EMAIL, f"One press, and you're in: {SECOND}"))
    visitor.press("Take my seat")
    visitor.reads("You have a seat")


def test_a_series_comes_from_nothing_and_a_stranger_has_a_seat_in_it(admin: User, arrive: Arrival) -> None:
    staff = arrive()
    staff.sign_in(admin.email)
    editor = Editor(staff)

    writes_the_series(editor)
    plans_the_session(editor)
    chooses_the_session(editor)
    takes_a_seat(arrive(viewport=PHONE), str(SeriesPage.objects.get().get_url_parts()[2]))

    slot = Slot.objects.get()
    assert [page.title for page in ChatPage.objects.order_by("path")] == [FIRST, SECOND, THIRD]
    assert ChatPage.objects.get(title=SECOND).session == slot
    assert [row.person and row.person.email for row in SignUp.objects.confirmed().filter(slot=slot)] == [EMAIL]
