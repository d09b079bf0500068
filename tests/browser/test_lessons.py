"""Lessons and their checks by keyboard alone, without script, small and large, and what the script adds."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.lessons.models import CheckAttempt, LessonCompletion, LessonNote, ReadingSession
from courses.progress.models import Enrolment
from lms.people.models import User
from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.conftest import SignIn
from tests.courses.lessons import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHECKED, TIMED = "opening", "timed"
WIDEST = "document.documentElement.scrollWidth"
AT_MOST = 60


@pytest.fixture
def enrolment(site: str) -> Enrolment:
    """Somebody with a check of every kind of question before them, and a lesson that asks for time."""
    checked = scenes.a_lesson(CHECKED, prompt="p-1", check=scenes.a_check(*scenes.every_kind()))
    timed = scenes.a_lesson(TIMED, minimum=2)
    timed["blocks"] = [{"kind": "text", "html": f"<p>{'A quiet word. ' * 90}</p>"}] * 3
    return scenes.a_reader(checked, timed)[1]


def person_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def come(arrive: Arrival, sign_in: SignIn, enrolment: Enrolment, **options: Any) -> Visitor:
    visitor = arrive(**options)
    visitor.brings(sign_in(person_of(enrolment)))
    return visitor


def address(name: str) -> str:
    return reverse("lessons:lesson", args=["facilitator", scenes.key(name)])


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the focus is there."""
    for _press in range(AT_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The tab key doesn't lead to {selector}.")


def choose_with_arrows(page: Page, value: str) -> None:
    """Move through a list or a group of radio buttons until the value is chosen."""
    page.keyboard.press("Space" if page.evaluate("document.activeElement.type") == "radio" else "Home")
    for _press in range(AT_MOST):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"The arrow keys don't lead to {value}.")


def answer_by_keyboard(page: Page, enrolment: Enrolment) -> None:
    """The right answer to each question, in the order of the page, by keys alone."""
    right = scenes.right_answers(enrolment, CHECKED)
    for shown in scenes.state_of(enrolment, CHECKED).asked.shown:
        answer, name = right[shown.id], f"question.{shown.id}"
        if shown.kind == "text":
            tab_to(page, f"[name='{name}']")
            page.keyboard.type("As I would say it.")
        elif isinstance(answer, Mapping):
            for option in shown.options:
                tab_to(page, f"[name='{name}.{option.token}']")
                choose_with_arrows(page, answer[option.token])
        elif shown.kind == "multiple":
            for option in shown.options:
                tab_to(page, f"[name='{name}'][value='{option.token}']")
                if option.token in answer:
                    page.keyboard.press("Space")
        else:
            tab_to(page, f"[name='{name}']")
            choose_with_arrows(page, next(iter(answer)))


def answer_with_forms(page: Page, answers: dict[str, Any]) -> None:
    """By the plain fields of the form."""
    for question, answer in answers.items():
        if isinstance(answer, dict):
            for token, value in answer.items():
                page.locator(f"[name='question.{question}.{token}']").select_option(value)
        elif page.locator(f"textarea[name='question.{question}']").count():
            page.locator(f"[name='question.{question}']").fill(answer[0])
        else:
            for token in answer:
                page.locator(f"[name='question.{question}'][value='{token}']").check()


def test_a_check_of_every_kind_is_answered_by_keyboard_alone(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.open(address(CHECKED))
    answer_by_keyboard(visitor.page, enrolment)
    tab_to(visitor.page, ".check-form button[type='submit']")
    visitor.page.keyboard.press("Enter")
    visitor.reads("Passed", "You had 100%. This lesson is done.", "The model answer.")

    assert LessonCompletion.objects.count() == 1


def test_an_order_is_made_with_buttons_that_keep_the_focus_and_say_where_things_are(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.open(address(CHECKED))
    first = visitor.page.locator(".ordering-item").first.locator("label").inner_text()
    tab_to(visitor.page, ".ordering-item:first-child .ordering-move:last-child")
    for _press in range(2):
        visitor.page.keyboard.press("Enter")

    assert visitor.page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move down: {first}"
    expect(visitor.page.locator("[data-ordering-told]")).to_have_text(f"{first}: now in place 3 / 4")
    expect(visitor.page.locator(".ordering-item").nth(2).locator("select")).to_have_value("3")


def test_a_check_is_answered_and_a_lesson_is_read_without_script(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    answers = scenes.right_answers(enrolment, CHECKED)
    visitor = come(arrive, sign_in, enrolment, java_script_enabled=False)
    visitor.open(address(CHECKED))
    answer_with_forms(visitor.page, answers)
    visitor.press("Answer", within=visitor.page.locator(".check-form"))
    visitor.reads("Passed", "This lesson is done.")
    visitor.page.locator("#note").fill("Mine.")
    visitor.press("Save my notes")
    visitor.open(address(TIMED))
    visitor.press("Begin to read")
    visitor.press("Continue")

    assert (CheckAttempt.objects.get().percent, LessonNote.objects.get().words) == (100, "Mine.")
    assert ReadingSession.objects.get().milliseconds > 0


def test_what_is_open_is_told_where_it_stands_and_nothing_typed_is_lost(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.open(address(CHECKED))
    visitor.page.locator("[name='question.words']").fill("Half a thought.")
    visitor.press("Answer", within=visitor.page.locator(".check-form"))
    visitor.reads("Nothing is lost")

    expect(visitor.page.locator(".error-summary")).to_be_focused()
    expect(visitor.page.locator("[name='question.words']")).to_have_value("Half a thought.")
    expect(visitor.page.locator(".question .field-error")).to_have_count(5)
    visitor.complaints.clear()  # the 422 that was asked for


def test_lessons_have_no_barriers_before_and_after_an_answer(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor, found = come(arrive, sign_in, enrolment, viewport=PHONE), []

    def look(where: str) -> None:
        visitor.page.set_viewport_size({"width": 320, "height": 844})
        if visitor.page.evaluate(WIDEST) > 320:
            found.append(f"{where} is too wide")
        for scheme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            rows = Axe().run(visitor.page).response["violations"]
            found.extend(f"{where} ({scheme}): {row['id']}: {row['nodes'][0]['target']}" for row in rows)

    for name in (CHECKED, TIMED):
        visitor.open(address(name))
        look(name)
    visitor.open(address(CHECKED))
    visitor.press("Answer", within=visitor.page.locator(".check-form"))
    visitor.reads("Nothing is lost")
    look("refused")
    answer_with_forms(visitor.page, scenes.wrong_answers(enrolment, CHECKED))
    visitor.press("Answer", within=visitor.page.locator(".check-form"))
    visitor.reads("Not yet")
    look("answered")
    visitor.complaints.clear()  # the 422 that was asked for

    assert found == []


def test_notes_are_saved_after_a_pause_and_say_so(enrolment: Enrolment, arrive: Arrival, sign_in: SignIn) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.open(address(CHECKED))
    visitor.page.locator("#note").press_sequentially("A thought.")
    visitor.reads("Saved. Only you can read your notes.")

    assert LessonNote.objects.get().words == "A thought."


def test_reading_is_counted_in_one_window_and_the_other_is_told(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.page.clock.install()
    visitor.open(address(TIMED))
    visitor.reads("0 of 2 minutes counted.", "Counting while you read here.")
    other = come(arrive, sign_in, enrolment)
    other.open(address(TIMED))
    other.reads("Counting while you read here.")
    visitor.page.clock.run_for(31_000)
    visitor.reads("You have gone on reading in another window", "Go on reading here")
    visitor.complaints.clear()  # the 409 that was asked for

    visitor.press("Go on reading here")
    visitor.reads("Counting while you read here.")
    assert ReadingSession.objects.open().count() == 1


def test_a_lesson_on_paper_holds_all_of_it_and_nothing_to_press(
    enrolment: Enrolment, arrive: Arrival, sign_in: SignIn
) -> None:
    visitor = come(arrive, sign_in, enrolment)
    visitor.open(address(TIMED))
    visitor.page.emulate_media(media="print")

    assert visitor.page.locator("main :is(button, nav, aside):visible").count() == 0
    expect(visitor.page.locator(".only-on-paper")).to_have_text(re.compile("this lesson's version [0-9a-f]{12}"))
