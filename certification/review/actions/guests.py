"""Guests: named by two, for one application and a time; the role ends with whichever is over first."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds, voting
from certification.review.actions.independence import fill, others, require, require_second
from certification.review.actions.recording import record
from certification.review.actions.telling import tell, tell_all
from certification.review.models import Case, Guest
from certification.review.rules import Doing
from lms.actions import Clock
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role


@transaction.atomic
def name_guest(
    *, case_id: int, person: User, reason: str, until: datetime | None, by: User, clock: Clock = timezone.now
) -> Guest:
    """Propose somebody from outside who helps to decide this case, till a given time. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    subject = queries.Subject.of_case(case)
    board = queries.board([subject], at=at)
    require(board.may(Doing.VOUCH, subject, by.pk))
    require(
        rules.decide_guest(
            board.facts(subject, person.pk),
            opened_at=case.opened_at,
            there=Guest.objects.filter(case=case, person=person, ended_at=None).exists(),
            gone=not person.is_active or person.erased_at is not None,
            reason=reason,
            until=until,
            at=at,
            open_case=case.is_open,
        )
    )
    assert until is not None
    made = Guest.objects.create(case=case, person=person, reason=reason.strip(), named_by=by, named_at=at, until=until)
    record("review.name_guest", case, by=by, at=at, data={"person": person.pk})
    second = others(case, {person.pk, by.pk}, at=at)
    tell_all("guest_to_second", second, case, cause=made.pk, guest=made.pk, who=str(person))
    return made


@transaction.atomic
def second_guest(*, guest_id: int, by: User, clock: Clock = timezone.now) -> Guest:
    """Agree to a guest, as the second person: they may read and decide this case from now on. Raises ``Refused``."""
    guest = Guest.objects.select_related("person").get(pk=guest_id)
    case = rounds.locked(guest.case_id)
    at = clock()
    guest.refresh_from_db()
    done = guest.seconded_by_id is not None or guest.ended_at is not None or guest.until <= at
    require_second(case, by, barred={guest.person_id, guest.named_by_id}, done=done, at=at)
    guest.seconded_by, guest.seconded_at = by, at
    guest.save(update_fields=["seconded_by", "seconded_at"])
    people.grant_role(person=guest.person, role=Role.GUEST_REVIEWER, by=by)
    record("review.second_guest", case, by=by, at=at, data={"person": guest.person_id})
    tell("guest_welcome", guest.person, case, cause=guest.pk, until=guest.until)
    fill(case, at=at)
    return guest


@transaction.atomic
def end_guest(*, guest_id: int, by: User, clock: Clock = timezone.now) -> Guest:
    """End a guest's help before its time, or take back that they were named; a vote of theirs counts no more.

    Raises ``Guest.DoesNotExist`` and ``Refused``.
    """
    case, guest = _locked(guest_id)
    at = clock()
    subject = queries.Subject.of_case(case)
    require(queries.board([subject], at=at).may(Doing.VOUCH, subject, by.pk))
    require(rules.decide_end_of_guest(over=guest.ended_at is not None, oneself=guest.person_id == by.pk))
    record("review.end_guest", case, by=by, at=at, data={"person": guest.person_id})
    _end(case, guest, by=by, at=at)
    return guest


def end_guests(*, clock: Clock = timezone.now) -> int:
    """Take the role back from guests whose time is over or whose case is decided; says how many."""
    over = Q(until__lte=clock()) | ~Q(case__state__in=Case.OPEN)
    found = Guest.objects.filter(over, ended_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(_end_if_over(pk, clock=clock) for pk in list(found))


@transaction.atomic
def _end_if_over(guest_id: int, *, clock: Clock) -> bool:
    case, guest = _locked(guest_id)
    at = clock()
    if guest.ended_at is not None or (case.is_open and guest.until > at):
        return False
    _end(case, guest, by=None, at=at)
    return True


def _locked(guest_id: int) -> tuple[Case, Guest]:
    """The case comes first, as everywhere; the role's lock comes last."""
    case = rounds.locked(Guest.objects.values_list("case", flat=True).get(pk=guest_id))
    return case, Guest.objects.select_related("person").get(pk=guest_id)


def _end(case: Case, guest: Guest, *, by: User | None, at: datetime) -> None:
    guest.ended_at = at
    guest.save(update_fields=["ended_at"])
    if guest.seconded_at is None:
        return
    tell("guest_over", guest.person, case, cause=guest.pk)
    standing = queries.round_of(case)
    standing.case = case
    if case.is_open and standing.is_open:
        voting.conclude(case, standing, by=None, at=at)
    if guest.person.erased_at is None and not Guest.objects.current(at).filter(person=guest.person).exists():
        people.withdraw_role(person=guest.person, role=Role.GUEST_REVIEWER, by=by)
