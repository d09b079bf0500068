"""A stranger's first look: within one screen they find the next training session and where a certificate is checked."""

import gzip
import re
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Response, expect
from pypdf import PdfReader

from cms.demo import process
from cms.demo.face_types import Face
from cms.demo.timeline import Timeline
from courses.slots.models import SignUp, Slot
from lms.people.models import User
from tests.browser.album import picture
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.cms import scenes
from tests.courses.slots.scenes import a_slot
from tests.demo import seeded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 800}
NAME, EMAIL, SESSION = "Nina New", "nina@example.org", "Welcome to the circle"
MOST_BYTES = 100 * 1024
MOST_SHIFT = 0.05
SHIFT = """() => new Promise(told => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
        .observe({type: "layout-shift", buffered: true})
    setTimeout(() => told(sum), 300)
})"""


def answers_to(visitor: Visitor) -> list[Response]:
    """The answers that the browser gets from now on."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    visitor.page.on("response", keep)
    return answers


def over_the_wire(answers: list[Response]) -> int:
    """Bytes as production sends them, without images: what isn't compressed here is compressed there."""
    told = [row for row in answers if not row.headers.get("content-type", "").startswith("image/")]
    return sum(len(gzip.compress(row.body())) for row in told)


def in_one_screen(visitor: Visitor) -> dict[str, Locator]:
    """What a stranger is asked to find, each as far as it can be seen without scrolling."""
    page = visitor.page
    training = page.get_by_role("region", name="Next training session")
    return {
        "the next training session": training.get_by_role("heading"),
        "when it is": training.locator("time").first,
        "how to come": training.get_by_role("link", name=re.compile("^(Take|Wait for) a seat")),
        "where a certificate is checked": page.get_by_role("link", name="Check a certificate").filter(visible=True),
    }


def test_a_stranger_finds_what_they_came_for_in_one_screen(site: str, arrive: Arrival) -> None:
    seeded()
    for name, size in (("phone", PHONE), ("desk", DESK)):
        visitor = arrive(viewport=size)
        answers = answers_to(visitor)
        visitor.open("/")
        shift = visitor.page.evaluate(SHIFT)

        for place in in_one_screen(visitor).values():
            expect(place.first).to_be_in_viewport(ratio=1)
        assert shift <= MOST_SHIFT
        assert over_the_wire(answers) <= MOST_BYTES
        assert [row.url for row in answers if not row.url.startswith(site)] == []
        assert visitor.page.context.cookies() == []
        picture(visitor, name, guide="home")


def presses_to_a_seat(visitor: Visitor) -> int:
    """From the page of the road to a seat; typing and opening one's mail are no clicks."""
    presses = ("Take a seat", "Keep a seat for me", "Take my seat")
    visitor.press(re.compile(f"^{presses[0]}"))
    visitor.fill(display_name=NAME, email=EMAIL)
    visitor.press(presses[1])
    visitor.reads("Look into your mail")
    visitor.open(link_mailed_to(EMAIL, f"One press, and you're in: {SESSION}"))
    visitor.press(presses[2])
    visitor.reads("You're in. See you")
    return len(presses)


@pytest.fixture
def slot(site: str, content_admin: User) -> Slot:
    """A road that was released, and a session on it."""
    scenes.released(scenes.a_pathway(), content_admin)
    return a_slot(title=SESSION)


@pytest.mark.parametrize(("size", "script"), [(PHONE, False), (DESK, True)], ids=["phone without script", "desk"])
def test_from_the_page_of_the_road_a_seat_is_three_clicks_away(
    slot: Slot, arrive: Arrival, size: dict[str, int], script: bool
) -> None:
    visitor = arrive(viewport=size, java_script_enabled=script)
    visitor.open("/")
    visitor.press("Become a facilitator")
    visitor.reads("About 1.5 hours", "Next training sessions", "Who decides, and how long it takes")

    assert presses_to_a_seat(visitor) <= 3
    assert [str(row.person) for row in SignUp.objects.confirmed().filter(slot=slot)] == [NAME]


def test_a_certificate_is_checked_from_the_first_page_with_one_press(slot: Slot, arrive: Arrival) -> None:
    visitor = arrive(java_script_enabled=False)
    visitor.open("/")
    visitor.fill(number="CFC-2026-0001")
    visitor.press("Check", within=visitor.page.get_by_role("region", name="Check a certificate"))

    visitor.reads("We have never issued a certificate with this number")
    # That is told with the code for what isn't there.
    assert [complaint.rpartition(": ")[2] for complaint in visitor.complaints] == ["404"]
    visitor.complaints.clear()


def test_all_stages_print_on_one_sheet(content_admin: User, arrive: Arrival) -> None:
    timeline = Timeline(timezone.now())
    process.told(Face(scenes.home(), {}, {}, timeline, editor=content_admin, admin=content_admin))
    visitor = arrive()
    visitor.open("/process/")

    printed = [PdfReader(BytesIO(visitor.page.pdf(format=paper))) for paper in ("A4", "Letter")]

    assert [len(sheet.pages) for sheet in printed] == [1, 1]
