"""What time does while it's the candidate's turn: they are reminded of a next step's day, kindly, and seldom."""

import logging
from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils import formats, timezone, translation

from certification.review import queries, rules
from certification.review.actions import rounds
from certification.review.actions.telling import tell_candidate
from certification.review.models import Case
from certification.review.rules import Reminder
from courses.progress.models import Enrolment
from lms.actions import Clock

logger = logging.getLogger(__name__)
_MAILS = {Reminder.SOON: "application_step_soon", Reminder.PASSED: "application_step_passed"}


def remind_of_asks(*, clock: Clock = timezone.now) -> int:
    """Write to candidates for whom a next step's day is near or has just passed; each day is told once.

    One query where there are none. One candidate's trouble doesn't keep the others from theirs. Says how many it saw.
    """
    today = timezone.localdate(clock())
    seen = 0
    for case_id in queries.cases_with_steps_around(today, rules.REMINDED):
        try:
            _remind(case_id, clock=clock)
        except Exception:  # the outer edge of a periodic task: logged, tried again at the next turn
            logger.exception("the candidate of case %s could not be reminded", case_id)
        else:
            seen += 1
    return seen


@transaction.atomic
def _remind(case_id: int, *, clock: Clock) -> None:
    case = rounds.locked(case_id)
    at = clock()
    # Whoever let the training rest meanwhile is reminded of nothing.
    if case.state != Case.State.CHANGES_REQUESTED or case.enrolment.state != Enrolment.State.ACTIVE:
        return
    for (kind, day), count in _due(case, at=at).items():
        tell_candidate(_MAILS[kind], case, cause=day.isoformat(), day=_in_words(case, day), count=count)


def _due(case: Case, *, at: datetime) -> Counter[tuple[Reminder, date]]:
    """How many next steps there are to speak of, by the day that they share."""
    found: Counter[tuple[Reminder, date]] = Counter()
    today = timezone.localdate(at)
    for ask in queries.asks_of(case).select_related("round"):
        assert ask.round.closed_at is not None
        kind = rules.reminder(ask.by_date, told=timezone.localdate(ask.round.closed_at), today=today)
        if kind is not None:
            found[kind, ask.by_date] += 1
    return found


def _in_words(case: Case, day: date) -> str:
    person = case.enrolment.person
    with translation.override(person.language if person else None):
        return formats.date_format(day)
