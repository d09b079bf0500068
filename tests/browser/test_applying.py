"""From the application to a second look, on a phone, by the one whom it is about."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from certification.review import actions
from certification.review.models import Case, Review
from courses.progress.models import Enrolment
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.browser.album import picture
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

APPLY, STATUS = "/application/facilitator/apply/", "/application/facilitator/"


@pytest.fixture
def amara(site: str, clock: time_machine.Traveller) -> User:
    """Somebody who is ready to apply, a month after they began."""
    person = UserFactory.create(display_name="Amara Okafor", email="amara@example.org", roles=[Role.TRAINEE])
    scenes.a_trainee_ready_to_apply(person)
    clock.move_to(scenes.NOW + timedelta(days=30))
    return person


@pytest.fixture
def phone(arrive: Arrival, sign_in: SignIn, amara: User) -> Visitor:
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(amara))
    return visitor


def keep(visitor: Visitor, name: str) -> None:
    picture(visitor, name, guide="review-candidate")


def test_a_candidate_applies_sees_where_it_stands_and_what_comes_of_it(
    phone: Visitor, amara: User, clock: time_machine.Traveller
) -> None:
    applies(phone)
    case = Case.objects.get()

    one, other = scenes.a_core_member(), scenes.a_core_member()
    actions.ask_candidate(case_id=case.pk, text="What did you do when it turned cold?", by=one)
    phone.open("/training/")
    phone.press("Read the question, and answer it")
    phone.page.get_by_label("Your answer").fill("I waited, and asked one person how it felt.")
    phone.press("Send my answer")
    phone.reads("Your answer stands beside the question.", "It is being read")

    clock.shift(timedelta(days=2))
    scenes.decide(case, one, days=32)
    scenes.close(scenes.decide(case, other, Review.Decision.NOT_YET, days=32), other, days=33)
    phone.open(STATUS)
    phone.reads("Not yet, and what would make the difference", "A pause after each question.")
    keep(phone, "not-yet")

    phone.press("Apply again")
    phone.page.get_by_label("What you did").fill("I led one more, and paused.")
    keep(phone, "apply")
    phone.press("Send my application")
    phone.reads("It is being read")
    assert Case.objects.get().round == 2


def applies(phone: Visitor) -> None:
    phone.open("/training/")
    phone.press("Apply for your certificate")
    phone.fill(printed_name="Amara Okafor 😀", pronunciation="ah-MAH-rah")
    phone.press("Send my application")
    phone.reads("2 things need another look", "Paper can't show pictures and symbols well.")
    expect(phone.page.locator("[name='pronunciation']")).to_have_value("ah-MAH-rah")
    phone.fill(printed_name="Amara Ọkáfọ̀", motivation="I want rooms where people can be honest.")
    with phone.page.context.expect_page() as opened:
        phone.press("See how it looks (opens a new tab)")
    opened.value.close()
    phone.press("Send my application")
    phone.reads("You hear from us either way.", "It is being read", "14 Nov 2026 is what we aim for")


def test_a_decline_is_told_with_what_can_be_done_and_others_look_again(phone: Visitor, amara: User) -> None:
    case = a_declined_case_of(amara)
    phone.open(STATUS)
    phone.reads("Not certified now", "Thank you for all you gave.", "Lead with a friend for a while.")

    phone.press("Ask for a second look")
    phone.page.get_by_label("What shall they look at?").fill("You saw one dialogue only.")
    keep(phone, "second-look")
    phone.press("Ask for a second look")

    phone.reads("Others take a second look", "it opens again by itself")
    assert Case.objects.get(pk=case.pk).state == Case.State.APPEALED


def a_declined_case_of(person: User) -> Case:
    case = scenes.an_application(Enrolment.objects.get(person=person))
    one, other = scenes.a_core_member(), scenes.a_core_member()
    scenes.decide(case, one, Review.Decision.DECLINE, days=30)
    return scenes.close(scenes.decide(case, other, Review.Decision.DECLINE, days=30), other, days=30)


def test_all_of_it_works_without_script(arrive: Arrival, sign_in: SignIn, amara: User) -> None:
    visitor = arrive(viewport=PHONE, java_script_enabled=False)
    visitor.brings(sign_in(amara))
    visitor.open(APPLY)
    visitor.page.locator("[name='motivation']").fill("I want honest rooms.")

    visitor.page.get_by_role("button", name="Send my application").click()

    expect(visitor.page.locator("body")).to_contain_text("It is being read")
