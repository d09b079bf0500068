"""Mails that their reader can end by one press: by a button of their mail program too, with the link alone."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from certification.review.queries import wants_digest
from courses.slots import queries as slots
from lms.mail import actions, stopping
from lms.mail.facts import Visitor
from lms.mail.models import OutgoingMail
from lms.people import personal_data
from lms.people.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# What a mail program sends along, as RFC 8058 has it.
PRESSED = {"List-Unsubscribe": "One-Click"}
CONTEXT = {"applications": [], "count": 0}


def digest(person: User, **more: Any) -> OutgoingMail:
    made = actions.queue("review_digest", to=person, cause="digest", context=CONTEXT, **more)
    assert made is not None
    return made


@pytest.fixture
def person() -> User:
    return UserFactory.create()


@pytest.fixture
def pressing() -> Client:
    """A mail program: it has no cookie of ours, and no token of a form."""
    return Client(enforce_csrf_checks=True)


def test_a_mail_that_can_be_ended_tells_programs_how(person: User) -> None:
    row = digest(person)
    actions.deliver(row.pk)

    read = message_from_bytes(sent.outbox[0].message().as_bytes(), policy=policy.default)
    assert read["List-Unsubscribe"].strip() == f"<http://testserver{row.stop_path}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_that_has_to_be_written_names_no_end(person: User) -> None:
    actions.queue("sign_in_changed", to=person, cause="1", context={"what": "password_changed"})
    actions.deliver(OutgoingMail.objects.get().pk)

    assert "List-Unsubscribe" not in sent.outbox[0].extra_headers


def test_a_second_try_sends_the_same_way_out(person: User) -> None:
    row = digest(person)
    actions.deliver(row.pk)
    OutgoingMail.objects.update(state="queued", sent_at=None)
    actions.deliver(row.pk)

    first, second = (message.extra_headers["List-Unsubscribe"] for message in sent.outbox)
    assert first == second


def test_a_press_from_a_mail_program_ends_these_mails(pressing: Client, person: User) -> None:
    answer = pressing.post(stopping.path_for("review_digest", person), PRESSED)

    assert (answer.status_code, wants_digest(person)) == (200, False)


def test_looking_ends_nothing_and_shows_the_button(client: Client, person: User) -> None:
    page = client.get(stopping.path_for("review_digest", person))

    assert (wants_digest(person), "Send me no more of these" in page.content.decode()) == (True, True)


def test_a_second_press_changes_nothing_and_says_so_kindly(pressing: Client, person: User) -> None:
    path = stopping.path_for("review_digest", person)
    pressing.post(path, PRESSED)

    assert "No more of these mails" in pressing.post(path, PRESSED).content.decode()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("slot_reminder_day", "day_before"),
        ("slot_reminder_hour", "hour_before"),
        ("slot_thanks", "afterwards"),
        ("slot_missed", "afterwards"),
    ],
)
def test_each_mail_about_sessions_ends_its_own_kind_alone(pressing: Client, person: User, name: str, kind: str) -> None:
    pressing.post(stopping.path_for(name, person), PRESSED)

    wish = slots.wish_of(person)
    left = {each for each in ("day_before", "hour_before", "afterwards") if not getattr(wish, each)}
    assert left == {kind}


def test_a_link_of_one_person_ends_nothing_of_another(pressing: Client, person: User) -> None:
    pressing.post(stopping.path_for("review_digest", UserFactory.create()), PRESSED)

    assert wants_digest(person)


@pytest.mark.parametrize("token", ["x", "WyJyZXZpZXdfZGlnZXN0IiwxXQ:1tabcd:signed-by-nobody"])
def test_a_link_that_is_not_ours_is_told_in_plain_words(pressing: Client, token: str) -> None:
    answer = pressing.post(reverse("mails:stop", args=[token]), PRESSED)

    assert (answer.status_code, "This link isn't whole" in answer.content.decode()) == (404, True)


def test_visitors_have_the_way_out_that_was_given(person: User) -> None:
    visitor = Visitor("ana@example.org", "Ana", "en", "UTC")
    actions.queue("review_digest", to=visitor, cause="1", context=CONTEXT, stop_path="/chats/unfollow/x/")

    assert OutgoingMail.objects.get().stop_path == "/chats/unfollow/x/"


def test_the_way_out_goes_with_the_words_of_a_secret_mail(person: User) -> None:
    row = digest(person, secret=True)
    actions.deliver(row.pk)

    row.refresh_from_db()
    assert (row.state, row.text, row.stop_path) == ("sent", "", "")


def test_who_erases_their_account_leaves_no_way_to_it(person: User) -> None:
    row, path = digest(person), stopping.path_for("review_digest", person)
    for part in personal_data.parts():
        part.erase(person)
    User.objects.filter(pk=person.pk).update(erased_at=row.queued_at)

    row.refresh_from_db()
    assert (row.stop_path, Client().get(path).status_code) == ("", 404)
