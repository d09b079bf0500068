"""Two processes that want one mail, and a process that dies between sending and noting it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lms.mail import actions
from lms.mail.facts import facts
from lms.mail.models import OutgoingMail
from tests.factories import UserFactory
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE = 0


@pytest.fixture
def row() -> OutgoingMail:
    """Queued, and not yet delivered by the embedded shape's own task."""
    person = UserFactory.create()
    return OutgoingMail.objects.create(
        cause="cause:1",
        name="sign_in_welcome",
        person=person,
        address=person.email,
        facts=facts(person, {"link": "http://testserver/x/"}, None),
        language="en",
        message_id="<one@testserver>",
    )


def test_two_processes_send_one_mail_once(row: OutgoingMail, house: House) -> None:
    deliver = Wanted("deliver", (row.pk,))

    assert house.at_once(deliver, deliver) == [DONE, DONE]

    assert house.sent() == [row.message_id]
    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingMail.State.SENT, 1)


@pytest.mark.parametrize(
    ("failpoint", "copies"), [("mail.claimed", 1), ("mail.written", 1), ("mail.sent", 2), ("mail.noted", 1)]
)
def test_a_killed_process_loses_no_mail_and_repeats_only_the_same_bytes(
    row: OutgoingMail, house: House, failpoint: str, copies: int
) -> None:
    assert house.run("deliver", row.pk, failpoint=failpoint) == KILLED
    OutgoingMail.objects.filter(state="sending").update(lease_until=timezone.now() - timedelta(seconds=1))

    assert house.run("sweep_now") == DONE

    assert house.sent() == [row.message_id] * copies
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT


def test_a_slow_sender_whose_claim_was_taken_over_changes_nothing(row: OutgoingMail) -> None:
    slow = actions._claim(row.pk, timezone.now)
    assert slow is not None
    OutgoingMail.objects.update(state="sending", attempts=2)

    actions._note_sent(slow, timezone.now)

    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingMail.State.SENDING, 2)
