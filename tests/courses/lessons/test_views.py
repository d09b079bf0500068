"""The lesson page: who reads it, what it keeps to itself, and what it costs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.lessons.models import CheckAttempt, LessonCompletion, PromptAnswer
from courses.progress.models import Enrolment, Release
from tests import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db

LESSON_QUERIES = 7
SECRET = "Because it opens the room."  # told only to who has chosen the answer
PROMPT = "2f9f6c1e-prompt"


def a_check() -> dict[str, Any]:
    choices = [
        {"id": "in", "text": "The check-in", "right": True, "feedback": SECRET},
        {"id": "out", "text": "The debrief", "right": False, "feedback": "It closes the hour."},
    ]
    return {
        "pass_mark": 50,
        "questions": [{"id": "q", "text": "What is first?", "multiple": False, "choices": choices}],
    }


def a_release(lessons: int = 1) -> Release:
    opening = scenes.a_lesson("opening", check=a_check())
    opening["blocks"].append({"kind": "prompt", "id": PROMPT, "text": "What helps you to arrive?"})
    return scenes.a_release(opening, *(scenes.a_lesson(f"more {number}") for number in range(lessons)))


def address(name: str = "lesson", lesson: str = "opening") -> str:
    return reverse(f"lessons:{name}", args=["facilitator", scenes.key(lesson)])


@pytest.fixture
def reader(sign_in: SignIn) -> Client:
    enrolment = scenes.an_enrolment(release=a_release())
    assert enrolment.person is not None
    return sign_in(enrolment.person)


def answer(client: Client, choice: str, **headers: str) -> str:
    return client.post(address("check"), {"question-q": choice, "key": f"k-{choice}"}, headers=headers).content.decode()


def test_who_has_not_begun_is_told_how_to(as_trainee: Client) -> None:
    a_release()

    page = as_trainee.get(address())

    assert (page.status_code, "Begin this training" in page.content.decode()) == (403, True)
    assert "What is first?" not in page.content.decode()


def test_who_is_not_signed_in_is_led_to_sign_in(client: Client) -> None:
    a_release()

    assert client.get(address()).headers["Location"].startswith(reverse("account_login"))


def test_a_lesson_of_no_training_of_theirs_is_not_there(reader: Client) -> None:
    assert reader.get(address(lesson="somebody-elses")).status_code == 404


def test_neither_right_answers_nor_their_feedback_reach_the_page_before_an_answer(reader: Client) -> None:
    page = reader.get(address()).content.decode()

    assert ("What is first?" in page, SECRET in page, "It closes the hour." in page) == (True, False, False)


def test_an_answer_is_told_what_it_should_hear_and_nothing_of_the_others(reader: Client) -> None:
    page = answer(reader, "out")

    assert ("It closes the hour." in page, SECRET in page) == (True, False)


def test_with_a_script_the_same_part_of_the_page_is_answered_alone(reader: Client) -> None:
    page = answer(reader, "in", HX_Request="true")

    assert (SECRET in page, "<html" in page, LessonCompletion.objects.count()) == (True, False, 1)


def test_an_open_question_is_asked_for_and_keeps_nothing(reader: Client) -> None:
    page = reader.post(address("check"), {"key": "k"})

    assert (page.status_code, "Please answer every question." in page.content.decode()) == (422, True)
    assert not CheckAttempt.objects.exists()


def test_a_read_lesson_is_completed_and_leads_on(reader: Client) -> None:
    reader.post(address("complete", "more 0"))

    assert str(LessonCompletion.objects.get().lesson_key) == scenes.key("more 0")


def test_a_thought_is_kept_for_its_writer_alone(reader: Client, sign_in: SignIn) -> None:
    reader.post(address("prompt"), {"prompt": PROMPT, "words": "Tea, and a window."})
    other = scenes.an_enrolment().person
    assert other is not None

    assert "Tea, and a window." in reader.get(address()).content.decode()
    assert "Tea, and a window." not in sign_in(other).get(address()).content.decode()


def test_a_thought_about_a_question_that_is_not_asked_is_not_kept(reader: Client) -> None:
    assert reader.post(address("prompt"), {"prompt": "another", "words": "Hm."}).status_code == 404
    assert not PromptAnswer.objects.exists()


@pytest.mark.parametrize("lessons", [1, 50])
def test_a_lesson_costs_the_same_however_many_there_are(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, lessons: int
) -> None:
    person = scenes.an_enrolment(release=a_release(lessons)).person
    assert person is not None
    client = sign_in(person)
    client.get(address())

    with django_assert_num_queries(LESSON_QUERIES):
        client.get(address())


def test_over_the_api_a_check_is_answered_by_the_same_rule(reader: Client) -> None:
    url = f"/api/v1/training/facilitator/lessons/{scenes.key('opening')}/check/"

    wrong = reader.post(url, {"answers": {"q": ["out"]}, "key": "one"}, content_type="application/json")
    right = reader.post(url, {"answers": {"q": ["in"]}, "key": "two"}, content_type="application/json")

    assert [(row.json()["percent"], row.json()["passed"]) for row in (wrong, right)] == [(0, False), (100, True)]


def test_over_the_api_a_refusal_says_why(reader: Client) -> None:
    refused = reader.post(f"/api/v1/training/facilitator/lessons/{scenes.key('opening')}/complete/")

    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "has_check")
    assert Enrolment.objects.get().last_seq == 0
