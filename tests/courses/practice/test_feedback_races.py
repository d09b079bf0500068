"""What must never happen twice, with real transactions at the same moment: a release, and one answer too many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from courses.practice.actions import feedback
from courses.practice.actions.feedback import Given
from courses.practice.models import Answer, Dialogue, FeedbackRound, SealedAnswer
from courses.progress.models import LedgerEvent
from lms.actions import Refused
from tests import scenes
from tests.courses.practice.feedback_scenes import DURING
from tests.scenes import NOW, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def a_round(*, people: int, sealed: int) -> FeedbackRound:
    dialogue = Dialogue.objects.create(
        enrolment=scenes.an_enrolment(),
        topic="T",
        aim="A",
        starts_at=NOW,
        created_at=NOW,
        state="held",
        headcount=people,
    )
    round_ = feedback.open_round(dialogue, at=NOW)
    for _ in range(sealed):
        answer(round_)
    return round_


def answer(round_: FeedbackRound) -> str:
    try:
        feedback.answer(code=round_.code, given=Given(interest=4), clock=at(NOW + DURING))
    except Refused as refused:
        return str(refused.reasons[0])
    return "taken"


def release(round_: FeedbackRound) -> str:
    return str(feedback.release(round_id=round_.pk, clock=at(NOW + timedelta(days=5))))


def at_once(*acts: Callable[[], str]) -> list[str]:
    start = Barrier(len(acts))

    def act(one: Callable[[], str]) -> str:
        start.wait()
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_one_of_several_releases_at_once_releases() -> None:
    round_ = a_round(people=6, sealed=6)

    told = at_once(*[lambda: release(round_)] * 4)

    assert sorted(told) == ["False", "False", "False", "True"]
    assert Answer.objects.count() == 6
    assert LedgerEvent.objects.filter(subject=f"feedback:{round_.dialogue_id}").count() == 1


def test_of_many_answers_at_once_as_many_are_taken_as_people_were_counted() -> None:
    round_ = a_round(people=5, sealed=3)

    told = at_once(*[lambda: answer(round_)] * 6)

    assert sorted(told) == ["feedback_full"] * 4 + ["taken"] * 2
    assert SealedAnswer.objects.count() == 5


def test_an_answer_beside_a_release_is_in_it_or_refused_and_never_left_behind() -> None:
    round_ = a_round(people=12, sealed=6)

    told = at_once(lambda: release(round_), *[lambda: answer(round_)] * 4)

    assert told[0] == "True"
    assert Answer.objects.count() == 6 + told.count("taken")
    assert SealedAnswer.objects.count() == 0
