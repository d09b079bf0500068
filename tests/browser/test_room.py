"""An hour in the room: two leads on two devices, a network that goes, a device clock that is wrong, and no script."""

from datetime import timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from courses.practice.models import Dialogue, Note, Pairing, Stage, StagePlan, StageRun
from lms.people.models import User
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAPTOP = {"width": 1280, "height": 844}
# A device whose clock is three hours ahead, and that jumps by a day while the page is open.
WRONG_CLOCK = """(() => {
    const real = Date.now, began = performance.now();
    Date.now = () => real() + 3 * 3600e3 + (performance.now() - began > 1500 ? 24 * 3600e3 : 0);
})()"""
# What a screen reader says of its own accord.
LISTENING = """window.heard = []; new MutationObserver((changes) => changes.forEach(({ target }) => {
    window.heard.push(target.textContent);
})).observe(document.querySelector('[data-announced]'), { childList: true })"""
WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, summary)")]
    .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().right)))"""


@pytest.fixture
def dialogue(clock: time_machine.Traveller) -> Dialogue:
    """One that begins now, by a server whose clock is far from that of the browser."""
    made = scenes.a_dialogue(scenes.an_enrolment(UserFactory.create(display_name="Camila Duarte")))
    scenes.ask(made, UserFactory.create(display_name="Imani Whitfield"), Pairing.Part.CO_LEAD)
    breakout = StagePlan.objects.filter(dialogue=made, stage=Stage.BREAKOUT)
    breakout.update(questions="Who was heard last?", script="Groups of four.", group_size=4)
    clock.move_to(made.starts_at)
    return made


def entered(arrive: Arrival, sign_in: SignIn, dialogue: Dialogue, person: User, **options: object) -> Visitor:
    visitor = arrive(**options)
    visitor.brings(sign_in(person))
    visitor.open(f"/practice/{dialogue.pk}/room/")
    return visitor


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def co_lead_of(dialogue: Dialogue) -> User:
    return Pairing.objects.co_leads().get(dialogue=dialogue).person


def has_settled(page: Page) -> None:
    """The next stage's button doesn't rest any more."""
    expect(page.locator("[data-room]:not([data-settling])")).to_be_attached()


def key_n(page: Page) -> None:
    has_settled(page)
    page.locator("h1").click()
    page.keyboard.press("n")


def is_recorded(page: Page, stage: Stage) -> None:
    """The server has said so: what was only pressed here is shown at once."""
    expect(page.locator("#room-minutes [aria-current]")).to_contain_text(str(stage.label))


def ran(dialogue: Dialogue) -> list[str]:
    return list(StageRun.objects.filter(dialogue=dialogue).values_list("stage", flat=True))


def test_two_leads_on_two_devices_are_in_one_room(arrive: Arrival, sign_in: SignIn, dialogue: Dialogue) -> None:
    camila = entered(arrive, sign_in, dialogue, lead_of(dialogue), viewport=PHONE)
    imani = entered(arrive, sign_in, dialogue, co_lead_of(dialogue), viewport=LAPTOP)

    camila.press("Begin Check-in")
    imani.reads("Check-in runs since", "10 minutes left")
    imani.page.locator("#jot-parked").fill("no")
    imani.page.locator("#jot-parked").press("n")
    imani.press("Park it")
    camila.reads("non Imani Whitfield")
    assert ran(dialogue) == ["check_in"]

    key_n(imani.page)
    camila.reads("Concept runs since", "5 minutes left")
    camila.press("That was a slip: back to Check-in")
    imani.reads("Check-in runs since")
    expect(imani.page.get_by_role("button", name="Begin Concept")).to_be_visible()
    assert ran(dialogue) == ["check_in"]

    imani.page.get_by_text("Make groups").first.click()
    imani.fill(people="14")
    imani.page.locator("form[action$='/groups/'] button").click()
    imani.reads("Group 4", "Let people count off aloud, one to 4")
    camila.reads("Group 4")


def test_a_minute_without_a_network_loses_nothing_and_doubles_nothing(
    arrive: Arrival, sign_in: SignIn, dialogue: Dialogue
) -> None:
    camila = entered(arrive, sign_in, dialogue, lead_of(dialogue), viewport=PHONE)
    camila.press("Begin Check-in")
    camila.reads("Check-in runs since")
    imani = entered(arrive, sign_in, dialogue, co_lead_of(dialogue), viewport=LAPTOP)

    camila.page.context.set_offline(True)
    key_n(camila.page)
    camila.reads("Concept runs since", "No network.")
    camila.page.locator("#jot-own").fill("I spoke too fast.")
    camila.press("Keep it")
    camila.reads("I spoke too fast. waits for the network")
    imani.press("Begin Concept")
    is_recorded(imani.page, Stage.CONCEPT)
    first = StageRun.objects.get(dialogue=dialogue, stage=Stage.CONCEPT).started_at
    key_n(camila.page)
    camila.reads("Frame runs since")
    camila.page.context.set_offline(False)

    expect(camila.page.locator("[data-sync-words]")).to_have_text("Everything is kept.", timeout=40_000)
    is_recorded(imani.page, Stage.FRAME)
    assert ran(dialogue) == ["check_in", "concept", "frame"]
    assert StageRun.objects.get(dialogue=dialogue, stage=Stage.CONCEPT).started_at == first
    assert Note.objects.own().get().text == "I spoke too fast."


def test_a_device_clock_that_is_wrong_and_jumps_changes_nothing(
    arrive: Arrival, sign_in: SignIn, dialogue: Dialogue, clock: time_machine.Traveller
) -> None:
    visitor = arrive(viewport=PHONE)
    visitor.page.add_init_script(WRONG_CLOCK)
    visitor.brings(sign_in(lead_of(dialogue)))
    visitor.open(f"/practice/{dialogue.pk}/room/")
    visitor.page.wait_for_function("() => performance.now() > 1700")

    visitor.press("Begin Check-in")
    visitor.reads("10 minutes left")
    clock.shift(timedelta(minutes=8))
    visitor.page.reload()
    visitor.reads("2 minutes left")
    clock.shift(timedelta(minutes=5))
    visitor.page.reload()
    visitor.reads("3 minutes over; close when it fits")

    run = StageRun.objects.get(dialogue=dialogue)
    assert abs(run.started_at - dialogue.starts_at) < timedelta(minutes=1)


def test_the_room_has_no_barriers_fits_a_phone_and_goes_on_by_keyboard(
    arrive: Arrival, sign_in: SignIn, dialogue: Dialogue
) -> None:
    visitor = entered(arrive, sign_in, dialogue, lead_of(dialogue), viewport=PHONE)
    page = visitor.page
    wide, blocked = [], []
    page.evaluate(LISTENING)
    for stage in Stage:
        assert visitor.tabs_to(f"Begin {stage.label}", at_most=40)
        page.keyboard.press("Enter")
        visitor.reads(f"{stage.label} runs since")
        found = Axe().run(page, context="main").response["violations"]
        blocked += [f"{stage}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]
        has_settled(page)
    for width, size in ((320, "100%"), (640, "200%"), (1280, "100%")):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        if page.evaluate(WIDEST) > width:
            wide.append(f"{width} at {size}")
    assert (wide, blocked) == ([], [])
    assert page.evaluate("window.heard") == [f"{stage.label} has begun." for stage in Stage]

    visitor.press("Close the dialogue")

    visitor.reads("You've led the whole hour.", "Write your reflection")
    assert ran(dialogue) == Stage.values


def test_without_script_a_lead_goes_through_the_room(arrive: Arrival, sign_in: SignIn, dialogue: Dialogue) -> None:
    visitor = entered(arrive, sign_in, dialogue, lead_of(dialogue), viewport=PHONE, java_script_enabled=False)

    for stage in Stage:
        visitor.press(f"Begin {stage.label}")
        visitor.reads(f"{stage.label} runs since")
    visitor.press("Close the dialogue")

    visitor.reads("You've led the whole hour.")
