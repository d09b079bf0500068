"""What time does to a case: free seats are filled, people are reminded, a second look ends."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from certification.review import queries
from certification.review.actions import appealing, closing, rounds, voting
from certification.review.actions.telling import admins, tell_all
from certification.review.models import Case, Review, Round, Seat
from certification.review.models.votes import SeatQuerySet
from lms.actions import Clock
from lms.people.models import User

logger = logging.getLogger(__name__)


def mind(*, clock: Clock = timezone.now) -> int:
    """Look after every open round; one case's trouble doesn't keep the others from theirs. Says how many it saw."""
    seen = 0
    for case_id in Round.objects.filter(closed_at=None).order_by("pk").values_list("case", flat=True):
        try:
            mind_case(case_id, clock=clock)
        except Exception:  # the outer edge of a periodic task: logged, tried again at the next turn
            logger.exception("case %s could not be looked after", case_id)
        else:
            seen += 1
    return seen


@transaction.atomic
def mind_case(case_id: int, *, clock: Clock = timezone.now) -> None:
    """One open round: its votes and seats as they stand, then what is due."""
    case = rounds.locked(case_id)
    at = clock()
    round_ = queries.round_of(case)
    round_.case = case
    if not round_.is_open:
        return
    if round_.is_appeal and round_.due_at <= at:
        appealing.answer(case, round_, stands=False, lapsed=True, by=None, at=at)
        return
    _pass_on(round_, at=at)
    voting.conclude(case, round_, by=None, at=at)
    if not round_.is_open:
        return
    if round_.settle_by is not None and round_.settle_by <= at:
        closing.close_late(case, round_, at=at)
        return
    _remind(case, round_, at=at)


def _pass_on(round_: Round, *, at: datetime) -> None:
    """Seats of people who are away, and have not decided, are for others."""
    away = queries.away_on(at).values("person")
    for row in _waiting(round_).filter(reviewer__in=away):
        rounds.leave(row, Seat.Left.AWAY, at=at)


def _waiting(round_: Round) -> SeatQuerySet:
    decided = Review.objects.standing().filter(round=round_).values("reviewer")
    return Seat.objects.held().filter(round=round_).exclude(reviewer__in=decided)


def _remind(case: Case, round_: Round, *, at: datetime) -> None:
    """Whoever hasn't decided at half of the time; then, at the target, they and the program admins, once each."""
    half = round_.opened_at + (round_.due_at - round_.opened_at) / 2
    waiting = User.objects.filter(Q(pk__in=_waiting(round_).values("reviewer"))).order_by("pk")
    if half <= at and round_.reminded_at is None:
        round_.reminded_at = at
        round_.save(update_fields=["reminded_at"])
        tell_all("review_reminder", waiting, case, due_at=round_.due_at)
    if round_.due_at <= at and round_.escalated_at is None:
        round_.escalated_at = at
        round_.save(update_fields=["escalated_at"])
        tell_all("review_late", waiting, case, due_at=round_.due_at)
        tell_all("review_late_for_admins", admins().exclude(enrolments=case.enrolment_id), case, due_at=round_.due_at)
