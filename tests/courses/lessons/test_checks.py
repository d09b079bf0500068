"""What happens when checks are answered: tries, the best of them, and what the history says."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection

from courses.lessons.actions import checks, granting
from courses.lessons.models import CheckAttempt, GrantedTry
from courses.lessons.queries.checks import used_up
from courses.lessons.rules.reasons import Reason
from courses.progress.models import Enrolment, LedgerEvent
from lms.actions import Refused
from tests import scenes as road
from tests.courses.lessons import scenes
from tests.courses.lessons.scenes import answer, right_answers, wrong_answers

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAME = "opening"


def a_reader_of(*questions: dict[str, Any], minimum: int = 0, **limits: int) -> Enrolment:
    lesson = scenes.a_lesson(NAME, minimum=minimum, check=scenes.a_check(*questions, **limits))
    return scenes.a_reader(lesson, scenes.a_lesson("other"))[1]


def said(enrolment: Enrolment) -> list[dict[str, Any]]:
    """What the history says of the check, in order."""
    rows = LedgerEvent.objects.filter(enrolment=enrolment, subject=f"check:{scenes.key(NAME)}").order_by("seq")
    return [row.value for row in rows]


def is_done(enrolment: Enrolment) -> bool:
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    return f"lesson:{scenes.key(NAME)}" in enrolment.progress


def refused(enrolment: Enrolment, answers: dict[str, Any], number: int = 1) -> tuple[Any, ...]:
    with pytest.raises(checks.AnswersRefused) as refusal:
        answer(enrolment, NAME, answers, number=number)
    return refusal.value.reasons


def give(enrolment: Enrolment, because: str = "A hard week.") -> GrantedTry:
    return granting.give_another_try(
        enrolment_id=enrolment.pk, lesson_key=scenes.key(NAME), because=because, by=road.an_admin()
    )


def test_passing_a_check_with_every_kind_of_question_completes_the_lesson() -> None:
    enrolment = a_reader_of(*scenes.every_kind())

    attempt = answer(enrolment, NAME, right_answers(enrolment, NAME))

    assert (attempt.percent, attempt.passed, is_done(enrolment)) == (100, True, True)
    assert said(enrolment) == [{"percent": 100, "passed": True, "left": None}]


def test_a_try_that_does_not_pass_is_kept_and_completes_nothing() -> None:
    enrolment = a_reader_of(*scenes.every_kind())

    attempt = answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    assert (attempt.percent, attempt.passed, is_done(enrolment)) == (0, False, False)


def test_tries_are_kept_in_the_lessons_own_ids() -> None:
    enrolment = a_reader_of(scenes.single(), scenes.ordering(), scenes.matching())

    attempt = answer(enrolment, NAME, right_answers(enrolment, NAME))

    pairs = {f"pairs-{key}": f"pairs-{key}" for key in "xyz"}
    assert attempt.answers == {"first": ["a"], "order": ["p", "q", "r", "s"], "pairs": pairs}


def test_the_same_delivery_twice_is_one_try() -> None:
    enrolment = a_reader_of()
    answers = wrong_answers(enrolment, NAME)

    assert answer(enrolment, NAME, answers, number=1) == answer(enrolment, NAME, answers, number=1)
    assert CheckAttempt.objects.count() == 1


def test_the_best_try_counts_and_is_said_once() -> None:
    enrolment = a_reader_of(scenes.single("one"), scenes.single("two"), pass_mark=100)
    half = {**right_answers(enrolment, NAME), "two": wrong_answers(enrolment, NAME)["two"]}
    for answers in (wrong_answers(enrolment, NAME), half, wrong_answers(enrolment, NAME), half):
        answer(enrolment, NAME, answers)

    assert [row["percent"] for row in said(enrolment)] == [0, 50]


def test_a_later_try_that_does_not_pass_takes_nothing_away() -> None:
    enrolment = a_reader_of()
    answer(enrolment, NAME, right_answers(enrolment, NAME))
    answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    assert (is_done(enrolment), said(enrolment)[-1]["passed"]) == (True, True)


def test_open_questions_are_named_and_nothing_is_kept() -> None:
    enrolment = a_reader_of(scenes.single(), scenes.text())

    assert (refused(enrolment, {}), CheckAttempt.objects.count()) == ((Reason.UNANSWERED,), 0)


def test_a_try_that_was_answered_in_another_window_is_not_answered_again() -> None:
    enrolment = a_reader_of()
    answers = right_answers(enrolment, NAME)
    answer(enrolment, NAME, answers, number=1, delivery="one window")

    with pytest.raises(checks.AnswersRefused) as refusal:
        answer(enrolment, NAME, answers, number=1, delivery="the other")

    assert (refusal.value.reasons, CheckAttempt.objects.count()) == ((Reason.OTHER_TRY,), 1)


@pytest.mark.django_db(transaction=True)
def test_of_windows_that_answer_at_the_same_moment_one_is_marked_and_the_others_are_told() -> None:
    enrolment = a_reader_of(tries=5)
    answers, start = wrong_answers(enrolment, NAME), threading.Barrier(5)
    refusals: list[Any] = []

    def press(window: int) -> None:
        start.wait(timeout=30)
        try:
            answer(enrolment, NAME, answers, number=1, delivery=f"window {window}")
        except checks.AnswersRefused as refusal:
            refusals.extend(refusal.reasons)
        finally:
            connection.close()

    windows = [threading.Thread(target=press, args=(number,)) for number in range(5)]
    for window in windows:
        window.start()
    for window in windows:
        window.join(timeout=60)

    assert (refusals, CheckAttempt.objects.count(), len(said(enrolment))) == ([Reason.OTHER_TRY] * 4, 1, 1)


def test_nobody_answers_a_try_before_its_turn() -> None:
    enrolment = a_reader_of()

    assert refused(enrolment, right_answers(enrolment, NAME), number=2) == (Reason.OTHER_TRY,)


def test_tries_that_are_left_are_counted_down_in_the_history() -> None:
    enrolment = a_reader_of(tries=2)
    for _ in range(2):
        answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    assert [row["left"] for row in said(enrolment)] == [1, 0]


def test_after_the_last_try_there_is_no_other() -> None:
    enrolment = a_reader_of(tries=1)
    answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    assert refused(enrolment, right_answers(enrolment, NAME), number=2) == (Reason.NO_TRIES_LEFT,)


def test_staff_give_one_more_try_and_the_history_says_so() -> None:
    enrolment = a_reader_of(tries=1)
    answer(enrolment, NAME, wrong_answers(enrolment, NAME))
    assert [row.plan.key for row in used_up(enrolment)] == [scenes.key(NAME)]

    give(enrolment)
    answer(enrolment, NAME, right_answers(enrolment, NAME))

    assert [row["left"] for row in said(enrolment)] == [0, 1, 0]
    assert (is_done(enrolment), used_up(enrolment)) == (True, [])


def test_one_more_try_is_not_given_while_one_is_left() -> None:
    enrolment = a_reader_of(tries=2)
    answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    with pytest.raises(Refused) as refusal:
        give(enrolment)

    assert refusal.value.reasons == (Reason.TRIES_LEFT,)


def test_passing_before_the_minutes_are_read_completes_nothing_yet() -> None:
    enrolment = a_reader_of(minimum=1)
    answer(enrolment, NAME, right_answers(enrolment, NAME))
    before = is_done(enrolment)
    assert enrolment.person is not None
    scenes.read(enrolment.person, NAME, minutes=1)
    scenes.complete(enrolment.person, NAME, seconds=60)

    assert (before, is_done(enrolment)) == (False, True)


def test_another_training_finds_what_was_answered_before_it() -> None:
    enrolment = a_reader_of(tries=3)
    answer(enrolment, NAME, right_answers(enrolment, NAME))
    lesson = scenes.a_lesson(NAME, check=scenes.a_check(tries=3))
    second = road.an_enrolment(enrolment.person, release=scenes.a_release(lesson, slug="second-road"))

    assert said(second) == [{"percent": 100, "passed": True, "left": 2}]


def test_the_database_refuses_a_second_answer_to_the_same_try() -> None:
    enrolment = a_reader_of()
    row = answer(enrolment, NAME, wrong_answers(enrolment, NAME))

    with pytest.raises(IntegrityError, match=r"check_attempt_number_once|lessons_checkattempt\.person_id"):
        CheckAttempt.objects.bulk_create(
            [
                CheckAttempt(
                    person=row.person, lesson_key=row.lesson_key, version=row.version, number=1, answers={}, percent=0,
                    passed=False, answered_at=scenes.NOW, key="another",
                )
            ]
        )  # fmt: skip


def test_the_database_refuses_more_than_all() -> None:
    enrolment = a_reader_of()
    attempt = answer(enrolment, NAME, right_answers(enrolment, NAME))

    with pytest.raises(IntegrityError, match="check_attempt_at_most_all"):
        CheckAttempt.objects.filter(pk=attempt.pk).update(percent=101)
