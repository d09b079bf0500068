"""Stepping aside, declaring a tie and taking that back, agreeing that one is no obstacle."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds, voting
from certification.review.actions.recording import record
from certification.review.actions.telling import tell_all
from certification.review.models import Case, Consent, Recusal, Seat
from certification.review.rules import Doing, Tie
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import Relation, User


@transaction.atomic
def recuse(*, case_id: int, by: User, reason: str = "", clock: Clock = timezone.now) -> Recusal:
    """Step aside in one case; a vote that was cast before counts no more. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    _require_inside(case, by, Tie.RECUSED, at=at)
    made = Recusal.objects.create(case=case, person=by, said_at=at, reason=reason.strip())
    record("review.recuse", case, by=by, at=at)
    _step_out(case, by, at=at)
    return made


@transaction.atomic
def declare_tie(*, case_id: int, by: User, clock: Clock = timezone.now) -> None:
    """Say that one is personally close to the candidate, without detail: it excludes here and from now on.

    Raises ``Refused``.
    """
    case = rounds.locked(case_id)
    at = clock()
    _require_inside(case, by, Tie.DECLARED, at=at)
    assert case.enrolment.person is not None
    Relation.objects.get_or_create(person=by, kind=Relation.Kind.CONFLICT, other=case.enrolment.person)
    record("review.declare_tie", case, by=by, at=at)
    _step_out(case, by, at=at)


def _require_inside(case: Case, by: User, tie: Tie, *, at: datetime) -> None:
    """Only who could decide steps out, and says so once."""
    facts = queries.facts_about(by, case, at=at)
    require(
        rules.decide_recusal(
            open_case=case.is_open,
            member=facts.member_since is not None or facts.guest,
            oneself=Tie.ONESELF in facts.ties,
            recused=tie in facts.ties,
        )
    )


@transaction.atomic
def take_back_tie(*, tie_id: int, by: User, clock: Clock = timezone.now) -> None:
    """Say that one isn't close to somebody any more; not while they wait for a decision.

    Raises ``Relation.DoesNotExist`` for what somebody else declared, and ``Refused``.
    """
    tie = queries.declared_by(by).select_for_update(of=("self",)).get(pk=tie_id)
    open_cases = Case.objects.open().filter(enrolment__person=tie.other_id)
    require(rules.decide_taking_back(open_case=open_cases.exists()))
    audit.record("review.take_back_tie", about=by, by=by, at=clock())
    tie.delete()


def _step_out(case: Case, by: User, *, at: datetime) -> None:
    standing = queries.round_of(case)
    standing.case = case
    if not standing.is_open:
        return
    for row in Seat.objects.held().filter(round=standing, reviewer=by):
        rounds.leave(row, Seat.Left.RECUSED, at=at)
    voting.conclude(case, standing, by=None, at=at)


@transaction.atomic
def ask_consent(*, case_id: int, reviewer: User, reason: str, by: User, clock: Clock = timezone.now) -> Consent:
    """Ask that what ties a reviewer to the candidate be found no obstacle in this case. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    facts = board.facts(subject, reviewer.pk)
    require(
        rules.decide_consent(
            facts,
            board.facts(subject, by.pk),
            asked=Consent.objects.filter(case=case, reviewer=reviewer).exists(),
            reason=reason,
            open_case=case.is_open,
        )
    )
    ties = [tie.value for tie in facts.barring(Doing.DECIDE)]
    made = Consent.objects.create(
        case=case, reviewer=reviewer, ties=ties, reason=reason.strip(), asked_by=by, asked_at=at
    )
    record("review.ask_consent", case, by=by, at=at, data={"reviewer": reviewer.pk, "ties": ties})
    second = others(case, {reviewer.pk, by.pk}, at=at)
    tell_all("consent_asked", second, case, cause=made.pk, consent=made.pk, who=str(reviewer))
    return made


@transaction.atomic
def consent(*, consent_id: int, by: User, clock: Clock = timezone.now) -> Consent:
    """Agree, as the second person. Raises ``Refused``."""
    asked = Consent.objects.get(pk=consent_id)
    case = rounds.locked(asked.case_id)
    at = clock()
    asked.refresh_from_db()
    require_second(case, by, barred={asked.reviewer_id, asked.asked_by_id}, done=asked.given_by_id is not None, at=at)
    asked.given_by, asked.given_at = by, at
    asked.save(update_fields=["given_by", "given_at"])
    record("review.consent", case, by=by, at=at, data={"reviewer": asked.reviewer_id, "ties": asked.ties})
    fill(case, at=at)
    return asked


def others(case: Case, barred: set[int], *, at: datetime) -> Iterable[User]:
    """Who could be the second person."""
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    people = ({*board.members} | board.admins) - barred
    able = [person for person in people if not board.may(Doing.VOUCH, subject, person).refused]
    return User.objects.filter(pk__in=able).order_by("pk")


def require_second(case: Case, by: User, *, barred: set[int], done: bool, at: datetime) -> None:
    facts = queries.facts_about(by, case, at=at)
    require(
        rules.decide_second(
            facts, opened_at=case.opened_at, person=by.pk, barred=barred, done=done, open_case=case.is_open
        )
    )


def fill(case: Case, *, at: datetime) -> None:
    standing = queries.round_of(case)
    standing.case = case
    if standing.is_open:
        rounds.fill(case, standing, at=at)


def require(decision: rules.Decision) -> None:
    if decision.refused:
        raise Refused(decision.because, WORDS)
