"""Every main page at three widths, in light and dark, by keyboard, and with the browser's own complaints heard."""

from collections.abc import Iterable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cms.demo import dialogues
from cms.demo.journeys import NOON, Scene
from courses.progress.models import Enrolment
from lms.people.models import User
from tests.browser import places
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.demo import seeded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is cut off inside of Wagtail's own scrolling counts too, as far as anybody has to reach it.
WIDEST = """Math.ceil(Math.max(document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main :is(input, select, textarea, button, td)")]
    .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().right)))"""
WIDTHS = (320, 390, 1280)
NEWCOMER, ON_THE_WAY, READY, CERTIFIED = "jonas.lindqvist", "siu-lung.li", "olayinka.adebayo", "anh.nguyen"
CORE_MEMBER, CONTENT_ADMIN, PROGRAM_ADMIN = "imani.whitfield", "devika.raman", "rosalind.achterberg"


@pytest.fixture
def program(site: str) -> Scene:
    """The demo program, in which one more dialogue is about to be led."""
    scene = seeded()
    lead, observer = scene.people[ON_THE_WAY], scene.people[CORE_MEMBER]
    plan = dialogues.Plan(topic="Action and rest", aim="My pauses", starts_at=scene.timeline.day(3, NOON))
    dialogues.planned(Enrolment.objects.get(person=lead), plan, observers=[observer], by=scene.people["teo.manalo"])
    return scene


def arrived(visitor: Visitor, sign_in: SignIn, person: User) -> Visitor:
    visitor.brings(sign_in(person))
    return visitor


def overflows(visitor: Visitor, addresses: Iterable[str], widths: Iterable[int] = WIDTHS) -> list[str]:
    """The pages that are wider than the window, and by how much."""
    found: list[str] = []
    for address in addresses:
        _open_small(visitor, address)
        found += _too_wide(visitor, address, widths)
    return found


def faults(visitor: Visitor, addresses: Iterable[str]) -> list[str]:
    """Pages that are too wide at any width, and what axe finds on them at the widest; each is opened once."""
    found: list[str] = []
    for address in addresses:
        visitor.page.emulate_media(color_scheme="null", reduced_motion="null")
        _open_small(visitor, address)
        found += _too_wide(visitor, address, WIDTHS)
        found += _barriers(visitor, address)
    return found


def barriers(visitor: Visitor, addresses: Iterable[str]) -> list[str]:
    """What axe finds on pages, in light and dark, in the window as it is."""
    found: list[str] = []
    for address in addresses:
        visitor.open(address)
        found += _barriers(visitor, address)
    return found


def _open_small(visitor: Visitor, address: str) -> None:
    """A page that is made small lets Wagtail's menu glide away first."""
    visitor.page.set_viewport_size(PHONE)
    visitor.open(address)


def _too_wide(visitor: Visitor, address: str, widths: Iterable[int]) -> Iterator[str]:
    for width in widths:
        visitor.page.set_viewport_size({"width": width, "height": 844})
        shown = visitor.page.evaluate(WIDEST)
        if shown > width:
            yield f"{address} at {width}: {shown}"


def _barriers(visitor: Visitor, address: str) -> Iterator[str]:
    """What axe finds on the page, in light and dark."""
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for row in Axe().run(visitor.page).response["violations"]:
            targets = [node["target"][0] for node in row["nodes"]]
            yield f"{address} ({scheme}): {row['id']}: {targets}"


def test_pages_for_anybody_fit_and_have_no_barriers(program: Scene, arrive: Arrival) -> None:
    visitor = arrive(viewport=PHONE)

    assert faults(visitor, places.for_anybody()) == []


def test_pages_of_trainees_fit_and_have_no_barriers(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    on_the_way = program.people[ON_THE_WAY]
    seen = {
        NEWCOMER: places.for_anyone_signed_in(),
        ON_THE_WAY: places.of_a_trainee(on_the_way),
        READY: places.at_the_end(),
        CERTIFIED: [*places.at_the_end(), *places.of_a_holder()],
    }
    found: list[str] = []
    for name, addresses in seen.items():
        found += faults(arrived(arrive(), sign_in, program.people[name]), addresses)

    assert found == []


def test_pages_of_the_core_group_fit_a_phone(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    member = program.people[CORE_MEMBER]
    visitor = arrived(arrive(), sign_in, member)
    observing = places.of_an_observer(member)

    assert faults(visitor, observing) == []
    assert overflows(visitor, places.for_anyone_signed_in()) == []
    assert overflows(visitor, places.of_the_core_group(), widths=(390, 1280)) == []


def test_pages_of_the_program_admin_fit_a_phone(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    visitor = arrived(arrive(), sign_in, program.people[PROGRAM_ADMIN])

    assert overflows(visitor, places.of_a_program_admin(), widths=(390, 1280)) == []


def test_the_editor_works_without_a_complaint_of_the_browser(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    visitor = arrived(arrive(), sign_in, program.people[CONTENT_ADMIN])

    for address in places.of_a_content_admin():
        visitor.open(address)
        expect(visitor.page.locator("body.ready")).to_be_visible()

    # The fixture looks at what was complained of.
    assert visitor.complaints == []


def test_the_keyboard_alone_reaches_the_content_and_its_first_act(program: Scene, arrive: Arrival) -> None:
    visitor = arrive()
    for address, first_act, presses in (("/", "Become a facilitator", 1), ("/verify/", "Check", 2)):
        visitor.open(address)
        visitor.page.keyboard.press("Tab")
        skip = visitor.page.get_by_role("link", name="Skip to the content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        visitor.page.keyboard.press("Enter")

        assert visitor.tabs_to(first_act, at_most=presses)
