"""How a knowledge check is marked."""

from typing import Any

import pytest

from courses.lessons.rules import Reason, decide_answers, decide_completion, mark


def a_question(name: str, *, right: str = "a", multiple: bool = False) -> dict[str, Any]:
    return {
        "id": name,
        "text": f"About {name}?",
        "multiple": multiple,
        "choices": [
            {"id": key, "text": key.upper(), "right": key in right, "feedback": f"{name}: why {key}"} for key in "abc"
        ],
    }


def a_check(*questions: dict[str, Any], pass_mark: int = 75) -> dict[str, Any]:
    return {"pass_mark": pass_mark, "questions": list(questions)}


TWO = a_check(a_question("one"), a_question("two", right="ab", multiple=True))


def test_a_question_is_right_when_all_right_answers_and_no_others_are_chosen() -> None:
    def right(chosen: str) -> bool:
        return mark(TWO, {"one": ["a"], "two": list(chosen)}).questions[1].right

    assert [right(chosen) for chosen in ("ab", "ba", "a", "abc", "c")] == [True, True, False, False, False]


@pytest.mark.parametrize(("pass_mark", "passed"), [(50, True), (51, False)])
def test_the_mark_itself_is_enough_to_pass(pass_mark: int, passed: bool) -> None:
    half = mark(TWO | {"pass_mark": pass_mark}, {"one": ["a"], "two": ["c"]})

    assert (half.score, half.passed) == (50, passed)


def test_rounding_passes_nobody() -> None:
    check = a_check(*(a_question(name) for name in ("one", "two", "three")), pass_mark=67)

    marking = mark(check, {"one": ["a"], "two": ["a"], "three": ["b"]})

    assert (marking.score, marking.passed) == (66, False)


def test_only_what_was_chosen_is_spoken_about() -> None:
    marking = mark(TWO, {"one": ["b"], "two": ["a"]})

    assert [[note.feedback for note in row.notes] for row in marking.questions] == [["one: why b"], ["two: why a"]]


def test_a_check_without_questions_is_passed_by_nobody() -> None:
    assert not mark(a_check(pass_mark=0), {}).passed


def test_a_question_without_a_right_answer_is_not_answered_rightly_by_silence() -> None:
    assert not mark(a_check(a_question("one", right="")), {"one": []}).passed


def test_every_question_is_answered() -> None:
    assert decide_answers(TWO, {"one": ["a"]}, own=True, known=True).because == (Reason.UNANSWERED,)


@pytest.mark.parametrize("answers", [{"one": ["z"], "two": ["a"]}, {"one": ["a", "b"], "two": ["a"]}])
def test_an_answer_is_one_of_those_offered_and_a_single_question_has_one(answers: dict[str, list[str]]) -> None:
    assert decide_answers(TWO, answers, own=True, known=True).because == (Reason.UNKNOWN_ANSWER,)


def test_an_answer_to_a_question_that_was_not_asked_is_told() -> None:
    answers = {"one": ["a"], "two": ["a"], "three": ["a"]}

    assert decide_answers(TWO, answers, own=True, known=True).because == (Reason.UNKNOWN_ANSWER,)


def test_a_lesson_without_a_check_is_complete_when_its_reader_says_so() -> None:
    assert not decide_completion(own=True, known=True, has_check=False).refused


def test_somebody_elses_lesson_is_told_before_anything_about_it() -> None:
    assert decide_completion(own=False, known=True, has_check=True).because == (Reason.NOT_YOURS,)
