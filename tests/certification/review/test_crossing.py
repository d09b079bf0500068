"""All verbs about who decides at once, on one case: nobody waits for each other in a ring, and all ends well."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from certification.review import actions, queries
from certification.review.actions import absences
from certification.review.actions.minding import mind_case
from certification.review.models import Case, Guest, Seat
from certification.review.rules import Doing
from lms.actions import Refused
from lms.people import actions as people
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Do all of it in threads that start together; says what went wrong beside refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except Refused:
            return ""
        except Exception as error:  # noqa: BLE001 - told by the assertion
            return repr(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [told for told in pool.map(run, acts) if told]


def a_guest(case: Case, by: User, second: User | None = None) -> Guest:
    person, until = UserFactory.create(roles=[Role.TRAINEE]), timezone.now() + timedelta(days=9)
    guest = actions.name_guest(case_id=case.pk, person=person, reason="Knows it.", until=until, by=by)
    return actions.second_guest(guest_id=guest.pk, by=second) if second else guest


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_guests_roles_absences_ties_and_votes_at_once_end_without_a_ring_of_locks(seed: int) -> None:
    case = scenes.an_application(clock=timezone.now)
    one, other, mentor, away, leaves, erased, votes = (scenes.a_core_member() for _ in range(7))
    candidate = User.objects.get(enrolments=case.enrolment_id)
    RelationFactory.create(person=mentor, other=candidate, kind=Relation.Kind.MENTOR)
    asked = actions.ask_consent(case_id=case.pk, reviewer=mentor, reason="Long ago.", by=one)
    named, ended, gone = a_guest(case, one), a_guest(case, one, other), a_guest(case, one, other)
    today = timezone.localdate()
    acts: list[Callable[[], object]] = [
        lambda: actions.second_guest(guest_id=named.pk, by=other),
        lambda: actions.end_guest(guest_id=ended.pk, by=other),
        lambda: actions.end_guests(clock=lambda: timezone.now() + timedelta(days=20)),
        lambda: actions.consent(consent_id=asked.pk, by=other),
        lambda: actions.declare_tie(case_id=case.pk, by=mentor),
        lambda: actions.recuse(case_id=case.pk, by=one),
        lambda: absences.be_away(by=away, starts_on=today, ends_on=today, delegate=other),
        lambda: people.withdraw_role(person=leaves, role=Role.CORE_GROUP, by=None),
        lambda: people.erase(person=erased, by=None),
        lambda: people.erase(person=gone.person, by=None),
        lambda: actions.decide(case_id=case.pk, written=scenes.written(case), by=votes),
        lambda: mind_case(case.pk),
    ]
    random.Random(seed).shuffle(acts)  # noqa: S311 - the same for the same seed

    assert at_once(acts) == []

    mind_case(case.pk)
    case.refresh_from_db()
    case = queries.whole().get(pk=case.pk)
    subject, now = queries.Subject.of_case(case), timezone.now()
    board = queries.board([subject], at=now)
    held = Seat.objects.held().filter(round=queries.round_of(case))
    assert [row.reviewer for row in held if board.may(Doing.DECIDE, subject, row.reviewer_id).refused] == []
    guests = Guest.objects.current(now).values("person")
    assert set(User.objects.filter(groups__name=Role.GUEST_REVIEWER)) == set(User.objects.filter(pk__in=guests))
