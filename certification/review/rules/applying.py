"""What the candidate may do: apply, answer a *not yet*, ask for a second look, take it back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from certification.review.rules.base import Decision, Reason, unless
from certification.review.rules.names import decide_name
from certification.review.rules.states import TRANSITIONS, Act, State


def decide_application(
    *,
    eligible: bool,
    state: State | None,
    certified: bool,
    name: str,
    words: str,
    today: date,
    again_from: date | None = None,
) -> Decision:
    """Who meets every requirement may ask to be certified, once at a time; after a decline not before the day that
    was told. ``state`` is that of the open application, if there is one.
    """
    allowed = unless(
        (eligible, Reason.NOT_ELIGIBLE),
        (state is None or (state, Act.APPLY_AGAIN) in TRANSITIONS, Reason.ALREADY_OPEN),
        (not certified, Reason.ALREADY_CERTIFIED),
        (again_from is None or again_from <= today, Reason.NOT_BEFORE),
    )
    said = unless((bool(words.strip()), Reason.MOTIVATION_MISSING))
    return Decision(allowed.because + decide_name(name).because + said.because)


def decide_answers(asks: Sequence[int], answers: Mapping[int, str]) -> Decision:
    """Each next step is answered before the next round."""
    return unless((all(answers.get(ask, "").strip() for ask in asks), Reason.ANSWER_MISSING))


class Reminder(StrEnum):
    """What a candidate is reminded of."""

    SOON = "soon"
    PASSED = "passed"


# How long before a next step's day somebody is reminded, and how long after it at most.
REMINDED: Final = timedelta(days=7)


def reminder(by_date: date, *, told: date, today: date) -> Reminder | None:
    """Once in the week before a next step's day, unless they read of it in that same week; once when it has passed."""
    if today < by_date <= today + REMINDED:
        return Reminder.SOON if by_date - told > REMINDED else None
    return Reminder.PASSED if by_date < today <= by_date + REMINDED else None


def decide_practice(*, candidate: bool, closed: bool) -> Decision:
    """Once a round was decided, its candidate may let reviewers practise on it."""
    return unless((candidate, Reason.NOT_THE_CANDIDATE), (closed, Reason.NOTHING_CLOSED))


def decide_withdrawal(*, candidate: bool, state: State) -> Decision:
    """The candidate may take an open application back, without a reason."""
    return unless((candidate, Reason.NOT_THE_CANDIDATE), ((state, Act.WITHDRAW) in TRANSITIONS, Reason.NOT_OPEN))


def decide_appeal(
    *,
    candidate: bool,
    state: State,
    appealed: bool,
    another_open: bool,
    until: datetime | None,
    words: str,
    at: datetime,
) -> Decision:
    """After a decline the candidate may ask once for a second look, within the time that was told.

    Who has applied anew meanwhile is read there.
    """
    return unless(
        (candidate, Reason.NOT_THE_CANDIDATE),
        (appealed or (state, Act.APPEAL) in TRANSITIONS, Reason.NO_APPEAL),
        (not appealed, Reason.APPEALED_ALREADY),
        (not another_open, Reason.ALREADY_OPEN),
        (until is None or at <= until, Reason.APPEAL_TOO_LATE),
        (bool(words.strip()), Reason.WORDS_MISSING),
    )
