"""Giving and taking roles, the first admin, and accounts that were never confirmed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.actions import Refused
from lms.people import actions
from lms.people.models import User
from lms.people.roles import Role, has_role
from lms.people.rules import Reason
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_giving_a_role_is_recorded_with_who_gave_it(trainee: User, program_admin: User) -> None:
    actions.grant_role(person=trainee, role=Role.CORE_GROUP, by=program_admin)

    entry = ModelLogEntry.objects.get(action="people.grant_role")
    assert has_role(trainee, Role.CORE_GROUP)
    assert (entry.user_id, entry.object_id, entry.data) == (program_admin.pk, str(trainee.pk), {"role": "core_group"})


def test_giving_a_role_twice_is_recorded_once(trainee: User, program_admin: User) -> None:
    actions.grant_role(person=trainee, role=Role.CORE_GROUP, by=program_admin)
    actions.grant_role(person=trainee, role=Role.CORE_GROUP, by=program_admin)

    assert ModelLogEntry.objects.filter(action="people.grant_role").count() == 1


def test_taking_a_role_back_is_recorded(core_member: User, program_admin: User) -> None:
    actions.withdraw_role(person=core_member, role=Role.CORE_GROUP, by=program_admin)

    assert not has_role(core_member, Role.CORE_GROUP)
    assert ModelLogEntry.objects.filter(action="people.withdraw_role").count() == 1


def test_an_admin_cannot_join_the_core_group_alone(program_admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        actions.grant_role(person=program_admin, role=Role.CORE_GROUP, by=program_admin)

    assert refusal.value.reasons == (Reason.OWN_ROLES,)


def test_the_last_admin_keeps_the_role(program_admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        actions.withdraw_role(person=program_admin, role=Role.PROGRAM_ADMIN, by=None)

    assert refusal.value.reasons == (Reason.LAST_PROGRAM_ADMIN,)


def test_the_last_admin_cannot_be_erased(program_admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        actions.erase(person=program_admin, by=program_admin)

    assert refusal.value.reasons == (Reason.LAST_PROGRAM_ADMIN,)


def test_a_second_first_admin_is_refused(program_admin: User) -> None:
    with pytest.raises(Refused):
        actions.invite_first_admin(email="new@example.org", display_name="New")


def test_accounts_never_confirmed_are_emptied_after_their_time() -> None:
    long_ago = timezone.now() - timedelta(days=31)
    forgotten = UserFactory.create(roles=[Role.TRAINEE], confirmed=False, date_joined=long_ago)
    confirmed = UserFactory.create(roles=[Role.TRAINEE], date_joined=long_ago)
    recent = UserFactory.create(roles=[Role.TRAINEE], confirmed=False)

    assert actions.remove_unconfirmed(older_than=timedelta(days=30)) == 1

    emptied = User.objects.filter(erased_at__isnull=False)
    assert list(emptied) == [forgotten]
    assert {confirmed, recent}.isdisjoint(emptied)
