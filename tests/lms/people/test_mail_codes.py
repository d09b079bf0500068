"""People without a password: what matters is confirmed by digits that are mailed to them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.mail_codes import LIVES, MOST_TRIES
from lms.people.models import User
from lms.people.roles import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ERASE = "/me/data/erase/"
AT = f"/me/confirm/?next={ERASE}"
WRONG = "These aren&#x27;t the digits"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def person() -> User:
    made: User = UserFactory.create(roles=[Role.TRAINEE])
    made.set_unusable_password()
    made.save()
    return made


@pytest.fixture
def long_ago(client: Client, person: User) -> Client:
    """They came by a mailed link, more than an hour ago."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def digits() -> str:
    [found] = re.findall(r"\b\d{6}\b", words_of(OutgoingMail.objects.latest("pk")).text)
    return str(found)


def ask(client: Client) -> str:
    client.post("/me/confirm/send/", {"next": ERASE})
    return digits()


def enter(client: Client, code: str) -> str:
    return client.post("/me/confirm/", {"code": code, "next": ERASE}, follow=True).content.decode()


def test_who_has_no_password_is_led_to_digits_by_mail_and_not_to_choosing_one(long_ago: Client) -> None:
    assert long_ago.get(ERASE).headers["Location"].startswith("/me/confirm/")


def test_looking_at_the_page_sends_nothing(long_ago: Client) -> None:
    page = long_ago.get(AT).content.decode()

    assert ("Send me the digits" in page, OutgoingMail.objects.exists()) == (True, False)


def test_the_digits_from_the_mail_lead_on_to_what_was_asked_for(long_ago: Client, person: User) -> None:
    code = ask(long_ago)

    assert "Erase my account now" in enter(long_ago, f"{code[:3]} {code[3:]}")


def test_a_whole_account_is_erased_without_ever_choosing_a_password(long_ago: Client, person: User) -> None:
    enter(long_ago, ask(long_ago))

    long_ago.post(ERASE, {"words": "erase me"})

    person.refresh_from_db()
    assert person.erased_at is not None


def test_wrong_digits_are_told_at_the_field_and_confirm_nothing(long_ago: Client) -> None:
    code = ask(long_ago)

    assert WRONG in enter(long_ago, f"{(int(code) + 1) % 10**6:06}")
    assert long_ago.get(ERASE).status_code == 302


def test_after_five_tries_the_right_digits_work_no_more(long_ago: Client) -> None:
    code = ask(long_ago)
    for _ in range(MOST_TRIES):
        enter(long_ago, "nothing")

    assert "These digits work no more" in enter(long_ago, code)


def test_digits_work_for_ten_minutes(long_ago: Client) -> None:
    code = ask(long_ago)

    with time_machine.travel(timezone.now() + LIVES + timedelta(seconds=1)):
        assert "These digits work no more" in enter(long_ago, code)


def test_newer_digits_end_the_older(long_ago: Client) -> None:
    first, second = ask(long_ago), ask(long_ago)

    assert (WRONG in enter(long_ago, first), "Erase my account now" in enter(long_ago, second)) == (True, True)


def test_digits_of_one_browser_open_nothing_in_another(long_ago: Client, person: User) -> None:
    code, other = ask(long_ago), Client()
    other.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    assert "These digits work no more" in enter(other, code)


def test_digits_are_mailed_a_few_times_an_hour_and_no_more(long_ago: Client) -> None:
    for _ in range(6):
        page = long_ago.post("/me/confirm/send/", {"next": ERASE}, follow=True).content.decode()

    assert ("We have written to you several times" in page, OutgoingMail.objects.count()) == (True, 5)


def test_the_digits_leave_the_outbox_with_the_mail(
    long_ago: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        long_ago.post("/me/confirm/send/")

    row = OutgoingMail.objects.get()
    assert (row.state, row.text, row.facts, bool(re.search(r"\d{6}", row.subject))) == ("sent", "", None, False)


def test_who_has_a_password_is_led_to_that(client: Client) -> None:
    person = UserFactory.create()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    client.post("/me/confirm/send/")

    assert client.get(AT).headers["Location"].startswith("/accounts/reauthenticate/")
    assert not OutgoingMail.objects.exists()
