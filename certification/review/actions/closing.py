"""The end of a round that isn't an approval: a person tells the candidate what comes next."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds, voting
from certification.review.actions.recording import record
from certification.review.actions.telling import tell_candidate
from certification.review.models import Ask, Case, Review, Round
from certification.review.rules import Act, Outcome, Rule, Vote
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.failpoints import failpoint
from lms.people.models import User


@transaction.atomic
def close(
    *,
    case_id: int,
    asks: Sequence[int] = (),
    letter: str = "",
    way_forward: str = "",
    apply_again_from: date | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> Case:
    """Tell the candidate *not yet* with at most three of the proposed next steps, or a decline with kind words.

    Only once all have decided, by one of them. Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = rounds.locked(case_id)
    at = clock()
    round_ = queries.round_of(case)
    round_.case = case
    voting.set_aside(case, round_, at=at)
    found = _found(round_)
    proposed = list(Ask.objects.filter(review__in=queries.votes(round_)).values_list("pk", flat=True))
    chosen = [pk for pk in dict.fromkeys(asks) if pk in proposed]
    decision = rules.decide_close(
        found,
        voted=queries.votes(round_).filter(reviewer=by).exists(),
        chosen=len(chosen),
        proposed=len(proposed),
        letter=letter,
        way_forward=way_forward,
        open_round=round_.is_open and case.state == Case.State.IN_REVIEW,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    round_.letter, round_.way_forward = letter.strip(), way_forward.strip()
    round_.apply_again_from = apply_again_from
    _end(case, round_, found, chosen, by=by, at=at)
    record("review.close", case, by=by, at=at, data={"round": round_.number, "outcome": round_.outcome})
    failpoint("review.closed")
    return case


def close_late(case: Case, round_: Round, *, at: datetime) -> None:
    """Nobody closed the round while they could talk: what those who decided wrote is told as it stands.

    First things first: the first proposal of each, in the order in which they decided, then the second of each.
    """
    voting.set_aside(case, round_, at=at)
    found = _found(round_)
    if found not in (Outcome.NOT_YET, Outcome.DECLINED):
        return
    votes = list(queries.votes(round_).prefetch_related("asks").select_related("reviewer"))
    rows = [list(vote.asks.all()) for vote in votes]
    turns = max(map(len, rows), default=0)
    ranked = [row[turn].pk for turn in range(turns) for row in rows if turn < len(row)]
    by = None
    if found is Outcome.DECLINED or not ranked:
        said = next(vote for vote in votes if vote.decision == Review.Decision.DECLINE)
        by, round_.letter = said.reviewer, said.letter
    _end(case, round_, found, ranked[: rules.MOST_ASKS], by=by, at=at)


def _found(round_: Round) -> Outcome:
    votes = [Vote(row.decision) for row in queries.votes(round_)]
    return rules.outcome(
        votes, rule=Rule(round_.rule), needed=round_.needed, seats=round_.seats, appeal=round_.is_appeal
    )


def _end(case: Case, round_: Round, found: Outcome, chosen: Sequence[int], *, by: User | None, at: datetime) -> None:
    if found is Outcome.NOT_YET:
        for place, pk in enumerate(chosen, start=1):
            Ask.objects.filter(pk=pk).update(place=place)
        rounds.end(round_, Round.Outcome.NOT_YET, by=by, at=at)
        rounds.move(case, Act.CLOSE_NOT_YET, at=at)
        tell_candidate("application_not_yet", case)
        return
    appealed = Round.objects.filter(case=case, kind=Round.Kind.APPEAL).exists()
    if not appealed:
        round_.appeal_until = at + timedelta(days=case.enrolment.syllabus.plan.review.appeal_days)
    rounds.end(round_, Round.Outcome.DECLINED, by=by, at=at)
    rounds.move(case, Act.CLOSE_DECLINED, at=at)
    tell_candidate("application_declined", case, appeal_until=round_.appeal_until)
