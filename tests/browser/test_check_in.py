"""An hour in a browser: the room's screen, a phone that checks in through sign-in, the host who closes."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from courses.slots.actions import checkin
from courses.slots.models import AttendanceMark, Slot
from lms.people.models import User
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDEST = "document.documentElement.scrollWidth"
AGENDA = "10 Check-in\n20 Concept: what race is\n25 Breakout\n5 Debrief"


def barriers(visitor: Visitor, *, context: str = "main") -> list[str]:
    found = Axe().run(visitor.page, context=context).response["violations"]
    return [f"{visitor.page.url}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]


def sign_in_here(visitor: Visitor, person: User) -> None:
    visitor.fill(login=person.email, password=PASSWORD)
    visitor.press(re.compile("^Sign in$"), within=visitor.page.locator("main"))


def shown_digits(screen: Visitor) -> str:
    return re.sub(r"\D", "", screen.page.locator(".code-digits").inner_text())


def test_from_the_rooms_screen_through_sign_in_to_the_closed_session(
    arrive: Arrival, sign_in: SignIn, trainee: User, core_member: User
) -> None:
    slot = scenes.a_running_slot(trainee, *scenes.people(1), agenda=AGENDA)
    host, phone = arrive(), arrive(viewport=PHONE)
    host.brings(sign_in(core_member))
    host.open(reverse("sessions:run", args=[slot.pk]))
    host.press("Big screen with QR code")
    host.reads("0 people are checked in", "Changes in")

    phone.open(reverse("slots:check_in", args=[slot.pk]))
    phone.page.get_by_label("The six digits").fill(shown_digits(host))
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/accounts/login/**")
    sign_in_here(phone, trainee)
    phone.reads("One more tap, and you're in.")
    phone.press("Check me in")
    phone.reads("You're checked in", "Good that you're here")

    host.press("Back to the host's page")
    host.reads("1 person is here", trainee.display_name)
    host.press("Review and close")
    host.page.get_by_label("Yes, 1 person was there").check()
    host.press("Close the session")
    host.reads("Closed. Who was there stands in everybody's training now.")
    slot.refresh_from_db()
    assert (slot.state, AttendanceMark.objects.filter(slot=slot).count()) == ("closed", 2)


def test_without_script_and_by_keyboard_alone_a_phone_checks_in(arrive: Arrival, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)
    phone = arrive(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    phone.open(f"{reverse('slots:check_in', args=[slot.pk])}?code={scenes.code_of(slot)}")
    phone.page.get_by_label("The six digits").focus()
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")
    sign_in_here(phone, trainee)
    phone.page.get_by_role("button", name="Check me in").focus()
    phone.page.keyboard.press("Enter")
    phone.reads("You're checked in")
    phone.press("I'm leaving now")

    phone.reads("Your minutes count until now.")


def test_the_screen_goes_on_by_itself_and_hides_a_code_that_it_cannot_follow(
    arrive: Arrival, sign_in: SignIn, core_member: User
) -> None:
    slot = scenes.a_running_slot(agenda=AGENDA)
    screen = arrive()
    screen.brings(sign_in(core_member))
    screen.page.clock.install()
    screen.open(reverse("sessions:code", args=[slot.pk]))
    before = screen.page.locator("#code-now").element_handle()

    screen.page.clock.fast_forward(31_000)
    expect(screen.page.locator("[data-lost]")).to_be_hidden()
    screen.page.wait_for_function("old => !old.isConnected", arg=before)
    assert re.fullmatch(r"\d{6}", shown_digits(screen))

    screen.page.context.set_offline(True)
    screen.page.clock.fast_forward(31_000)
    screen.reads("The connection is lost.")
    expect(screen.page.locator(".code-digits")).to_be_hidden()
    screen.page.context.set_offline(False)
    screen.page.clock.fast_forward(5_000)
    expect(screen.page.locator(".code-digits")).to_be_visible()
    screen.complaints.clear()


def test_the_timer_goes_on_over_sleep(arrive: Arrival, sign_in: SignIn, core_member: User) -> None:
    slot = scenes.a_running_slot(agenda=AGENDA, minutes_ago=9)
    host = arrive()
    host.brings(sign_in(core_member))
    host.page.clock.install()
    host.page.route("**/run/now/", lambda route: route.abort())
    host.open(reverse("sessions:run", args=[slot.pk]))
    running = host.page.locator("[aria-current='step']")
    expect(running).to_contain_text("Check-in")

    host.page.clock.fast_forward(120_000)

    expect(running).to_contain_text("Concept")
    expect(running).to_contain_text(re.compile(r"Now 1[789]:\d\d"))
    host.complaints.clear()


def places(slot: Slot, ended: Slot) -> list[str]:
    return [
        reverse("slots:check_in", args=[slot.pk]),
        reverse("sessions:code", args=[slot.pk]),
        reverse("sessions:run", args=[slot.pk]),
        reverse("sessions:close", args=[slot.pk]),
        reverse("sessions:code", args=[ended.pk]),
        slot.get_absolute_url(),
    ]


def test_the_pages_fit_a_phone_and_a_desk_and_have_no_barriers(
    arrive: Arrival, sign_in: SignIn, core_member: User
) -> None:
    who = scenes.people(2)
    slot = scenes.a_running_slot(core_member, *who, seats=3, agenda=AGENDA, notes="Bring tea.")
    scenes.sign_up(slot, *scenes.people(1))
    for person in (core_member, who[0]):
        checkin.check_in(slot_id=slot.pk, person=person)
    ended = scenes.a_slot(starts_in=timedelta(hours=-3))
    visitor, wide, blocked = arrive(viewport=PHONE), [], []
    visitor.brings(sign_in(core_member))
    for address in places(slot, ended):
        visitor.page.set_viewport_size(PHONE)
        visitor.open(address)
        blocked += barriers(visitor)
        for width in (320, 390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 844})
            if visitor.page.evaluate(WIDEST) > width:
                wide.append(f"{address} at {width}")

    assert (wide, blocked) == ([], [])
