"""One vote, a changed one, and what the votes of a round come to."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import appealing, rounds
from certification.review.actions.certifying import certify
from certification.review.actions.telling import tell_all, voters
from certification.review.models import Ask, AskJudgement, Case, Review, Round, Seat
from certification.review.rules import Act, Doing, Outcome, Rule, Vote, VoteFacts, Why, Written
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.failpoints import failpoint
from lms.people.models import User

# How long those who decided may talk before what they decided is told as it stands.
TALK = timedelta(days=3)


@transaction.atomic
def decide(*, case_id: int, written: Written, by: User, clock: Clock = timezone.now) -> Case:
    """Cast one vote; the approval that completes the quorum ends the round and issues the certificate with it.

    Where a panel decides, its members do; else whoever is independent may, and nobody loses their seat by it: that
    would tell them of a vote. Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = rounds.locked(case_id)
    return _vote(case, written, by=by, at=clock(), changing=False)


@transaction.atomic
def change_vote(*, case_id: int, written: Written, by: User, clock: Clock = timezone.now) -> Case:
    """Decide otherwise while the round is open, with the reason for it; the earlier vote stays readable.

    Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = rounds.locked(case_id)
    return _vote(case, written, by=by, at=clock(), changing=True)


def _vote(case: Case, written: Written, *, by: User, at: datetime, changing: bool) -> Case:
    round_ = queries.round_of(case)
    round_.case = case
    seated = Seat.objects.held().filter(round=round_, reviewer=by).exists()
    # Whether to open a case again is another question than what was asked for in it.
    asks = [] if round_.is_appeal else list(queries.asks_before(case).values_list("pk", flat=True))
    mine = Review.objects.filter(round=round_, reviewer=by, replaced_at=None)
    barred = rules.independence(queries.facts_about(by, case, at=at), opened_at=case.opened_at)
    met = VoteFacts(
        appeal=round_.is_appeal,
        in_review=case.state in (Case.State.IN_REVIEW, Case.State.APPEALED) and round_.is_open,
        decided=mine.exists(),
        seat=seated or not round_.has_panel or barred.refused,
        open_asks=asks,
        history=case.enrolment.last_seq,
        today=timezone.localdate(at),
    )
    own = rules.decide_vote(written, met, changing=changing)
    because = barred.because + own.because
    if because:
        raise Refused(because, WORDS)
    if not seated:
        rounds.seat(case, round_, by.pk, [Why.TOOK_IT], at=at)
    mine.update(replaced_at=at)
    _write(round_, written, asks, by=by, at=at)
    conclude(case, round_, by=by, at=at)
    failpoint("review.decided")
    return case


def _write(round_: Round, written: Written, asks: list[int], *, by: User, at: datetime) -> None:
    made = Review.objects.create(
        round=round_,
        reviewer=by,
        decision=written.decision.value,
        reason=written.reason.strip(),
        letter=written.letter.strip() if written.decision is Vote.DECLINE else "",
        changed_because=written.changed_because.strip(),
        decided_at=at,
    )
    Ask.objects.bulk_create(
        Ask(
            round=round_,
            review=made,
            competency=ask.competency,
            text=ask.text.strip(),
            met_by=ask.met_by.strip(),
            by_date=ask.by_date,
        )
        for ask in written.asked
        if ask.by_date
    )
    verdicts = written.verdicts or {}
    AskJudgement.objects.bulk_create(AskJudgement(review=made, ask_id=ask, verdict=verdicts[ask]) for ask in asks)


def conclude(case: Case, round_: Round, *, by: User | None, at: datetime) -> None:
    """Look at the votes of a locked case's open round, and do what they come to.

    Each vote counts only if its reviewer may still decide at this moment; what is set aside is shown, and its seat is
    free for somebody else.
    """
    set_aside(case, round_, at=at)
    votes = [Vote(row.decision) for row in queries.votes(round_)]
    found = rules.outcome(
        votes, rule=Rule(round_.rule), needed=round_.needed, seats=round_.seats, appeal=round_.is_appeal
    )
    if found is Outcome.APPROVED:
        rounds.end(round_, Round.Outcome.APPROVED, by=by, at=at)
        rounds.move(case, Act.APPROVE, at=at)
        certify(case, round_, at=at)
    elif found in (Outcome.STANDS, Outcome.REOPENED):
        stands = found is Outcome.STANDS
        if stands:
            round_.letter = queries.votes(round_).values_list("letter", flat=True)[0]
        appealing.answer(case, round_, stands=stands, by=by, at=at)
    else:
        _let_talk(case, round_, settled=found is not Outcome.OPEN, at=at)
        rounds.fill(case, round_, at=at)


def set_aside(case: Case, round_: Round, *, at: datetime) -> None:
    """Votes of people who may not decide any more don't count."""
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    for vote in queries.votes(round_):
        barred = board.may(Doing.DECIDE, subject, vote.reviewer_id)
        if barred.refused:
            vote.set_aside_at, vote.set_aside_because = at, list(barred.because)
            vote.save(update_fields=["set_aside_at", "set_aside_because"])


def _let_talk(case: Case, round_: Round, *, settled: bool, at: datetime) -> None:
    """All have decided and not all approve: they are told that they can talk, and till when."""
    if settled and round_.settle_by is None:
        round_.settle_by = at + TALK
        round_.save(update_fields=["settle_by"])
        votes = ",".join(str(pk) for pk in queries.votes(round_).values_list("pk", flat=True))
        tell_all("review_to_close", voters(round_), case, cause=votes, until=round_.settle_by)
    elif not settled and round_.settle_by is not None:
        round_.settle_by = None
        round_.save(update_fields=["settle_by"])
