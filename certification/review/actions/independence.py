"""Stepping aside, declaring a tie, agreeing that one is no obstacle, and guests."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds, voting
from certification.review.actions.telling import tell, tell_all
from certification.review.models import Case, Consent, Guest, Recusal, Seat
from certification.review.rules import Doing, Tie
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people import actions as people
from lms.people.models import Relation, User
from lms.people.roles import Role


@transaction.atomic
def recuse(*, case_id: int, by: User, reason: str = "", clock: Clock = timezone.now) -> Recusal:
    """Step aside in one case; a vote that was cast before counts no more. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    facts = queries.facts_about(by, case, at=at)
    _require(
        rules.decide_recusal(
            open_case=case.is_open,
            member=facts.member_since is not None or facts.guest,
            oneself=Tie.ONESELF in facts.ties,
            recused=Tie.RECUSED in facts.ties,
        )
    )
    made = Recusal.objects.create(case=case, person=by, said_at=at, reason=reason.strip())
    _step_out(case, by, at=at)
    return made


@transaction.atomic
def declare_tie(*, case_id: int, by: User, clock: Clock = timezone.now) -> None:
    """Say that one is personally close to the candidate, without detail: it excludes here and from now on.

    Raises ``Refused``.
    """
    case = rounds.locked(case_id)
    at = clock()
    facts = queries.facts_about(by, case, at=at)
    _require(
        rules.decide_recusal(
            open_case=case.is_open,
            member=facts.member_since is not None or facts.guest,
            oneself=Tie.ONESELF in facts.ties,
            recused=Tie.DECLARED in facts.ties,
        )
    )
    assert case.enrolment.person is not None
    Relation.objects.get_or_create(person=by, kind=Relation.Kind.CONFLICT, other=case.enrolment.person)
    _step_out(case, by, at=at)


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
    _require(
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
    audit.record("review.ask_consent", about=case, by=by, data={"reviewer": reviewer.pk, "ties": ties}, at=at)
    tell_all("consent_asked", _others(case, {reviewer.pk, by.pk}, at=at), case, cause=made.pk, who=str(reviewer))
    return made


@transaction.atomic
def consent(*, consent_id: int, by: User, clock: Clock = timezone.now) -> Consent:
    """Agree, as the second person. Raises ``Refused``."""
    asked = Consent.objects.get(pk=consent_id)
    case = rounds.locked(asked.case_id)
    at = clock()
    asked.refresh_from_db()
    _require_second(case, by, barred={asked.reviewer_id, asked.asked_by_id}, done=asked.given_by_id is not None, at=at)
    asked.given_by, asked.given_at = by, at
    asked.save(update_fields=["given_by", "given_at"])
    audit.record("review.consent", about=case, by=by, data={"reviewer": asked.reviewer_id, "ties": asked.ties}, at=at)
    _fill(case, at=at)
    return asked


@transaction.atomic
def name_guest(
    *, case_id: int, person: User, reason: str, until: datetime | None, by: User, clock: Clock = timezone.now
) -> Guest:
    """Propose somebody from outside who helps to decide this case, till a given time. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    _require(board.may(Doing.VOUCH, subject, by.pk))
    _require(
        rules.decide_guest(
            board.facts(subject, person.pk),
            opened_at=case.opened_at,
            there=Guest.objects.filter(case=case, person=person).exists(),
            gone=not person.is_active or person.erased_at is not None,
            reason=reason,
            until=until,
            at=at,
            open_case=case.is_open,
        )
    )
    assert until is not None
    made = Guest.objects.create(case=case, person=person, reason=reason.strip(), named_by=by, named_at=at, until=until)
    audit.record("review.name_guest", about=case, by=by, data={"person": person.pk}, at=at)
    tell_all("guest_to_second", _others(case, {person.pk, by.pk}, at=at), case, cause=made.pk, who=str(person))
    return made


@transaction.atomic
def second_guest(*, guest_id: int, by: User, clock: Clock = timezone.now) -> Guest:
    """Agree to a guest, as the second person: they may read and decide this case from now on. Raises ``Refused``."""
    guest = Guest.objects.select_related("person").get(pk=guest_id)
    case = rounds.locked(guest.case_id)
    at = clock()
    guest.refresh_from_db()
    done = guest.seconded_by_id is not None or guest.until <= at
    _require_second(case, by, barred={guest.person_id, guest.named_by_id}, done=done, at=at)
    guest.seconded_by, guest.seconded_at = by, at
    guest.save(update_fields=["seconded_by", "seconded_at"])
    people.grant_role(person=guest.person, role=Role.GUEST_REVIEWER, by=by)
    audit.record("review.second_guest", about=case, by=by, data={"person": guest.person_id}, at=at)
    tell("guest_welcome", guest.person, case, cause=guest.pk, until=guest.until)
    _fill(case, at=at)
    return guest


@transaction.atomic
def end_guests(*, clock: Clock = timezone.now) -> int:
    """Take the role back from guests whose time is over or whose case is decided; says how many."""
    at = clock()
    over = Guest.objects.select_for_update().filter(ended_at=None, seconded_at__isnull=False)
    ended = [row for row in over.select_related("case", "person") if row.until <= at or not row.case.is_open]
    for row in ended:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        if not Guest.objects.current(at).filter(person=row.person).exists():
            people.withdraw_role(person=row.person, role=Role.GUEST_REVIEWER, by=None)
    return len(ended)


def _others(case: Case, barred: set[int], *, at: datetime) -> Iterable[User]:
    """Who could be the second person."""
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    people = ({*board.members} | board.admins) - barred
    able = [person for person in people if not board.may(Doing.VOUCH, subject, person).refused]
    return User.objects.filter(pk__in=able).order_by("pk")


def _require_second(case: Case, by: User, *, barred: set[int], done: bool, at: datetime) -> None:
    facts = queries.facts_about(by, case, at=at)
    _require(
        rules.decide_second(
            facts, opened_at=case.opened_at, person=by.pk, barred=barred, done=done, open_case=case.is_open
        )
    )


def _fill(case: Case, *, at: datetime) -> None:
    standing = queries.round_of(case)
    standing.case = case
    if standing.is_open:
        rounds.fill(case, standing, at=at)


def _require(decision: rules.Decision) -> None:
    if decision.refused:
        raise Refused(decision.because, WORDS)
