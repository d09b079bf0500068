"""The lesson page: who reads it, what it keeps to itself, what it never loses, and what it costs."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.lessons.models import CheckAttempt, LastOpened, LessonCompletion, LessonNote, PromptAnswer
from courses.progress.models import Enrolment, Release
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.lessons import scenes

pytestmark = pytest.mark.django_db

PLAIN_QUERIES, CHECK_QUERIES, TIMED_QUERIES = 6, 10, 9
PROMPT = "2f9f6c1e-prompt"
NAME = "opening"


def address(name: str = "lesson", lesson: str = NAME) -> str:
    return reverse(f"lessons:{name}", args=["facilitator", scenes.key(lesson)])


def lessons_with(*questions: dict[str, Any], **limits: int) -> list[dict[str, Any]]:
    check = scenes.a_check(*questions, **limits)
    return [scenes.a_lesson(NAME, prompt=PROMPT, check=check), scenes.a_lesson("more")]


class Reader:
    """Somebody with a lesson before them, in a browser without script."""

    def __init__(self, sign_in: SignIn, *lessons: dict[str, Any]) -> None:
        self.person, self.enrolment = scenes.a_reader(*lessons)
        self.client = sign_in(self.person)
        self.version = self.enrolment.syllabus.plan.lessons[0].version

    def page(self, query: str = "") -> str:
        return unescape(self.client.get(address() + query).content.decode())

    def send(self, answers: dict[str, Any], *, number: int = 1, key: str = "k", **headers: str) -> Any:
        fields: dict[str, Any] = {"try": number, "version": self.version, "key": key}
        for question, answer in answers.items():
            if isinstance(answer, dict):
                fields |= {f"question.{question}.{token}": value for token, value in answer.items()}
            else:
                fields[f"question.{question}"] = answer
        return self.client.post(address("check"), fields, headers=headers, follow=True)

    def right(self) -> dict[str, Any]:
        return dict(scenes.right_answers(self.enrolment, NAME))

    def wrong(self) -> dict[str, Any]:
        return dict(scenes.wrong_answers(self.enrolment, NAME))


@pytest.fixture
def reader(sign_in: SignIn) -> Reader:
    return Reader(sign_in, *lessons_with(*scenes.every_kind()))


def test_who_has_not_begun_is_told_how_to(as_trainee: Client) -> None:
    scenes.a_release(*lessons_with(scenes.single()))

    page = as_trainee.get(address())

    assert (page.status_code, "Begin this training" in page.content.decode()) == (403, True)
    assert "About first?" not in page.content.decode()


def test_who_is_not_signed_in_is_led_to_sign_in(client: Client) -> None:
    assert client.get(address()).headers["Location"].startswith(reverse("account_login"))


def test_a_lesson_of_no_training_of_theirs_is_not_there(reader: Reader) -> None:
    assert reader.client.get(address(lesson="somebody-elses")).status_code == 404


def test_nothing_that_is_right_reaches_the_page_before_an_answer(reader: Reader) -> None:
    page = reader.page()

    assert "About first?" in page
    for secret in ("why a", "why b", "Told afterwards.", "The model answer.", 'value="a"', "pairs-x", '"p"'):
        assert secret not in page


def test_a_reload_shows_the_same_questions_in_the_same_order(reader: Reader) -> None:
    def values() -> list[str]:
        return re.findall(r'value="(\w{16})"|question\.\w+\.(\w{16})', reader.page())

    assert (len(values()) > 10, values() == values()) == (True, True)


def test_an_answer_is_told_what_it_should_hear_and_nothing_of_the_others(reader: Reader) -> None:
    page = unescape(reader.send(reader.wrong()).content.decode())

    told = [words in page for words in ("Not yet", "Told afterwards.", "The model answer.", "first: why a")]
    assert told == [True, True, True, False]


def test_what_came_of_a_try_is_there_after_a_reload(reader: Reader) -> None:
    reader.send(reader.wrong())

    assert ("Not yet" in reader.page(), "You had 0%." in reader.page()) == (True, True)


def test_another_try_is_one_link_away(reader: Reader) -> None:
    reader.send(reader.wrong())

    assert ('name="try" value="2"' in reader.page(), 'name="try" value="2"' in reader.page("?again=1")) == (False, True)


def test_with_a_script_the_same_part_of_the_page_is_answered_alone(reader: Reader) -> None:
    page = reader.send(reader.right(), HX_Request="true").content.decode()

    assert ("Passed" in page, "<html" in page, LessonCompletion.objects.count()) == (True, False, 1)


def test_what_was_chosen_and_written_stays_when_a_question_is_open(reader: Reader) -> None:
    answers = reader.right()
    words, chosen = answers["words"][0], answers["several"]
    del answers["first"]

    answer = reader.send(answers)
    page = unescape(answer.content.decode())

    assert (answer.status_code, CheckAttempt.objects.count()) == (422, 0)
    assert f">{words}</textarea>" in page
    assert all(re.search(rf'value="{token}" checked', page) for token in chosen)
    assert len(re.findall(r'value="\w+" selected', page)) == 4 + 3
    assert "This question waits for your answer." in page


def test_two_things_in_the_same_place_are_told_at_their_question(reader: Reader) -> None:
    answers = reader.right()
    answers["order"] = dict.fromkeys(answers["order"], "1")

    page = unescape(reader.send(answers).content.decode())

    assert page.count("Two things have the same place.") == 3  # in the summary, beside its link, and at the question


def test_an_answer_in_another_window_is_told_and_what_fits_is_kept(reader: Reader) -> None:
    answers = reader.right()
    reader.send(reader.wrong(), key="one window")

    answer = reader.send(answers, key="the other")
    page = unescape(answer.content.decode())

    assert (answer.status_code, CheckAttempt.objects.count()) == (422, 1)
    assert ("You have answered in another window" in page, 'name="try" value="2"' in page) == (True, True)
    assert f'value="{answers["first"][0]}" checked' in page


def test_questions_that_a_release_changed_meanwhile_are_shown_anew_and_what_fits_is_kept(reader: Reader) -> None:
    answers = reader.right()
    other = lessons_with(scenes.single(right="b"), scenes.text())
    scenes.a_release(*other, rule=Release.Rule.MOVE)

    answer = reader.send(answers)
    page = unescape(answer.content.decode())

    assert (answer.status_code, CheckAttempt.objects.count()) == (422, 0)
    assert "The questions have changed since you opened them." in page
    assert (f'value="{answers["first"][0]}" checked' in page, f">{answers['words'][0]}</textarea>" in page) == (
        True,
        True,
    )


def test_used_up_tries_are_told_kindly_and_no_form_is_left(sign_in: SignIn) -> None:
    reader = Reader(sign_in, *lessons_with(scenes.single(), tries=1))
    reader.send(reader.wrong())

    assert ("You have used your tries" in reader.page(), "check-form" in reader.page("?again=1")) == (True, False)


def test_a_read_lesson_is_completed_and_leads_on(reader: Reader) -> None:
    reader.client.post(address("complete", "more"))

    assert str(LessonCompletion.objects.get().lesson_key) == scenes.key("more")


def test_a_lesson_that_was_taken_away_meanwhile_leads_back_to_the_road(reader: Reader) -> None:
    scenes.a_release(scenes.a_lesson("another"), rule=Release.Rule.MOVE)

    answer = reader.client.post(address("complete", "more"))

    assert answer.headers["Location"] == reverse("progress:pathway", args=["facilitator"])


def test_a_thought_is_kept_for_its_writer_alone(reader: Reader, sign_in: SignIn) -> None:
    reader.client.post(address("prompt"), {"prompt": PROMPT, "words": "Tea, and a window."})
    other = road.an_enrolment().person
    assert other is not None

    assert "Tea, and a window." in reader.page()
    assert "Tea, and a window." not in sign_in(other).get(address()).content.decode()


def test_words_that_are_too_long_are_not_lost(reader: Reader) -> None:
    answer = reader.client.post(address("prompt"), {"prompt": PROMPT, "words": "long " * 2001})

    assert (answer.status_code, ("long " * 2001).strip() in answer.content.decode()) == (422, True)


def test_sharing_is_said_plainly_and_can_be_taken_back(reader: Reader) -> None:
    def told() -> list[bool]:
        return [
            words in reader.page() for words in ("Only you can read what", "the core group can read", "Take it back")
        ]

    reader.client.post(address("prompt"), {"prompt": PROMPT, "words": "A window."})
    before = told()
    reader.client.post(address("share-prompt"), {"prompt": PROMPT})
    shared = told()
    reader.client.post(address("keep-prompt-private"), {"prompt": PROMPT})

    assert [before, shared, told()] == [[True, False, False], [False, True, True], [True, False, False]]


def test_a_thought_about_a_question_that_is_not_asked_is_not_kept(reader: Reader) -> None:
    assert reader.client.post(address("prompt"), {"prompt": "another", "words": "Hm."}).status_code == 404
    assert not PromptAnswer.objects.exists()


def test_notes_are_saved_by_a_button_and_by_the_pages_script(reader: Reader) -> None:
    reader.client.post(address("note"), {"words": "By hand.", "revision": 0})
    by_script = {"words": "By script.", "revision": 1}
    answer = reader.client.post(address("note"), by_script, headers={"Accept": "application/json"})

    assert (answer.json()["revision"], LessonNote.objects.get().words) == (2, "By script.")


def test_notes_of_two_windows_are_both_there(reader: Reader) -> None:
    reader.client.post(address("note"), {"words": "Of the one.", "revision": 0})

    answer = reader.client.post(address("note"), {"words": "Of the other.", "revision": 0})
    page = answer.content.decode()

    assert (answer.status_code, "Of the one." in page, ">Of the other.</textarea>" in page) == (422, True, True)


def test_looking_at_a_lesson_writes_nothing_and_its_script_remembers_it(reader: Reader) -> None:
    reader.page()
    assert not LastOpened.objects.exists()

    assert reader.client.post(address("opened")).status_code == 204
    assert reader.client.get(reverse("lessons:go-on", args=["facilitator"])).headers["Location"] == address()


@pytest.mark.parametrize("lessons", [1, 50])
@pytest.mark.parametrize(
    ("lesson", "queries"),
    [
        (scenes.a_lesson(NAME), PLAIN_QUERIES),
        (scenes.a_lesson(NAME, check=scenes.a_check(*scenes.every_kind(), tries=3)), CHECK_QUERIES),
        (scenes.a_lesson(NAME, minimum=5), TIMED_QUERIES),
    ],
    ids=["plain", "check", "timed"],
)
def test_a_lesson_costs_the_same_however_many_there_are(
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    lesson: dict[str, Any],
    queries: int,
    lessons: int,
) -> None:
    reader = Reader(sign_in, lesson, *(scenes.a_lesson(f"more {number}") for number in range(lessons)))
    reader.page()

    with django_assert_num_queries(queries):
        reader.page()


def test_over_the_api_a_check_is_read_and_answered_by_the_same_rule(reader: Reader) -> None:
    url = f"/api/v1/training/facilitator/lessons/{scenes.key(NAME)}/check/"
    asked = reader.client.get(url)
    assert "why a" not in asked.content.decode()

    seen = {name: asked.json()[name] for name in ("version", "number")}
    answers = {"answers": reader.right(), **seen, "key": "one"}
    told = reader.client.post(url, answers, content_type="application/json").json()

    assert (told["percent"], told["passed"], told["left"]) == (100, True, None)
    assert [row["right"] for row in told["questions"]] == [True, True, True, True, True, None]


def test_over_the_api_a_refusal_says_why(reader: Reader) -> None:
    refused = reader.client.post(f"/api/v1/training/facilitator/lessons/{scenes.key(NAME)}/complete/")

    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "has_check")
    assert Enrolment.objects.get().last_seq == 0


def test_over_the_api_answers_of_no_shape_are_told_where(reader: Reader) -> None:
    url = f"/api/v1/training/facilitator/lessons/{scenes.key(NAME)}/check/"

    refused = reader.client.post(
        url, {"answers": {"first": [1]}, "version": "v", "number": 1, "key": "k"}, content_type="application/json"
    )

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "#/answers/first")


def test_over_the_api_a_nul_in_an_answer_is_refused_where_it_is(reader: Reader) -> None:
    sent = {"answers": {"words": ["a\0b"]}, "version": reader.version, "number": 1, "key": "k"}

    answer = reader.client.post(f"/api/v1{address('check')}", sent, content_type="application/json")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/answers/words")


@pytest.mark.database
@pytest.mark.parametrize("verb", ["prompt", "note", "check", "beat", "read-on"])
def test_a_nul_in_what_a_page_sends_is_no_fault_of_the_site(reader: Reader, verb: str) -> None:
    asked = {"prompt": PROMPT, "words": "A\0window.", "key": "k\0", "question.words": "a\0b", "revision": "0"}

    assert reader.client.post(address(verb), asked).status_code in (302, 409, 422)


def test_over_the_api_notes_and_thoughts_are_kept_and_shared(reader: Reader) -> None:
    base = f"/api/v1/training/facilitator/lessons/{scenes.key(NAME)}"

    def post(url: str, body: dict[str, Any]) -> Any:
        return reader.client.post(f"{base}/{url}", body, content_type="application/json")

    kept = post("note/", {"words": "Mine.", "revision": 0}).json()
    post(f"prompts/{PROMPT}/", {"words": "A window."})
    shared = post(f"prompts/{PROMPT}/share/", {}).json()
    private = post(f"prompts/{PROMPT}/private/", {}).status_code

    assert (kept["revision"], shared["shared_at"] is not None, private) == (1, True, 204)
    assert reader.client.get(f"{base}/note/").json()["words"] == "Mine."
