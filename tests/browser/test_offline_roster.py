"""A host marks attendance on a phone without a network, and it is noted once there is one."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from courses.progress.models import LedgerEvent
from courses.slots.models import AttendanceMark
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes as road
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, summary)")]
    .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().right)))"""
WAITING = "Object.keys(localStorage).filter(key => key.startsWith('roster-tap/')).length"
PUT_ASIDE = "caches.keys().then(names => names.filter(name => name.startsWith('roster/')).length)"


def a_host(name: str) -> User:
    return UserFactory.create(display_name=name, roles=[Role.TRAINEE, Role.CORE_GROUP])


def a_session(count: int) -> scenes.FullHouse:
    """Ten minutes old, so many people with a seat, each of them in training."""
    house = scenes.a_full_house(seats=count, starts_in=timedelta(minutes=-10))
    release = road.a_release()
    for person in house.seated:
        road.an_enrolment(person, release=release)
    return house


def opened(visitor: Visitor, house: scenes.FullHouse) -> Visitor:
    """The roster, once all of it is put aside for a time without a network."""
    visitor.open(f"/admin/sessions/{house.slot.pk}/roster/")
    expect(visitor.page.locator("[data-roster][data-ready]")).to_be_attached()
    return visitor


def tap(page: Page, answer: str, person: User | None = None) -> None:
    """Press one of the buttons in a person's row, or in the first row."""
    page.get_by_role("button", name=re.compile(f"^{answer} ?: {f'{person}$' if person else ''}")).first.click()


def facts() -> tuple[int, int]:
    """How many marks there are, and how many entries in histories."""
    return AttendanceMark.objects.count(), LedgerEvent.objects.filter(subject__startswith="attendance:").count()


def test_thirty_marks_without_a_network_are_thirty_facts(arrive: Arrival, sign_in: SignIn) -> None:
    house = a_session(30)
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(a_host("Imani Whitfield")))
    page = opened(visitor, house).page

    page.context.set_offline(True)
    for person in house.seated[:20]:
        tap(page, "Here", person)
    page.reload()
    for person in house.seated[20:]:
        tap(page, "Not here", person)
    visitor.reads("Marks that wait for the network: 30.", "Everybody is marked.")
    assert (page.evaluate(WAITING), facts()) == (30, (0, 0))
    page.context.set_offline(False)

    # The browser may not say that the network is back; then the next try does it.
    expect(page.locator("[data-queue]")).to_have_text("Everything is noted.", timeout=40_000)
    page.reload()
    expect(page.get_by_text("noted by Imani Whitfield")).to_have_count(30)
    assert (page.evaluate(WAITING), facts()) == (0, (30, 30))
    assert AttendanceMark.objects.filter(minutes=60).count() == 20


def test_nothing_is_sent_under_another_hosts_name(arrive: Arrival, sign_in: SignIn) -> None:
    house = a_session(2)
    imani, teo = a_host("Imani Whitfield"), a_host("Teo Manalo")
    visitor = arrive(viewport=PHONE)
    visitor.sign_in(imani.email)
    page = opened(visitor, house).page
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("button", name="here", exact=True).click()
    visitor.reads("Marks that wait for the network: 2.")
    # Whoever signs out has closed the roster before there was a network again.
    visitor.page = page.context.new_page()
    page.close()
    page = visitor.page
    page.context.set_offline(False)
    visitor.open("/accounts/logout/")
    visitor.press("Sign out", within=page.locator("main"))
    page.wait_for_url(lambda address: "/accounts/" not in address)
    visitor.open("/accounts/login/")
    visitor.reads("Marks that aren't noted yet: 2.")
    assert page.evaluate(PUT_ASIDE) == 0

    visitor.sign_in(teo.email)
    opened(visitor, house)
    visitor.reads("Marks of another host that wait on this device: 2.", "Not marked yet: 2.")
    assert (page.evaluate(WAITING), facts()) == (2, (0, 0))

    visitor.brings(sign_in(imani))
    opened(visitor, house)
    visitor.reads("Everything is noted.")
    assert facts() == (2, 2)
    assert set(AttendanceMark.objects.values_list("marked_by", flat=True)) == {imani.pk}


def test_a_page_of_one_host_sends_nothing_while_another_is_signed_in(arrive: Arrival, sign_in: SignIn) -> None:
    house = a_session(1)
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(a_host("Imani Whitfield")))
    page = opened(visitor, house).page
    visitor.brings(sign_in(a_host("Teo Manalo")))

    tap(page, "Here")

    visitor.reads("Somebody else is signed in here now.", "Marks that wait for the network: 1.")
    assert facts() == (0, 0)
    refused = [complaint for complaint in visitor.complaints if complaint.endswith(": 409")]
    visitor.complaints[:] = [complaint for complaint in visitor.complaints if complaint not in refused]
    assert len(refused) == 1


def test_what_was_tapped_without_a_network_is_taken_back_without_one(arrive: Arrival, sign_in: SignIn) -> None:
    house = a_session(1)
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(a_host("Imani Whitfield")))
    page = opened(visitor, house).page
    tap(page, "Here")
    visitor.reads("noted by Imani Whitfield")

    page.context.set_offline(True)
    tap(page, "Undo")
    visitor.reads("taken back")
    page.context.set_offline(False)

    visitor.reads("Everything is noted.", "Not marked yet: 1.")
    assert AttendanceMark.objects.filter(undone_at=None).count() == 0


def test_the_roster_fits_a_phone_and_has_no_barriers_and_works_by_keyboard(arrive: Arrival, sign_in: SignIn) -> None:
    house = scenes.a_full_house(seats=2, waiting=2, starts_in=timedelta(minutes=-10))
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(a_host("Imani Whitfield")))
    wide, blocked = [], []
    for address in ("roster/", "walk-in/?q=person"):
        visitor.open(f"/admin/sessions/{house.slot.pk}/{address}")
        found = Axe().run(visitor.page, context="main").response["violations"]
        blocked += [f"{address}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]
        for width in (320, 390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 844})
            if visitor.page.evaluate(WIDEST) > width:
                wide.append(f"{address} at {width}")
    assert (wide, blocked) == ([], [])

    page = opened(visitor, house).page
    assert visitor.tabs_to("Not here", at_most=80)
    page.keyboard.press("Enter")

    visitor.reads("noted by Imani Whitfield")
    expect(page.locator("button:focus")).to_have_attribute("aria-pressed", "true")
    assert AttendanceMark.objects.values_list("minutes", flat=True).get() == 0


def test_without_script_a_host_marks_and_takes_back(arrive: Arrival, sign_in: SignIn) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-10))
    visitor = arrive(viewport=PHONE, java_script_enabled=False)
    visitor.brings(sign_in(a_host("Imani Whitfield")))
    visitor.open(f"/admin/sessions/{house.slot.pk}/roster/")

    visitor.press("here")
    visitor.reads("Noted for 1 person.", "noted by Imani Whitfield")
    visitor.press(re.compile("^Undo"))

    visitor.reads("Not marked yet: 1.")
