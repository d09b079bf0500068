"""Before a case opens: for whom too few could decide, who is tied to them by what, and what would help."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from certification.review.queries import forecast
from courses.progress.models import Enrolment
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> Enrolment:
    """Somebody who is ready to apply; the core group has five members by now, all of them known to the scene."""
    return scenes.a_trainee_ready_to_apply()


def everybody_is_tied_to(enrolment: Enrolment, kind: Relation.Kind) -> None:
    assert enrolment.person is not None
    for member in User.objects.filter(groups__name=Role.CORE_GROUP):
        Relation.objects.create(person=member, kind=kind, other=enrolment.person)


def seen() -> forecast.Forecast:
    return forecast.forecast(at=scenes.NOW, leave_out=UserFactory.create())


def test_nobody_is_told_of_for_whom_enough_can_decide(ready: Enrolment) -> None:
    assert seen() == forecast.Forecast((), 0)


def test_ties_that_can_be_lifted_are_told_with_who_has_them(ready: Enrolment) -> None:
    everybody_is_tied_to(ready, Relation.Kind.MENTOR)

    [short] = seen().soon

    assert (short.enrolment, short.needed, short.able, short.ready) == (ready, 2, 0, True)
    assert len(short.liftable) == len(short.tied) > 2
    assert {row.ties[0] for row in short.tied} == {"mentor or mentee"}


def test_a_declared_tie_leaves_a_guest_alone(ready: Enrolment) -> None:
    everybody_is_tied_to(ready, Relation.Kind.CONFLICT)

    assert seen().soon[0].liftable == []


def test_who_has_more_to_do_is_counted_only(ready: Enrolment) -> None:
    far = scenes.an_enrolment()
    everybody_is_tied_to(far, Relation.Kind.MENTOR)

    assert seen() == forecast.Forecast((), 1)


def test_who_has_applied_is_in_the_queue_and_not_here(ready: Enrolment) -> None:
    everybody_is_tied_to(ready, Relation.Kind.MENTOR)
    scenes.an_application(ready)

    assert seen() == forecast.Forecast((), 0)


def test_nobody_reads_of_themselves(ready: Enrolment) -> None:
    assert ready.person is not None
    everybody_is_tied_to(ready, Relation.Kind.MENTOR)

    assert forecast.forecast(at=scenes.NOW, leave_out=ready.person) == forecast.Forecast((), 0)


def test_the_page_names_the_way_out(ready: Enrolment, sign_in: SignIn) -> None:
    everybody_is_tied_to(ready, Relation.Kind.MANAGER)

    words = " ".join(sign_in(scenes.an_admin()).get(reverse("cases:ahead")).content.decode().split())

    assert "2 people have to decide; 0 could." in words
    assert "their manager" in words
    assert "two of you can agree that a tie is no obstacle, or name a guest reviewer" in words


def test_the_forecast_costs_the_same_for_one_person_and_for_three(
    ready: Enrolment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = UserFactory.create()
    everybody_is_tied_to(ready, Relation.Kind.MENTOR)
    with django_assert_num_queries(4):
        forecast.forecast(at=scenes.NOW, leave_out=reader)
    for _ in range(2):
        everybody_is_tied_to(scenes.an_enrolment(), Relation.Kind.MENTOR)
    with django_assert_num_queries(4):
        forecast.forecast(at=scenes.NOW, leave_out=reader)
