"""What participants answer: taken in sealed, stirred at each arrival, released once or never.

Nothing here keeps a time finer than a day, an order, or anything of who answered. Chance is an argument, so that tests
can repeat it; outside of them it is the system's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random, SystemRandom
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_feedback
from courses.practice.models import USUAL_MINUTES, Answer, Dialogue, FeedbackRound, SealedAnswer, Stage
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

_CHANCE = SystemRandom()
_MEASURES = ("interest", "action", "recommend")
_REFUSALS = {
    rules.Stand.NOT_YET: rules.Reason.FEEDBACK_NOT_YET,
    rules.Stand.FULL: rules.Reason.FEEDBACK_FULL,
    rules.Stand.CLOSED: rules.Reason.FEEDBACK_CLOSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One participant's answers: 1 (no) to 4 (yes) or nothing for each measure, stages that worked, one wish."""

    interest: int | None = None
    action: int | None = None
    recommend: int | None = None
    stages: Sequence[str] = ()
    wish: str = ""
    may_quote: bool = False


def open_round(dialogue: Dialogue, *, at: datetime, chance: Random = _CHANCE) -> FeedbackRound:
    """Make the round of a dialogue that was just cleared, so that its link can stand on the last slide.

    A plan that is cleared again for another day keeps its link, and closes after that day.
    """
    code = "".join(chance.choices(rules.CODE_LETTERS, k=rules.CODE_LENGTH))
    ends = dialogue.starts_at + timedelta(minutes=sum(USUAL_MINUTES.values()))
    until = {"closes_at": _end_of_day(ends + rules.OPEN_FOR, dialogue.zone)}
    made, _created = FeedbackRound.objects.update_or_create(
        dialogue=dialogue, defaults=until, create_defaults={"code": code, "opened_at": _day(at), **until}
    )
    return made


@transaction.atomic
def answer(*, code: str, given: Given, clock: Clock = timezone.now, chance: Random = _CHANCE) -> None:
    """Take an answer in. All sealed ones are written anew in another order, so that none is the last. Raises
    ``Refused``.
    """
    round_ = _locked().select_related("dialogue").get(code=code)
    sealed = list(round_.sealed.all())
    stand = queries.stand_of(round_, sealed=len(sealed), at=clock())
    if stand is not rules.Stand.OPEN:
        raise Refused((_REFUSALS[stand],), WORDS)
    arrived = SealedAnswer(
        **{name: getattr(given, name) for name in _MEASURES},
        stages=[stage for stage in Stage.values if stage in given.stages],
        wish=given.wish.strip(),
        may_quote=given.may_quote and bool(given.wish.strip()),
    )
    _stir(round_, [*sealed, arrived], chance)


def _stir(round_: FeedbackRound, sealed: list[SealedAnswer], chance: Random) -> None:
    round_.sealed.all().delete()
    for row in sealed:
        row.id, row.round = _key(chance), round_
    chance.shuffle(sealed)
    SealedAnswer.objects.bulk_create(sealed)


@transaction.atomic
def close(*, dialogue_id: int, by: User, clock: Clock = timezone.now, chance: Random = _CHANCE) -> FeedbackRound:
    """Close before the last day, and release. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    round_, at = _locked().get(dialogue=dialogue), clock()
    decision = rules.decide_closing(
        may=queries.is_lead(dialogue, by) or by.has_perm("practice.read_answer"),
        held=dialogue.state == Dialogue.State.HELD,
        counted=dialogue.headcount is not None,
        open=round_.closed_at is None,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    _release(round_, dialogue, at=at, chance=chance)
    audit.record("practice.close_feedback", about=dialogue, by=by)
    return round_


@transaction.atomic
def release(*, round_id: int, clock: Clock = timezone.now, chance: Random = _CHANCE) -> bool:
    """Release a round whose time is over; one that is released stays as it is. Says whether it is released now."""
    dialogue_id = FeedbackRound.objects.values_list("dialogue", flat=True).get(pk=round_id)
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    return _release_if_due(dialogue, at=clock(), chance=chance)


def follow_headcount(dialogue: Dialogue, *, at: datetime, chance: Random = _CHANCE) -> None:
    """What a new headcount of a locked dialogue leads to: a release that waited for it, and a line in the ledger."""
    if not _release_if_due(dialogue, at=at, chance=chance):
        _assert(dialogue, FeedbackRound.objects.filter(dialogue=dialogue).first(), at=at)


def _release_if_due(dialogue: Dialogue, *, at: datetime, chance: Random) -> bool:
    round_ = _locked().filter(dialogue=dialogue, closed_at=None).first()
    counted = dialogue.headcount is not None
    if round_ is None or not rules.is_due(at=at, closes_at=round_.closes_at, counted=counted):
        return False
    _release(round_, dialogue, at=at, chance=chance)
    return True


def _release(round_: FeedbackRound, dialogue: Dialogue, *, at: datetime, chance: Random) -> None:
    """Once: as many as people were counted, mixed, from five upwards; of fewer nothing stays."""
    sealed = list(round_.sealed.all())
    if dialogue.headcount is not None and len(sealed) > dialogue.headcount:
        sealed = chance.sample(sealed, dialogue.headcount)
        round_.overfull = True
        audit.record("practice.feedback_overfull", about=dialogue, by=None)
    round_.sealed.all().delete()
    if len(sealed) >= rules.FEWEST:
        Answer.objects.bulk_create(_mixed(round_, sealed, chance))
        round_.answered = len(sealed)
    round_.closed_at = _day(at)
    round_.save(update_fields=["closed_at", "answered", "overfull"])
    _assert(dialogue, round_, at=at)


def _mixed(round_: FeedbackRound, sealed: Sequence[SealedAnswer], chance: Random) -> list[Answer]:
    """Each question shuffled apart from the others; a wish keeps nothing but whether it may be quoted."""
    measures = [_shuffled([getattr(row, name) for row in sealed], chance) for name in _MEASURES]
    ticks = [_shuffled([stage in row.stages for row in sealed], chance) for stage in Stage.values]
    wishes = _shuffled([(row.wish, row.may_quote) for row in sealed], chance)
    return [
        Answer(
            id=_key(chance),
            round=round_,
            **{name: column[number] for name, column in zip(_MEASURES, measures, strict=True)},
            stages=[stage for stage, column in zip(Stage.values, ticks, strict=True) if column[number]],
            wish=wish,
            may_quote=may_quote,
            words=Answer.Words.UNREAD if wish else Answer.Words.NONE,
        )
        for number, (wish, may_quote) in enumerate(wishes)
    ]


def _shuffled(column: list[Any], chance: Random) -> list[Any]:
    chance.shuffle(column)
    return column


def _assert(dialogue: Dialogue, round_: FeedbackRound | None, *, at: datetime) -> None:
    lead = dialogue.enrolment.person_id
    if lead is not None and round_ is not None and dialogue.headcount is not None:
        ledger.assert_all([(lead, claim_of_feedback(dialogue, round_, at=at))], by=None)


def _locked() -> QuerySet[FeedbackRound]:
    return FeedbackRound.objects.select_for_update(of=("self",), no_key=True)


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _end_of_day(at: datetime, zone: str) -> datetime:
    """The midnight after a moment, by a place's clock."""
    there = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(there, time(), tzinfo=ZoneInfo(zone))
