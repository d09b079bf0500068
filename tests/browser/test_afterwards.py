"""After a dialogue at a browser: words that never leave the page, words that are kept as one writes, and a debrief."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Request, Route, expect

from courses.practice.models import Dialogue, FeedbackRound, Reflection
from lms.people.models import User
from tests import scenes
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# In milliseconds, of the pause after which words are kept.
LONGER_THAN_THE_PAUSE = 2_000

SECRETS = ("quokka in my stomach", "quokka at the door", "quokka's number")
WIDEST = "document.documentElement.scrollWidth"


@dataclass
class Held:
    """A held dialogue that was observed, and the two who were there."""

    dialogue: Dialogue
    lead: User
    member: User


@pytest.fixture
def held(site: str) -> Held:
    member = scenes.a_core_member()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=member))
    scenes.observe(dialogue, level=2)
    FeedbackRound.objects.filter(dialogue=dialogue).update(closed_at=dialogue.starts_at)
    lead = dialogue.lead
    assert lead is not None
    return Held(dialogue, lead, member)


def come(arrive: Arrival, sign_in: SignIn, person: User, **options: Any) -> Visitor:
    visitor = arrive(**options)
    visitor.brings(sign_in(person))
    return visitor


def address(name: str, held: Held) -> str:
    return reverse(f"practice:{name}", args=[held.dialogue.pk])


def test_words_of_the_check_out_leave_by_no_request_and_stay_in_no_store(
    arrive: Arrival, sign_in: SignIn, held: Held
) -> None:
    visitor = come(arrive, sign_in, held.lead, viewport=PHONE)
    page, sent = visitor.page, list[str]()

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''} {request.headers}")

    page.on("request", note)
    visitor.open(address("care", held))
    page.context.set_offline(True)
    for field, words in zip(page.locator("[data-check-out] textarea").all(), SECRETS, strict=True):
        field.press_sequentially(words)
    page.context.set_offline(False)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    visitor.press("Your training" if page.get_by_role("link", name="Your training").count() else "Chats for Change")
    page.go_back()

    expect(page.locator("[data-check-out] textarea").first).to_have_value("")
    assert [line for line in [*sent, kept] if "quokka" in line] == []


def test_a_reflection_is_kept_as_one_writes_and_shared_by_choice(arrive: Arrival, sign_in: SignIn, held: Held) -> None:
    visitor = come(arrive, sign_in, held.lead)
    visitor.open(address("reflect", held))

    visitor.fill(stage_check_in="Slow and warm.", own_care="3")
    expect(visitor.page.locator("[data-keep-state]")).to_have_text("Saved. Only you can see it.")
    visitor.open(address("reflect", held))
    expect(visitor.page.locator("[name='stage_check_in']")).to_have_value("Slow and warm.")
    visitor.press("Save, and choose who reads it")
    visitor.press(re.compile("^Share$"))

    visitor.reads("Shared with the core group.", "Read by:")
    assert Reflection.objects.get().scores == {"care": 3}


def test_what_is_written_while_words_are_on_their_way_is_kept_too(arrive: Arrival, sign_in: SignIn, held: Held) -> None:
    visitor = come(arrive, sign_in, held.lead)
    waiting = list[Route]()
    visitor.page.route("**/reflect/keep/", lambda route: waiting.append(route), times=1)  # noqa: PLW0108, it looks into functions
    visitor.page.clock.install()
    visitor.open(address("reflect", held))
    visitor.fill(felt="Calm.")
    visitor.page.clock.run_for(LONGER_THAN_THE_PAUSE)
    expect(visitor.page.locator("[data-keep-state]")).to_have_text("Saving …")
    visitor.fill(felt="Calm, then tired.")
    visitor.page.clock.run_for(LONGER_THAN_THE_PAUSE)

    with visitor.page.expect_response(lambda answer: "then tired" in (answer.request.post_data or "")):
        waiting[0].continue_()

    expect(visitor.page.locator("[data-keep-state]")).to_have_text("Saved. Only you can see it.")
    assert Reflection.objects.get().felt == "Calm, then tired."


def test_who_signs_in_again_in_another_tab_goes_on_writing(arrive: Arrival, sign_in: SignIn, held: Held) -> None:
    visitor = come(arrive, sign_in, held.lead)
    visitor.open(address("reflect", held))
    state = visitor.page.locator("[data-keep-state]")
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.fill(felt="Calm.")
    expect(state).to_contain_text("sign in again in another tab")

    Visitor(visitor.page.context.new_page(), visitor.site).sign_in(held.lead.email)
    visitor.fill(felt="Calm, then tired.")

    expect(state).to_have_text("Saved. Only you can see it.")
    assert Reflection.objects.get().felt == "Calm, then tired."
    visitor.complaints[:] = [complaint for complaint in visitor.complaints if not complaint.endswith(": 403")]


def test_words_that_could_not_be_kept_stay_and_are_kept_once_the_network_is_back(
    arrive: Arrival, sign_in: SignIn, held: Held
) -> None:
    visitor = come(arrive, sign_in, held.lead)
    visitor.open(address("reflect", held))
    state = visitor.page.locator("[data-keep-state]")

    visitor.page.context.set_offline(True)
    visitor.fill(felt="Calm.")
    expect(state).to_contain_text("Not saved yet")
    visitor.page.context.set_offline(False)

    expect(state).to_have_text("Saved. Only you can see it.")


def test_a_debrief_ends_with_an_aim_that_both_sides_agreed_on(arrive: Arrival, sign_in: SignIn, held: Held) -> None:
    scenes.reflect(held.dialogue)
    lead = come(arrive, sign_in, held.lead, java_script_enabled=False)
    member = come(arrive, sign_in, held.member, viewport=PHONE)

    lead.open(address("debrief", held))
    lead.fill(aim="Leave a pause")
    lead.press("Propose this aim")
    lead.reads("the other side has yet to agree")
    member.open(address("debrief", held))
    member.press("I agree")

    member.reads("Agreed.", "Leave a pause")
    assert member.page.evaluate(WIDEST) <= PHONE["width"]
    assert Axe().run(member.page).response["violations"] == []
