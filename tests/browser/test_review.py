"""A member of the core group decides on a phone: four taps beside typing, all evidence on one screen, by keyboard."""

import re
from datetime import timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from certification.review.models import Case, Review, Round, Seat
from cms.demo.content.rubric import RUBRIC
from courses.progress.actions import moves, releases
from courses.progress.models import Release
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.album import picture
from tests.browser.trainee import link_mailed_to
from tests.browser.visitors import PHONE, Arrival
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROWEST = {"width": 320, "height": 844}


@pytest.fixture
def case(site: str, clock: time_machine.Traveller) -> Case:
    """Somebody who led two dialogues has applied, and it is the day after."""
    document, lessons = scenes.a_document()
    names = [row["name"] for row in RUBRIC.document()["competencies"]]
    for row, name in zip(document["rubric"]["competencies"], names, strict=True):
        row["name"] = name
    made = releases.release(document=document, lessons=lessons, rule=Release.Rule.KEEP, by=scenes.an_admin())
    moves.carry_on(release_id=made.pk)
    person = UserFactory.create(display_name="Camila Duarte", pronouns="she/her", roles=[Role.TRAINEE])
    enrolment = scenes.a_trainee_ready_to_apply(person)
    again = scenes.hold(scenes.a_dialogue(enrolment, starts_at=scenes.NOW + timedelta(days=25)))
    scenes.observe(again, level=4)
    enrolment.refresh_from_db()
    case = scenes.an_application(enrolment)
    clock.move_to(scenes.NOW + timedelta(days=31))
    return case


def one_who_was_asked(case: Case) -> User:
    reviewer = Seat.objects.filter(round__case=case).earliest("pk").reviewer
    reviewer.display_name = "Imani Whitfield"
    reviewer.save(update_fields=["display_name"])
    return reviewer


def another(case: Case, reviewer: User) -> User:
    return Seat.objects.filter(round__case=case).exclude(reviewer=reviewer).earliest("pk").reviewer


def open_all(page: Page) -> None:
    """Unfold everything that is folded, from the first to the last."""
    for summary in page.locator(".desk summary").all():
        summary.click()


def found_by_axe(page: Page) -> list[str]:
    return [row["id"] for row in Axe().run(page, context=".desk").response["violations"]]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_from_the_mail_to_a_decision_in_four_taps(arrive: Arrival, sign_in: SignIn, case: Case) -> None:
    reviewer = one_who_was_asked(case)
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(reviewer))
    page, taps = visitor.page, 1

    page.goto(link_mailed_to(reviewer.email, "An application to read: Camila Duarte"))
    picture(visitor, "case", guide="review")
    for tap in (
        page.get_by_role("link", name="Decide", exact=True),
        page.get_by_label("Approve", exact=True),
        page.get_by_role("button", name="Keep my decision"),
    ):
        if taps == 3:
            page.keyboard.press("Tab")
            page.keyboard.type("Both observers saw her let silence work.")
            picture(visitor, "decide", top="#decision", guide="review")
        tap.click()
        taps += 1
    visitor.reads("Your decision is kept", "You: Approve")

    assert (taps, Review.objects.get().reviewer) == (4, reviewer)


def test_all_evidence_is_on_the_one_screen_and_axe_finds_nothing(arrive: Arrival, sign_in: SignIn, case: Case) -> None:
    visitor = arrive(viewport=NARROWEST)
    visitor.brings(sign_in(one_who_was_asked(case)))
    visitor.open(f"/admin/cases/inspect/{case.pk}/")

    picture(visitor, "rubric", top="#rubric-title", guide="review")
    open_all(visitor.page)

    visitor.reads("I want rooms where people can be honest.", "You let silence work.", "Name the time left.")
    visitor.reads("I heard it twice.", "We slowed down.", "60 minutes", "not qualified yet", "Led a practice dialogue")
    assert (found_by_axe(visitor.page), fits(visitor.page)) == ([], True)


def test_a_decision_is_made_without_a_mouse(arrive: Arrival, sign_in: SignIn, case: Case) -> None:
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(one_who_was_asked(case)))
    visitor.open(f"/admin/cases/inspect/{case.pk}/")
    keys = visitor.page.keyboard

    assert visitor.tabs_to("Go to the decision", at_most=12)
    for key in ("Enter", "Tab", "Space", "Tab"):
        keys.press(key)
    keys.type("It is all there.")
    keys.press("Tab")
    keys.press("Enter")

    visitor.reads("You: Approve", "It is all there.")


def test_what_is_missing_is_at_its_field_and_those_who_differ_talk_and_tell_the_candidate(
    arrive: Arrival, sign_in: SignIn, case: Case
) -> None:
    reviewer = one_who_was_asked(case)
    scenes.decide(case, another(case, reviewer))
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(reviewer))
    visitor.open(f"/admin/cases/inspect/{case.pk}/")

    visitor.choose("Not yet")
    visitor.fill(reason="The temperature was noticed late.", ask_0="Lead one more chat.")
    visitor.press("Keep my decision")
    visitor.reads("Not kept yet", "Each next step says what to do, what would meet it, and until when.")
    expect(visitor.page.locator("[name=reason]")).to_have_value("The temperature was noticed late.")
    visitor.fill(met_by_0="The temperature is named once.", by_date_0="2026-12-31")
    visitor.press("Keep my decision")

    visitor.reads("All have decided, and not all approve.", "I saw it in the observations.")
    visitor.fill(letter="You are close. Thank you for all you gave.")
    visitor.press("See what they will read")
    visitor.reads("What they will read", "The temperature is named once.")
    picture(visitor, "close", top=".closing", guide="review")
    assert (found_by_axe(visitor.page), fits(visitor.page)) == ([], True)
    visitor.press(re.compile("^Tell the candidate$"))
    visitor.reads("The candidate is told")
    assert Round.objects.get().outcome == Round.Outcome.NOT_YET
