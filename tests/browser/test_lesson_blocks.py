"""Lessons with images, films and other sites: without barriers, by keyboard, without script, asking nobody unasked."""

import re

import pytest
from playwright.sync_api import Route, expect

from cms.demo.content.media import SINGLE_STORY
from cms.demo.journeys import Scene
from courses.progress.models import Enrolment
from tests.browser.test_pages import ON_THE_WAY, faults
from tests.browser.visitors import Arrival, Visitor
from tests.conftest import SignIn
from tests.demo import seeded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SANDBOX = "allow-scripts allow-same-origin allow-presentation"


@pytest.fixture
def program(site: str) -> Scene:
    return seeded()


def addresses(program: Scene) -> dict[str, str]:
    """Where somebody on their way reads each lesson, by its title."""
    enrolment = Enrolment.objects.get(person=program.people[ON_THE_WAY])
    lessons = enrolment.syllabus.plan.lessons
    return {lesson.title: f"/training/{enrolment.pathway.slug}/lessons/{lesson.key}/" for lesson in lessons}


def reader(program: Scene, arrive: Arrival, sign_in: SignIn, **options: object) -> tuple[Visitor, list[str]]:
    """A reader, and what their browser asks of others; those answer with an empty page."""
    visitor, asked = arrive(**options), list[str]()
    visitor.brings(sign_in(program.people[ON_THE_WAY]))

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>Player</title>", content_type="text/html")

    visitor.page.route(re.compile(r"^https://"), answer)
    return visitor, asked


def test_lessons_that_show_something_have_no_barriers_and_ask_nobody_unasked(
    program: Scene, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor, asked = reader(program, arrive, sign_in)
    lessons = addresses(program)
    shown = [lessons[title] for title in ("Why we talk", "One hour, five stages", "Every voice in the breakout")]

    assert faults(visitor, shown) == []
    assert asked == []


def test_players_and_films_are_reached_by_keyboard(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    visitor, asked = reader(program, arrive, sign_in)
    visitor.open(addresses(program)["Why we talk"])
    expect(visitor.page.locator(".embed button")).to_be_visible()
    assert visitor.tabs_to("Play it here", at_most=40)
    with visitor.page.expect_response(re.compile(r"^https://")):
        visitor.page.keyboard.press("Enter")
    frame = visitor.page.locator("iframe")
    expect(frame).to_be_focused()
    assert (asked, frame.get_attribute("sandbox")) == (
        ["https://www.youtube-nocookie.com/embed/D9Ihs241zeg"], SANDBOX,
    )  # fmt: skip

    visitor.open(addresses(program)["One hour, five stages"])
    film = visitor.page.locator("video")
    film.focus()
    expect(film).to_be_focused()
    visitor.page.wait_for_function("document.querySelector('video').textTracks[0].cues?.length === 4")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".transcript")).to_be_visible()


def test_without_script_a_link_leads_to_the_other_site(program: Scene, arrive: Arrival, sign_in: SignIn) -> None:
    visitor, _asked = reader(program, arrive, sign_in, java_script_enabled=False)
    visitor.open(addresses(program)["Why we talk"])
    embed = visitor.page.locator(".embed")

    expect(embed.get_by_role("button")).to_have_count(0)
    link = embed.get_by_role("link", name=re.compile(f"Open at YouTube ?: {SINGLE_STORY.title}"))
    expect(link).to_have_attribute("href", SINGLE_STORY.url)
