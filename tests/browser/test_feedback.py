"""Two minutes at the end of a chat: on a phone, by keyboard, without script, in two languages."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from courses.practice.models import FeedbackRound, SealedAnswer
from tests import scenes
from tests.browser.test_check_in import barriers
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.courses.practice.feedback_scenes import DURING, a_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_TAPS = 8
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def round_(clock: time_machine.Traveller) -> FeedbackRound:
    clock.move_to(scenes.NOW + timedelta(days=20) + DURING)
    return a_round(9)


def page(round_: FeedbackRound) -> str:
    return reverse("feedback:answer", args=[round_.code])


def tap(visitor: Visitor, *fields: str) -> int:
    """Tap on the words beside each field, as a thumb does; so many taps."""
    for field in fields:
        visitor.page.locator(f"label[for='{field}']").click()
    return len(fields)


def test_a_phone_answers_everything_in_eight_taps_and_keeps_no_cookie(arrive: Arrival, round_: FeedbackRound) -> None:
    phone = arrive(viewport={**PHONE, "width": 320})
    phone.open(page(round_))
    assert (barriers(phone), phone.page.evaluate(OVERFLOW)) == ([], 0)

    taps = tap(phone, "id_interest_3", "id_action_2", "id_recommend_3", "id_stages_3", "id_stages_4", "id_wish")
    phone.page.keyboard.type("More time in the small groups.")
    taps += tap(phone, "id_may_quote") + 1
    phone.press("Send my answers")

    phone.reads("Thank you", "nobody knows that they are yours")
    answer = SealedAnswer.objects.get()
    assert (answer.interest, answer.action, answer.stages) == (4, 3, ["breakout", "debrief"])
    assert taps <= MOST_TAPS
    assert phone.page.context.cookies() == []
    phone.open(page(round_))
    phone.reads("Somebody has answered with this device already")


def test_it_is_answered_in_french_by_keyboard_and_without_script(arrive: Arrival, round_: FeedbackRound) -> None:
    visitor = arrive(java_script_enabled=False)
    visitor.open(page(round_))
    visitor.press("Français")
    visitor.page.locator("#id_interest_0").focus()

    visitor.page.keyboard.press("ArrowLeft")
    visitor.page.locator("#id_wish").focus()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")

    visitor.reads("Merci")
    assert SealedAnswer.objects.get().interest == 4
