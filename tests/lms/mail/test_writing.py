"""A mail's words are written from what was noted when it was caused: once, by whoever claims it first."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.template import TemplateDoesNotExist
from django.test import Client
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from lms.mail import actions, personal_data
from lms.mail.calendars import Entry
from lms.mail.models import OutgoingMail
from lms.mail.rendering import Words, words_of
from lms.people.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
State = OutgoingMail.State
SERVER = "django.core.mail.backends.locmem.EmailBackend.send_messages"
TEMPLATE = "lms.mail.rendering.template_of"
NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
CONTEXT = {"what": "password_changed", "at": NOON}


def noted(person: User, name: str = "sign_in_changed", **more: object) -> OutgoingMail:
    row = actions.queue(name, to=person, cause="cause:1", context=CONTEXT | more)
    assert row is not None
    return OutgoingMail.objects.get(pk=row.pk)


def test_words_are_written_when_a_mail_is_claimed_and_not_before() -> None:
    row = noted(UserFactory.create())
    assert (row.subject, row.text) == ("", "")

    actions.deliver(row.pk)

    row.refresh_from_db()
    assert (row.facts, row.subject, row.state) == (None, "Something about how you sign in has changed", State.SENT)
    assert words_of(row).text == mail.outbox[0].body


def test_a_mail_speaks_to_its_reader_as_they_were_when_it_was_caused() -> None:
    person = UserFactory.create(display_name="Ana", language="fr", time_zone="Asia/Tokyo")
    row = noted(person)
    before = words_of(row)
    User.objects.filter(pk=person.pk).update(display_name="Bea", language="en", time_zone="Europe/Paris")

    actions.deliver(row.pk)

    assert ("Ana" in before.text, "JST" in before.text) == (True, True)
    assert (mail.outbox[0].body, mail.outbox[0].extra_headers["Content-Language"]) == (before.text, "fr")


def test_what_is_tried_again_says_the_same_although_the_programs_own_words_have_changed() -> None:
    row = noted(UserFactory.create())
    with mock.patch(SERVER, side_effect=ConnectionRefusedError("no")):
        actions.deliver(row.pk)
    written = words_of(OutgoingMail.objects.get(pk=row.pk))
    word = {"Something about how you sign in has changed": "Other words"}
    actions.word(name="sign_in_changed", language="en", words=word, by=UserFactory.create())

    actions.sweep(clock=lambda: timezone.now() + timedelta(minutes=2))

    assert (mail.outbox[0].subject, mail.outbox[0].body) == (written.subject, written.text)


def test_a_mail_of_an_earlier_version_goes_as_it_was_written() -> None:
    person = UserFactory.create()
    row = OutgoingMail.objects.create(
        cause="cause:1", name="x", person=person, address=person.email, subject="Hello", text="Words", language="en"
    )

    actions.deliver(row.pk)

    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Hello", "Words")


def test_words_that_cannot_be_written_keep_no_other_mail_from_leaving() -> None:
    stuck, other = UserFactory.create(), UserFactory.create()
    actions.queue("sign_in_changed", to=stuck, cause="cause:1", context={"what": "x", "at": NOON})
    actions.queue("sign_in_welcome", to=other, cause="cause:2", context={"link": "http://testserver/x/"})
    OutgoingMail.objects.filter(person=stuck).update(name="gone")

    actions.sweep()

    waiting = OutgoingMail.objects.get(person=stuck)
    assert [one.to for one in mail.outbox] == [[other.email]]
    assert (waiting.state, waiting.attempts, waiting.last_error) == (
        State.QUEUED,
        1,
        "TemplateDoesNotExist: mail/gone.txt",
    )


def test_staff_try_again_what_could_not_be_written(as_program_admin: Client) -> None:
    row = noted(UserFactory.create())
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.FAILED)

    page = as_program_admin.get(f"/admin/mail/inspect/{row.pk}/").content.decode()

    assert f'action="/admin/mail/{row.pk}/retry/"' in page
    assert "Your account has a new password" in page


def test_who_lost_their_claim_while_writing_changes_and_sends_nothing() -> None:
    row = noted(UserFactory.create())
    claimed = actions._claim(row.pk, timezone.now)
    assert claimed is not None
    OutgoingMail.objects.update(attempts=2)

    assert not actions._write(claimed, timezone.now)
    assert OutgoingMail.objects.get().text == ""


def test_who_erases_their_account_while_their_mail_is_written_is_not_written_to() -> None:
    person = UserFactory.create()
    row = noted(person)
    claimed = actions._claim(row.pk, timezone.now)
    assert claimed is not None
    OutgoingMail.objects.update(state=State.WITHDRAWN, lease_until=None, facts=None)

    assert not actions._write(claimed, timezone.now)
    assert words_of(OutgoingMail.objects.get()) == Words("", "", "")


def test_a_name_that_no_mail_has_fails_where_it_is_said() -> None:
    with pytest.raises(TemplateDoesNotExist):
        noted(UserFactory.create(), "no_such_mail")


def test_a_row_is_no_value_for_it_may_say_something_else_later() -> None:
    person = UserFactory.create()

    with pytest.raises(TypeError, match="User is not JSON serializable"):
        noted(person, host=person)


def test_words_that_are_looked_up_are_kept_in_the_readers_language() -> None:
    row = noted(UserFactory.create(language="fr"), because=WEEKDAYS[0])

    assert row.facts is not None
    assert row.facts["context"] == CONTEXT | {"because": "lundi"}


def test_an_entry_says_what_was_so_when_its_mail_was_caused() -> None:
    person = UserFactory.create()
    entry = Entry(
        "REQUEST", "7@x", 3, "CONFIRMED", NOON, NOON, NOON + timedelta(hours=1), "Circle", "", "", "http://x/"
    )
    row = actions.queue("sign_in_changed", to=person, cause="cause:1", context=CONTEXT, entry=entry)
    assert row is not None

    words = [words_of(OutgoingMail.objects.get()).calendar for _ in range(2)]

    assert words[0] == words[1]
    assert all(line in words[0] for line in ("METHOD:REQUEST", "SEQUENCE:3", "DTSTAMP:20261020T120000Z"))
    assert f"mailto:{person.email}" in words[0].replace("\r\n ", "")


def test_what_is_known_of_somebody_includes_mails_that_wait_to_be_written() -> None:
    person = UserFactory.create()
    row = noted(person)

    [kept] = personal_data.export(person)

    words = words_of(row)
    assert (kept["subject"], kept["text"], kept["state"]) == (words.subject, words.text, "queued")


def test_secret_words_are_in_no_export_before_they_are_sent_either() -> None:
    person = UserFactory.create()
    link = {"link": "http://testserver/x/"}
    actions.queue("sign_in_new_password", to=person, cause="cause:1", context=link, secret=True)

    [kept] = personal_data.export(person)

    assert (kept["subject"], kept["text"]) == ("Choose a new password", "")
