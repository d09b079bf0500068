"""Whom a session is for."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import seats
from courses.slots.queries import Guest
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.people.models import Institution, User
from tests import scenes as road
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def guest(reader: User | AnonymousUser) -> Guest:
    return Guest(reader, at=timezone.now())


def test_a_session_for_a_role_takes_its_people_alone() -> None:
    slot = scenes.a_slot(audience="role", for_role="core_group")
    [trainee] = scenes.people(1)

    assert guest(road.a_core_member()).is_welcome(slot)
    assert not guest(AnonymousUser()).is_welcome(slot)
    with pytest.raises(Refused) as refusal:
        seats.sign_up(slot_id=slot.pk, person=trainee, by=trainee)
    assert refusal.value.reasons == (Reason.NOT_FOR_YOU,)


def test_a_session_for_an_institution_takes_its_people_alone() -> None:
    school = Institution.objects.create(name="One school")
    slot = scenes.a_slot(audience="institution", for_institution=school)
    own, other = scenes.people(2)
    own.institution = school

    assert [guest(person).is_welcome(slot) for person in (own, other)] == [True, False]


def test_a_session_for_those_who_need_it_looks_at_their_training() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    training, office = scenes.a_slot(audience="needed"), scenes.a_slot(audience="needed", kind="office_hour")
    [stranger] = scenes.people(1)

    assert guest(enrolment.person).is_welcome(training)
    assert not guest(enrolment.person).is_welcome(office)
    assert not guest(stranger).is_welcome(training)


def test_a_list_of_sessions_asks_once_about_its_reader(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    slots = [scenes.a_slot(audience=audience, for_role="trainee") for audience in ("role", "needed", "role", "needed")]
    reader = guest(scenes.people(1)[0])

    with django_assert_num_queries(2):
        assert [reader.is_welcome(slot) for slot in slots] == [True, False, True, False]
