"""From the landing page to a seat in three clicks, by anybody, on any device, without script and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from courses.slots.models import SignUp, Slot
from lms.people.models import User
from lms.people.roles import Role
from tests.browser.trainee import SESSION, link_mailed_to
from tests.browser.visitors import Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME, EMAIL = "Nina New", "nina@example.org"
NARROW = {"width": 320, "height": 700}
TAKE, KEEP, MINE = "Take a seat", "Keep a seat for me", "Take my seat"
NEEDS = "Captions, please."
WIDEST = "document.documentElement.scrollWidth"


@pytest.fixture
def slot(site: str) -> Slot:
    return scenes.a_slot(title=SESSION)


def types_who_they_are(visitor: Visitor) -> None:
    visitor.fill(display_name=NAME, email=EMAIL, access_need=NEEDS)


def opens_the_mail(visitor: Visitor) -> None:
    visitor.open(link_mailed_to(EMAIL, f"One press, and you're in: {SESSION}"))


def looks_after(visitor: Visitor) -> None:
    """The page that is open fits and has no barriers, in light and dark."""
    assert visitor.page.evaluate(WIDEST) <= visitor.page.viewport_size["width"]  # type: ignore[index]
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(visitor.page).response["violations"]
        assert [(row["id"], [node["target"] for node in row["nodes"]]) for row in found] == []


def seated(slot: Slot) -> list[str]:
    rows = SignUp.objects.confirmed().filter(slot=slot).select_related("person")
    return [str(row.person) for row in rows]


def test_somebody_new_has_a_seat_in_three_clicks_on_a_small_phone(slot: Slot, arrive: Arrival) -> None:
    visitor = arrive(viewport=NARROW)

    visitor.open("/")
    looks_after(visitor)
    visitor.press(re.compile(f"^{TAKE}"))  # the first
    visitor.reads("Your name", "You have an account?")
    looks_after(visitor)
    types_who_they_are(visitor)
    visitor.press(KEEP)  # the second
    visitor.reads("Look into your mail", "We keep this seat for you until", EMAIL)
    looks_after(visitor)
    opens_the_mail(visitor)
    visitor.reads("One press, and you're in", NAME)
    looks_after(visitor)
    visitor.press(MINE)  # the third
    visitor.reads("You're in. See you", "You have a seat", "What you told your host")
    looks_after(visitor)

    assert seated(slot) == [NAME]
    assert User.objects.get(email=EMAIL).time_zone == "America/New_York"


def test_without_script_a_seat_is_taken_and_given_back(slot: Slot, arrive: Arrival) -> None:
    visitor = arrive(java_script_enabled=False)

    visitor.open("/")
    visitor.press(re.compile(f"^{TAKE}"))
    types_who_they_are(visitor)
    visitor.press(KEEP)
    visitor.reads("We keep this seat for you until")
    opens_the_mail(visitor)
    visitor.press(MINE)
    visitor.reads("You're in. See you")
    assert seated(slot) == [NAME]
    visitor.press("Give my seat back")
    visitor.reads("Your place is given back.", "8 seats left")
    visitor.press(TAKE)
    visitor.reads("You have a seat")
    visitor.open(_link_to_give_back())
    visitor.press("Give my seat back")
    visitor.reads("Your place is given back")

    assert scenes.states(slot) == ["cancelled", "cancelled"]


def _link_to_give_back() -> str:
    body = next(str(sent.body) for sent in reversed(mail.outbox) if sent.subject == f"You're in: {SESSION}")
    return str(re.findall(r"http\S+/give-back/\S+", body)[0])


def test_by_keyboard_alone_somebody_new_takes_a_seat(slot: Slot, arrive: Arrival) -> None:
    visitor = arrive()
    keyboard = visitor.page.keyboard

    visitor.open("/sessions/")
    assert visitor.tabs_to(TAKE, at_most=20)
    keyboard.press("Enter")
    visitor.reads(KEEP)
    visitor.page.get_by_label("Your name").focus()
    for words in (NAME, EMAIL, NEEDS):
        keyboard.type(words)
        keyboard.press("Tab")
    expect(visitor.page.get_by_role("button", name=KEEP)).to_be_focused()
    keyboard.press("Enter")
    visitor.reads("We keep this seat for you until")
    opens_the_mail(visitor)
    assert visitor.tabs_to(MINE, at_most=12)
    keyboard.press("Enter")
    visitor.reads("You're in. See you")

    assert seated(slot) == [NAME]


def test_a_member_has_a_seat_in_one_click(slot: Slot, arrive: Arrival, sign_in: SignIn) -> None:
    member = UserFactory.create(display_name=NAME, roles=[Role.TRAINEE])
    visitor = arrive()
    visitor.brings(sign_in(member))

    visitor.open("/")
    visitor.press(re.compile(f"^{TAKE}"))
    visitor.reads("You're in. See you", "You have a seat")

    assert seated(slot) == [NAME]


def test_list_and_month_fit_narrow_and_tell_times_elsewhere(slot: Slot, arrive: Arrival) -> None:
    visitor = arrive(viewport=NARROW)

    for address in ("/sessions/", f"/sessions/month/{slot.starts_at:%Y-%m}/"):
        visitor.open(address)
        visitor.page.locator("summary", has_text="Narrow what is shown").click()
        visitor.page.locator("summary", has_text="Times are told for").click()
        looks_after(visitor)
    visitor.fill(zone="Asia/Kolkata")
    visitor.press("Tell times there")
    visitor.reads("Times are told for Kolkata")
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    looks_after(visitor)
