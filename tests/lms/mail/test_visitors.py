"""Mail to people without an account, at an address that they gave."""

import pytest
from django.core import mail as sent

from lms.mail import actions
from lms.mail.facts import Visitor
from lms.mail.forgetting import forget_address
from lms.mail.models import OutgoingMail
from lms.people import personal_data
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ANA = Visitor("ana@example.org", "Ana Kealoha", "fr", "Pacific/Honolulu")


def queue(to: Visitor = ANA, cause: str = "1") -> OutgoingMail:
    made = actions.queue("sign_in_changed", to=to, cause=cause, context={"what": "password_changed"})
    assert made is not None
    return made


def test_a_visitor_is_written_to_in_their_own_language() -> None:
    made = queue()

    actions.deliver(made.pk)

    made.refresh_from_db()
    assert (made.person, made.language, made.state) == (None, "fr", OutgoingMail.State.SENT)
    assert [(message.to, message.extra_headers["Content-Language"]) for message in sent.outbox] == [
        (["ana@example.org"], "fr")
    ]


def test_one_cause_is_mailed_once_to_a_visitor_too() -> None:
    first, second = queue(), queue()

    assert first.pk == second.pk


def test_an_address_is_forgotten_with_what_it_was_sent_and_what_still_waits() -> None:
    told = queue(cause="1")
    actions.deliver(told.pk)
    queue(cause="2")
    queue(Visitor("b@example.org", "Bo", "en", "UTC"), "3")

    assert forget_address("Ana@Example.org") == 2

    rows = OutgoingMail.objects.order_by("pk").values_list("address", "state", "text")
    assert list(rows) == [("", "sent", ""), ("", "withdrawn", ""), ("b@example.org", "queued", "")]


def test_who_erases_their_account_is_forgotten_as_a_visitor_too() -> None:
    person = UserFactory.create(email="ana@example.org")
    queue()

    for part in personal_data.parts():
        part.erase(person)

    assert list(OutgoingMail.objects.values_list("address", "state")) == [("", "withdrawn")]
