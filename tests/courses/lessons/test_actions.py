"""What happens when lessons are completed, their checks answered, and thoughts written down."""

from typing import Any

import pytest
from django.db import IntegrityError

from courses.lessons import actions
from courses.lessons.models import CheckAttempt, LessonCompletion, PromptAnswer
from courses.lessons.rules import Reason
from courses.progress.actions import ledger
from courses.progress.models import Enrolment, LedgerEvent, Release
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CHECK: dict[str, Any] = {
    "pass_mark": 50,
    "questions": [
        {
            "id": "first",
            "text": "What comes first?",
            "multiple": False,
            "choices": [
                {"id": "check-in", "text": "The check-in", "right": True, "feedback": "It opens the room."},
                {"id": "debrief", "text": "The debrief", "right": False, "feedback": "It closes the hour."},
            ],
        }
    ],
}
RIGHT, WRONG = {"first": ["check-in"]}, {"first": ["debrief"]}
PLAIN, CHECKED = scenes.key("listening"), scenes.key("opening")


@pytest.fixture
def enrolment() -> Enrolment:
    """Somebody with one plain lesson before them, and one with a check."""
    release = scenes.a_release(scenes.a_lesson("listening"), scenes.a_lesson("opening", check=CHECK))
    return scenes.an_enrolment(release=release)


def reader_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def complete(enrolment: Enrolment, key: str = PLAIN) -> LessonCompletion:
    clock = scenes.at(scenes.NOW)
    return actions.complete(enrolment=enrolment, lesson_key=key, by=reader_of(enrolment), clock=clock)


def answer(enrolment: Enrolment, answers: dict[str, list[str]], *, key: str = "one") -> CheckAttempt:
    return actions.answer_check(
        enrolment=enrolment, lesson_key=CHECKED, answers=answers, key=key, by=reader_of(enrolment)
    )


def is_done(enrolment: Enrolment, key: str) -> bool:
    enrolment.refresh_from_db()
    state = enrolment.progress.get(f"lesson:{key}")
    return state is not None and bool(state.value["done"])


def test_a_completed_lesson_counts_in_the_history(enrolment: Enrolment) -> None:
    complete(enrolment)

    event = LedgerEvent.objects.get(subject=f"lesson:{PLAIN}")
    assert (event.value, event.rank, event.occurred_at, event.actor) == ({"done": True}, 0, scenes.NOW, None)


def test_completing_a_lesson_twice_is_completing_it_once(enrolment: Enrolment) -> None:
    assert complete(enrolment) == complete(enrolment)
    assert LedgerEvent.objects.filter(subject=f"lesson:{PLAIN}").count() == 1


def test_a_lesson_with_a_check_is_not_completed_by_saying_so(enrolment: Enrolment) -> None:
    with pytest.raises(Refused) as refusal:
        complete(enrolment, CHECKED)

    assert refusal.value.reasons == (Reason.HAS_CHECK,)


def test_passing_the_check_completes_the_lesson(enrolment: Enrolment) -> None:
    attempt = answer(enrolment, RIGHT)

    assert (attempt.percent, attempt.passed, is_done(enrolment, CHECKED)) == (100, True, True)


def test_a_try_that_does_not_pass_is_kept_and_completes_nothing(enrolment: Enrolment) -> None:
    attempt = answer(enrolment, WRONG)

    assert (attempt.percent, attempt.passed, is_done(enrolment, CHECKED)) == (0, False, False)


def test_the_same_delivery_twice_is_one_try(enrolment: Enrolment) -> None:
    assert answer(enrolment, WRONG) == answer(enrolment, WRONG)
    assert CheckAttempt.objects.count() == 1


def test_a_later_try_that_does_not_pass_takes_nothing_away(enrolment: Enrolment) -> None:
    answer(enrolment, RIGHT)
    answer(enrolment, WRONG, key="two")

    assert is_done(enrolment, CHECKED)


def test_a_check_with_an_open_question_is_not_marked(enrolment: Enrolment) -> None:
    with pytest.raises(Refused) as refusal:
        answer(enrolment, {})

    assert (refusal.value.reasons, CheckAttempt.objects.count()) == ((Reason.UNANSWERED,), 0)


def test_nobody_completes_a_lesson_for_somebody_else(enrolment: Enrolment) -> None:
    with pytest.raises(Refused) as refusal:
        actions.complete(enrolment=enrolment, lesson_key=PLAIN, by=UserFactory.create())

    assert refusal.value.reasons == (Reason.NOT_YOURS,)


def test_a_lesson_that_was_taken_back_can_be_completed_anew(enrolment: Enrolment) -> None:
    complete(enrolment)
    seq = LedgerEvent.objects.get(subject=f"lesson:{PLAIN}").seq
    ledger.undo(enrolment_id=enrolment.pk, seq=seq, because="The wrong person.", by=scenes.an_admin())
    assert not is_done(enrolment, PLAIN)

    complete(enrolment)

    assert is_done(enrolment, PLAIN)


def test_a_release_between_opening_and_sending_decides_by_the_lesson_as_it_is_now(enrolment: Enrolment) -> None:
    reading = Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk)
    scenes.a_release(scenes.a_lesson("opening", check=CHECK), rule=Release.Rule.MOVE)

    with pytest.raises(Refused) as refusal:
        complete(reading)

    assert refusal.value.reasons == (Reason.NO_SUCH_LESSON,)


def test_another_training_finds_what_was_read_before_it(enrolment: Enrolment) -> None:
    complete(enrolment)
    second = scenes.an_enrolment(enrolment.person, release=scenes.a_release(slug="second-road"))

    assert is_done(second, PLAIN)


def test_what_somebody_wrote_for_themselves_is_replaced_and_can_be_taken_away(enrolment: Enrolment) -> None:
    reader = reader_of(enrolment)
    for words in ("First thought.", "Second thought."):
        actions.save_prompt_answer(prompt="p-1", words=words, by=reader)
    assert [row.words for row in PromptAnswer.objects.all()] == ["Second thought."]

    actions.save_prompt_answer(prompt="p-1", words="  ", by=reader)

    assert not PromptAnswer.objects.exists()


def test_the_database_refuses_a_second_completion(enrolment: Enrolment) -> None:
    row = complete(enrolment)

    with pytest.raises(IntegrityError, match=r"lesson_completed_once|lessons_lessoncompletion\.person_id"):
        LessonCompletion.objects.bulk_create(
            [LessonCompletion(person=row.person, lesson_key=PLAIN, version=row.version, completed_at=scenes.NOW)]
        )


def test_the_database_refuses_more_than_all(enrolment: Enrolment) -> None:
    attempt = answer(enrolment, RIGHT)

    with pytest.raises(IntegrityError, match="check_attempt_at_most_all"):
        CheckAttempt.objects.filter(pk=attempt.pk).update(percent=101)
