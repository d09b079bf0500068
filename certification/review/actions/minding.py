"""What time does to a case: free seats are filled, people are reminded, a second look ends."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import appealing, closing, rounds, voting
from certification.review.actions.telling import tell_all
from certification.review.models import Case, Review, Round, Seat
from certification.review.models.votes import SeatQuerySet
from certification.review.rules import Doing
from lms.actions import Clock
from lms.people.models import User

logger = logging.getLogger(__name__)


def mind(*, clock: Clock = timezone.now) -> int:
    """Look after every open round; says how many it saw."""
    return _mind(Round.objects.filter(closed_at=None), clock=clock)


def mind_person(person_id: int, *, clock: Clock = timezone.now) -> int:
    """Look at once after the open rounds that somebody was asked to read: they are away, or may not decide any more.

    Every vote has a seat, so seats tell of both.
    """
    return _mind(Round.objects.filter(closed_at=None, places__reviewer=person_id).distinct(), clock=clock)


def _mind(rows: QuerySet[Round], *, clock: Clock) -> int:
    """One case's trouble doesn't keep the others from theirs."""
    seen = 0
    for case_id in list(rows.order_by("pk").values_list("case", flat=True)):
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
    rounds.ask_beside(case, round_, _silent(round_, at=at), at=at)


def _silent(round_: Round, *, at: datetime) -> list[Seat]:
    """Who was asked and let the time pass, and a reminder; nobody while those who have decided talk.

    A second look ends at its target: there it is half of the time, at which they are reminded.
    """
    length = round_.due_at - round_.opened_at
    reminded, given = (round_.reminded_at, length / 2) if round_.is_appeal else (round_.escalated_at, length)
    if round_.settle_by is not None:
        return []
    return [
        row
        for row in _waiting(round_).asked().order_by("pk")
        if rules.is_silent(row.seated_at, reminded, given=given, length=length, at=at)
    ]


def _pass_on(round_: Round, *, at: datetime) -> None:
    """Seats of people who are away, and have not decided, are for others."""
    for row in _waiting(round_).filter(reviewer__in=list(queries.away_on(at))):
        rounds.leave(row, Seat.Left.AWAY, at=at)


def _waiting(round_: Round) -> SeatQuerySet:
    decided = Review.objects.standing().filter(round=round_).values("reviewer")
    return Seat.objects.held().filter(round=round_).exclude(reviewer__in=decided)


def _remind(case: Case, round_: Round, *, at: datetime) -> None:
    """Whoever hasn't decided at half of the time; from the target on it is told wider, once a target's length."""
    length = round_.due_at - round_.opened_at
    waiting = User.objects.filter(pk__in=_waiting(round_).values("reviewer")).order_by("pk")
    if round_.opened_at + length / 2 <= at and round_.reminded_at is None:
        round_.reminded_at = at
        round_.save(update_fields=["reminded_at"])
        tell_all("review_reminder", waiting, case, due_at=round_.due_at)
    late = rules.times_late(round_.opened_at, round_.due_at, at=at)
    if late > rules.times_late(round_.opened_at, round_.due_at, at=round_.escalated_at):
        round_.escalated_at = at
        round_.save(update_fields=["escalated_at"])
        tell_all("review_late", waiting, case, cause=late, due_at=round_.due_at)
        _tell_wider(case, round_, late, at=at)


def _tell_wider(case: Case, round_: Round, late: int, *, at: datetime) -> None:
    """Who can help on: where people are missing, those who can find some; else the admins, then whoever may decide.

    Whoever is told, and when, is the same however many have decided: each hears less only for their own vote.
    """
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    asked = Seat.objects.held().filter(round=round_).asked()
    if asked.count() < round_.seats:
        rounds.tell_short(case, board, subject, cause=late)
        return
    readers = [person for person in board.admins if not board.may(Doing.READ, subject, person).refused]
    tell_all("review_late_for_admins", _people(readers), case, cause=late, due_at=round_.due_at)
    if late > 1:
        seated = Seat.objects.held().filter(round=round_).values("reviewer")
        free = _people(board.independent(subject)).exclude(pk__in=seated)
        tell_all("review_open_to_all", free, case, cause=late, due_at=round_.due_at)


def _people(keys: Iterable[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=list(keys)).order_by("pk")
