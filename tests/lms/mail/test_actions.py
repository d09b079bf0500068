"""The outbox: one mail for each cause, sent once, tried again, told to staff."""

import smtplib
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from unittest import mock

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from lms.mail import actions
from lms.mail.calendars import Entry
from lms.mail.models import OutgoingMail
from lms.mail.rendering import Words, words_of
from lms.people import actions as people
from lms.people.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
LINK = "http://testserver/x/"
BACKEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"
NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
ENTRY = Entry("REQUEST", "1@x", 0, "CONFIRMED", NOON, NOON, NOON, "Ọláyínká", "", "", LINK)


def a_mail(
    cause: str = "cause:1", *, secret: bool = False, entry: Entry | None = None, to: User | None = None
) -> OutgoingMail:
    to = to or UserFactory.create()
    row = actions.queue("sign_in_new_password", to=to, cause=cause, context={"link": LINK}, secret=secret, entry=entry)
    assert row is not None
    return row


def test_a_mail_leaves_after_the_commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = a_mail()
        assert mail.outbox == []

    row.refresh_from_db()
    assert (row.state, row.attempts, len(mail.outbox)) == (State.SENT, 1, 1)


def test_a_cause_has_one_mail_however_often_it_is_queued() -> None:
    person = UserFactory.create()

    assert a_mail(to=person) == a_mail(to=person)


@pytest.mark.database
def test_the_database_refuses_a_second_mail_of_a_cause() -> None:
    row = a_mail()
    twin = OutgoingMail(cause=row.cause, person=row.person, message_id="<other@x>", language="en", name="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.bulk_create([twin])


@pytest.mark.database
@pytest.mark.parametrize("wrong", [{"state": "lost"}, {"state": "sent", "sent_at": None}, {"state": "sending"}])
def test_the_database_refuses_a_state_that_cannot_be(wrong: dict[str, str]) -> None:
    row = a_mail()

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=row.pk).update(**wrong)


def test_a_sent_mail_is_not_sent_again() -> None:
    row = a_mail()

    actions.deliver(row.pk)
    actions.deliver(row.pk)

    assert len(mail.outbox) == 1


def test_secret_words_are_blanked_once_sent_and_others_stay() -> None:
    secret, plain = a_mail("cause:1", secret=True), a_mail("cause:2")

    for row in (secret, plain):
        actions.deliver(row.pk)
        row.refresh_from_db()

    assert (secret.text, secret.html, secret.facts) == ("", "", None)
    assert LINK in plain.text


def test_every_attempt_carries_the_same_message_id() -> None:
    row = a_mail()
    with mock.patch(BACKEND, side_effect=smtplib.SMTPServerDisconnected("gone")):
        actions.deliver(row.pk)

    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        actions.sweep()

    assert [one.extra_headers["Message-ID"] for one in mail.outbox] == [row.message_id]


def test_a_server_that_is_away_is_tried_again_after_a_pause() -> None:
    row = a_mail()
    at = timezone.now()

    with mock.patch(BACKEND, side_effect=ConnectionRefusedError("no")):
        actions.deliver(row.pk, clock=lambda: at)

    row.refresh_from_db()
    assert (row.state, row.next_attempt_at, row.attempts) == (State.QUEUED, at + timedelta(minutes=1), 1)
    assert row.last_error == "ConnectionRefusedError: no"


def test_an_address_that_does_not_exist_is_told_to_staff_at_once() -> None:
    row = a_mail()
    refused = smtplib.SMTPRecipientsRefused({row.address: (550, b"unknown")})

    with mock.patch(BACKEND, side_effect=refused):
        actions.deliver(row.pk)

    row.refresh_from_db()
    assert row.state == State.FAILED


def test_a_claim_that_was_abandoned_is_taken_back() -> None:
    row = a_mail()
    ended = timezone.now() - timedelta(seconds=1)
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.SENDING, lease_until=ended, attempts=1)

    actions.sweep()

    row.refresh_from_db()
    assert (row.state, row.attempts, len(mail.outbox)) == (State.SENT, 2, 1)


def test_a_claim_whose_lease_holds_is_left_alone() -> None:
    row = a_mail()
    holds = timezone.now() + timedelta(minutes=1)
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.SENDING, lease_until=holds, attempts=1)

    actions.sweep()

    assert mail.outbox == []


def test_a_mail_that_ends_every_worker_is_told_to_staff() -> None:
    row = a_mail()
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.SENDING, lease_until=timezone.now(), attempts=6)

    actions.sweep()

    row.refresh_from_db()
    assert row.state == State.FAILED


def test_the_sweeper_sends_oldest_first() -> None:
    person = UserFactory.create()
    rows = [a_mail(f"cause:{number}", to=person) for number in range(3)]

    actions.sweep()

    assert [one.extra_headers["Message-ID"] for one in mail.outbox] == [row.message_id for row in rows]


def test_an_invitation_is_the_last_part_and_names_its_method() -> None:
    actions.deliver(a_mail(entry=ENTRY).pk)

    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    parts = [(part.get_content_type(), part.get_param("method")) for part in sent.iter_parts()]
    assert parts == [("text/plain", None), ("text/html", None), ("text/calendar", "REQUEST")]
    assert "SUMMARY:Ọláyínká" in list(sent.iter_parts())[2].get_content()


def test_nobody_writes_to_an_erased_account() -> None:
    person = UserFactory.create()
    waiting = a_mail(to=person)

    people.erase(person=person, by=person)
    person.refresh_from_db()
    later = actions.queue("sign_in_new_password", to=person, cause="cause:2", context={"link": LINK})
    actions.sweep()

    waiting.refresh_from_db()
    assert (later, waiting.state, mail.outbox) == (None, State.WITHDRAWN, [])
    assert (waiting.facts, words_of(waiting)) == (None, Words("", "", ""))


def test_old_words_are_forgotten_and_waiting_ones_kept() -> None:
    sent, waiting = a_mail("cause:1"), a_mail("cause:2")
    actions.deliver(sent.pk)
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(days=200))

    assert actions.retire(older_than=timedelta(days=180)) == 1

    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.text, sent.address, LINK in words_of(waiting).text) == ("", "", True)


def test_staff_see_what_could_not_be_sent_and_try_again(
    as_program_admin: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = a_mail()
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.FAILED)
    listed = as_program_admin.get("/admin/mail/", {"state": "failed"}).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        as_program_admin.post(f"/admin/mail/{row.pk}/retry/")

    row.refresh_from_db()
    assert "Somebody has forgotten their password" in listed
    assert row.state == State.SENT


def test_staff_do_not_read_links_that_sign_others_in(as_program_admin: Client) -> None:
    row = a_mail(secret=True)

    page = as_program_admin.get(f"/admin/mail/inspect/{row.pk}/")

    assert page.status_code == 200
    assert LINK not in page.content.decode()


def test_a_mail_that_staff_may_not_know_of_has_no_page_either(as_program_admin: Client) -> None:
    row = a_mail()
    OutgoingMail.objects.update(name="review_to_close")

    assert as_program_admin.get(f"/admin/mail/inspect/{row.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["new/", "edit/1/", "delete/1/"])
def test_nobody_edits_a_mail_not_even_a_superuser(path: str, client: Client) -> None:
    client.force_login(UserFactory.create(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(f"/admin/mail/{path}").status_code == 404


def test_the_core_group_does_not_see_the_outbox(as_core_member: Client) -> None:
    assert as_core_member.get("/admin/mail/").status_code in (302, 403)
