"""Rounds of feedback: a dialogue that runs, people who answer, a release."""

from datetime import datetime, timedelta
from random import Random

from courses.practice.actions import feedback, headcounts
from courses.practice.actions.feedback import Given
from courses.practice.models import Dialogue, FeedbackRound, Pairing
from lms.people.models import User
from tests import scenes
from tests.scenes import at

DURING = timedelta(minutes=45)
AFTER = timedelta(days=5)
# One for all, so that no two keys are the same.
CHANCE = Random(7)  # noqa: S311 - tests repeat what chance does


def a_round(people: int | None = None) -> FeedbackRound:
    """The round of a dialogue that was held; an observer counted so many people."""
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))
    if people is not None:
        count(dialogue, people)
    return FeedbackRound.objects.select_related("dialogue__enrolment__person").get(dialogue=dialogue)


def count(dialogue: Dialogue, people: int, *, clock: datetime | None = None) -> None:
    moment = clock or dialogue.starts_at + DURING
    headcounts.note(dialogue_id=dialogue.pk, people=people, by=observer_of(dialogue), clock=at(moment))


def observer_of(dialogue: Dialogue) -> User:
    return Pairing.objects.accepted().observers().filter(dialogue=dialogue).select_related("person").get().person


def answer(round_: FeedbackRound, given: Given | None = None, *, chance: Random | None = None) -> None:
    clock = at(round_.dialogue.starts_at + DURING)
    feedback.answer(code=round_.code, given=given or Given(interest=4), clock=clock, chance=chance or CHANCE)


def answers(round_: FeedbackRound, *given: Given) -> None:
    for one in given:
        answer(round_, one)


def release(round_: FeedbackRound, *, chance: Random | None = None) -> FeedbackRound:
    clock = at(round_.dialogue.starts_at + AFTER)
    feedback.release(round_id=round_.pk, clock=clock, chance=chance or CHANCE)
    round_.refresh_from_db()
    return round_
