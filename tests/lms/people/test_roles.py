"""What the four groups are, and what each may."""

import pytest
from django.contrib.auth.models import Group, Permission

from lms.people.models import User
from lms.people.roles import Role, ensure_groups, enters_staff_pages, has_role, permissions_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_a_group_holds_exactly_what_the_apps_contributed(role: Role) -> None:
    held = Group.objects.get(name=role.value).permissions.values_list("content_type__app_label", "codename")

    assert {f"{label}.{codename}" for label, codename in held} == permissions_of(role)


def test_a_permission_given_by_hand_is_taken_back_when_groups_are_ensured() -> None:
    trainee = Group.objects.get(name=Role.TRAINEE.value)
    trainee.permissions.add(*Group.objects.get(name=Role.PROGRAM_ADMIN.value).permissions.all())

    ensure_groups()

    assert not trainee.permissions.filter(codename="give_roles").exists()


def test_a_trainee_may_not_enter_the_staff_pages(trainee: User) -> None:
    assert not trainee.is_staff


@pytest.mark.parametrize("role", [Role.CORE_GROUP, Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN])
def test_staff_roles_enter_the_staff_pages(role: Role) -> None:
    assert UserFactory.create(roles=[role]).is_staff


def test_a_superuser_has_no_role_that_was_not_given() -> None:
    person = UserFactory.create(is_superuser=True)

    assert not has_role(person, Role.CORE_GROUP)


@pytest.mark.parametrize(
    ("roles", "enters"),
    [((), False), ((Role.TRAINEE,), False), ((Role.TRAINEE, Role.CORE_GROUP), True), ((Role.CONTENT_ADMIN,), True)],
)
def test_staff_roles_enter_the_staff_pages_and_others_dont(roles: tuple[Role, ...], enters: bool) -> None:
    person = UserFactory.create(roles=roles)

    assert enters_staff_pages(person) == enters == person.is_staff


def test_a_group_of_the_installations_own_opens_the_staff_pages_too() -> None:
    person = UserFactory.create(roles=[Role.TRAINEE])
    group = Group.objects.create(name="guests")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)

    assert enters_staff_pages(person)


def test_who_may_no_longer_sign_in_enters_nothing() -> None:
    person = UserFactory.create(roles=[Role.CORE_GROUP], is_active=False)

    assert not enters_staff_pages(person)
