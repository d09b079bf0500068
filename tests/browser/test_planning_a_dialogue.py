"""Planning a practice dialogue in a browser: with a running total, and on a phone without script."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from courses.practice.actions import topics
from courses.practice.models import Dialogue, Stage
from lms.people.models import User
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOPIC = {
    "key": scenes.key("silence"),
    "title": "Silence and speech",
    "concept": "Speaking has a price.",
    "definition": "A choice not to say.",
    "questions": ["When did you last keep quiet?"],
    "materials": [{"title": "One page", "url": "https://example.org/a"}],
}


@pytest.fixture
def lead(site: str) -> User:
    topics.publish(document=TOPIC)
    person = scenes.an_enrolment().person
    assert person is not None
    return person


def arrived(visitor: Visitor, sign_in: SignIn, person: User) -> Visitor:
    visitor.brings(sign_in(person))
    visitor.open("/practice/plan/")
    return visitor


def begin_from_the_library(visitor: Visitor) -> None:
    visitor.page.get_by_label("Begin from").select_option(label="Silence and speech")
    visitor.press("Begin from it")
    expect(visitor.page.get_by_label("Definition")).to_have_value("A choice not to say.")


def test_a_dialogue_is_planned_on_a_phone_without_script(lead: User, arrive: Arrival, sign_in: SignIn) -> None:
    visitor = arrived(arrive(viewport=PHONE, java_script_enabled=False), sign_in, lead)
    begin_from_the_library(visitor)
    visitor.fill(aim="My pauses", when="2030-10-15T12:00", zone="America/New_York", minutes_breakout="25")
    visitor.press("Send my plan to the core group")
    visitor.reads("All five stages together take 65 minutes, and there are 60. Take 5 minutes away.")

    visitor.fill(minutes_breakout="20")
    visitor.press("Send my plan to the core group")

    visitor.reads("Your plan is with the core group", "When did you last keep quiet?", "One page")
    assert Dialogue.objects.get().plan.get(stage=Stage.BREAKOUT).minutes == 20


def test_a_run_sheet_with_words_for_every_stage_prints_on_two_pages_at_most(
    lead: User, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = arrived(arrive(java_script_enabled=False), sign_in, lead)
    begin_from_the_library(visitor)
    words = {f"questions_{stage}": "Who spoke first, and who has waited?\n" * 3 for stage in Stage}
    visitor.fill(aim="My pauses", when="2030-10-15T12:00", zone="America/New_York", **words)
    for stage in Stage:
        visitor.page.get_by_text(f"Script of {stage.label}").click()
        visitor.fill(**{f"script_{stage}": "Welcome each person by name, and wait for eight seconds. " * 6})
    visitor.press("Send my plan to the core group")
    visitor.press("Run sheet to print")
    visitor.reads("Run sheet", "12:45 pm")

    paper = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True)))

    assert len(paper.pages) in (1, 2)
    assert "Debrief" in "".join(page.extract_text() for page in paper.pages)


def test_the_total_is_told_while_somebody_plans(lead: User, arrive: Arrival, sign_in: SignIn) -> None:
    visitor = arrived(arrive(viewport=PHONE), sign_in, lead)
    total = visitor.page.locator("[data-plan-total]")
    expect(total).to_have_text("60 of 60 minutes planned")

    visitor.fill(minutes_frame="13")

    expect(total).to_have_text("63 minutes planned, 3 more than the 60 that there are")
    found = Axe().run(visitor.page).response["violations"]
    assert [(row["id"], row["nodes"][0]["target"]) for row in found] == []
