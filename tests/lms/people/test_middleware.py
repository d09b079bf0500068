"""Who comes into the staff pages: only staff, and in production with a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from lms.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True


def test_staff_without_a_second_factor_are_led_to_set_one_up(as_program_admin: Client) -> None:
    answer = as_program_admin.get("/admin/")

    assert answer.headers["Location"] == "/accounts/2fa/"


def test_staff_with_a_second_factor_go_on(as_program_admin: Client, program_admin: User) -> None:
    Authenticator.objects.create(user=program_admin, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert as_program_admin.get("/admin/").status_code == 200


def test_other_pages_ask_for_none(as_program_admin: Client) -> None:
    assert as_program_admin.get("/me/").status_code == 200


def test_who_isnt_staff_is_told_so_and_asked_for_nothing(as_trainee: Client) -> None:
    answer = as_trainee.get("/admin/trainings/")

    assert (answer.status_code, "This page is for other eyes" in answer.text) == (403, True)
