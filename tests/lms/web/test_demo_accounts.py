"""Signing in as a demo person."""

import pytest
from django.test import Client

from lms.people.models import User
from lms.people.roles import Role
from lms.web.demo_accounts import one_for_each_role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_one_click_signs_in_as_a_demo_person(client: Client, trainee: User) -> None:
    client.post("/dev/sign-in/", {"person": trainee.pk})

    assert client.session["_auth_user_id"] == str(trainee.pk)


def test_one_click_leads_on_to_where_somebody_was_asked_to_sign_in(client: Client, trainee: User) -> None:
    text = client.get("/accounts/login/?next=/sessions/%3Fkind%3Dpractice").content.decode()

    assert 'action="/dev/sign-in/?next=%2Fsessions%2F%3Fkind%3Dpractice"' in text
    asked = client.post("/dev/sign-in/?next=%2Fsessions%2F%3Fkind%3Dpractice", {"person": trainee.pk})
    assert asked.headers["Location"] == "/sessions/?kind=practice"


def test_one_click_leads_to_no_other_site(client: Client, trainee: User) -> None:
    asked = client.post("/dev/sign-in/?next=https://elsewhere.example/", {"person": trainee.pk})

    assert asked.headers["Location"] == "/training/"


def test_nobody_signs_in_as_a_real_person(client: Client) -> None:
    real = UserFactory.create(email="ana@hospital.edu")

    assert client.post("/dev/sign-in/", {"person": real.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_there_is_one_button_for_each_role(trainee: User, core_member: User, program_admin: User) -> None:
    UserFactory.create(roles=[Role.TRAINEE])

    assert [account.person for account in one_for_each_role()] == [trainee, core_member, program_admin]


def test_signing_in_with_get_is_not_possible(client: Client, trainee: User) -> None:
    assert client.get("/dev/sign-in/", {"person": trainee.pk}).status_code == 405
