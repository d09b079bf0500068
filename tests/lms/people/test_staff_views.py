"""The staff screens of roles and relations."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lms.people.models import Relation, User
from lms.people.queries import people_with_roles
from lms.people.roles import Role, has_role
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_admin_gives_a_role_on_the_persons_page(as_program_admin: Client, trainee: User) -> None:
    as_program_admin.post(f"/admin/people/{trainee.pk}/roles/grant/", {"role": "core_group"})

    assert has_role(User.objects.get(pk=trainee.pk), Role.CORE_GROUP)


def test_an_old_sign_in_gives_no_role(sign_in: SignIn, program_admin: User, trainee: User) -> None:
    answer = sign_in(program_admin, hours_ago=2).post(
        f"/admin/people/{trainee.pk}/roles/grant/", {"role": "core_group"}
    )

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not has_role(User.objects.get(pk=trainee.pk), Role.CORE_GROUP)


@pytest.mark.parametrize("role", ["superuser", "", "observer"])
def test_only_the_four_roles_can_be_given(as_program_admin: Client, trainee: User, role: str) -> None:
    as_program_admin.post(f"/admin/people/{trainee.pk}/roles/grant/", {"role": role})

    changed = User.objects.get(pk=trainee.pk)
    assert (changed.is_superuser, changed.groups.count()) == (False, 1)


def test_the_core_group_gives_no_roles(as_core_member: Client, trainee: User) -> None:
    as_core_member.post(f"/admin/people/{trainee.pk}/roles/grant/", {"role": "program_admin"})

    assert not has_role(User.objects.get(pk=trainee.pk), Role.PROGRAM_ADMIN)


def test_a_refusal_is_read_on_the_page(as_program_admin: Client, program_admin: User) -> None:
    answer = as_program_admin.post(
        f"/admin/people/{program_admin.pk}/roles/grant/", {"role": "core_group"}, follow=True
    )

    assert "Somebody else has to change your own roles" in answer.content.decode()


def test_an_admin_notes_a_conflict_of_interest(as_program_admin: Client, trainee: User, core_member: User) -> None:
    as_program_admin.post("/admin/relations/new/", {"person": core_member.pk, "kind": "conflict", "other": trainee.pk})

    assert Relation.objects.filter(person=core_member, kind="conflict", other=trainee).count() == 1


def test_the_list_finds_people_by_part_of_name_or_address(as_program_admin: Client) -> None:
    UserFactory.create(display_name="Nguyễn Thị Ánh", email="anh@example.org")

    assert "Nguyễn Thị Ánh" in as_program_admin.get("/admin/people/", {"q": "ANH@"}).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_two_queries_however_many_people(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(people):
        UserFactory.create(roles=[Role.TRAINEE])

    with django_assert_num_queries(2):
        assert [len(person.groups.all()) for person in people_with_roles()] == [1] * people


def test_a_persons_page_leads_to_what_is_theirs_as_far_as_the_reader_may_see_it(
    sign_in: SignIn, program_admin: User, trainee: User
) -> None:
    words = ("Their training", "Their certificates", "Mails to them")

    text = sign_in(program_admin).get(f"/admin/people/{trainee.pk}/roles/").content.decode()

    assert [each in text for each in words] == [True, True, True]


def test_the_account_page_of_staff_asks_for_no_name_that_would_be_lost(as_core_member: Client) -> None:
    asked = as_core_member.get("/admin/account/").content.decode()

    answer = as_core_member.post(
        "/admin/account/", {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}
    )

    assert ("First Name" in asked, answer.status_code) == (False, 302)
