"""Two processes that want one mail, and a process that dies between sending and noting it."""

import signal
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.utils import timezone

from lms.mail import actions
from lms.mail.facts import facts
from lms.mail.models import OutgoingMail
from tests import processes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
FILES = "django.core.mail.backends.filebased.EmailBackend"
DELIVER_ON_A_LINE = """
import sys
from django.conf import settings
from lms.mail import actions
settings.EMAIL_FILE_PATH = {folder!r}
print("ready", flush=True)
sys.stdin.readline()
actions.deliver({mail_id})
"""
DELIVER = """
from django.conf import settings
from lms.mail import actions
settings.EMAIL_FILE_PATH = {folder!r}
actions.{verb}
"""


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


def sent(folder: Path) -> list[str]:
    """The Message-ID of each mail that the backend wrote."""
    parts = [part for file in folder.glob("*.log") for part in file.read_bytes().split(b"-" * 79) if part.strip()]
    return [str(message_from_bytes(part.lstrip())["Message-ID"]) for part in parts]


def test_two_processes_send_one_mail_once(row: OutgoingMail, tmp_path: Path) -> None:
    code = DELIVER_ON_A_LINE.format(folder=str(tmp_path), mail_id=row.pk)
    racers = [processes.start(code, TESTED_EMAIL_BACKEND=FILES) for _ in range(2)]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"

    for racer in racers:
        assert racer.stdin
        racer.stdin.write("\n")
        racer.stdin.flush()
    ends = [racer.communicate(timeout=240) for racer in racers]

    assert [racer.returncode for racer in racers] == [0, 0], ends
    assert sent(tmp_path) == [row.message_id]
    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingMail.State.SENT, 1)


@pytest.mark.parametrize(
    ("failpoint", "copies"), [("mail.claimed", 1), ("mail.written", 1), ("mail.sent", 2), ("mail.noted", 1)]
)
def test_a_killed_process_loses_no_mail_and_repeats_only_the_same_bytes(
    row: OutgoingMail, tmp_path: Path, failpoint: str, copies: int
) -> None:
    deliver = DELIVER.format(folder=str(tmp_path), verb=f"deliver({row.pk})")
    killed = processes.run(deliver, TESTED_EMAIL_BACKEND=FILES, FAILPOINT=failpoint)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    OutgoingMail.objects.filter(state="sending").update(lease_until=timezone.now() - timedelta(seconds=1))

    again = processes.run(DELIVER.format(folder=str(tmp_path), verb="sweep()"), TESTED_EMAIL_BACKEND=FILES)

    assert again.returncode == 0, again.stderr
    assert sent(tmp_path) == [row.message_id] * copies
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT


def test_a_slow_sender_whose_claim_was_taken_over_changes_nothing(row: OutgoingMail) -> None:
    slow = actions._claim(row.pk, timezone.now)
    assert slow is not None
    OutgoingMail.objects.update(state="sending", attempts=2)

    actions._note_sent(slow, timezone.now)

    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingMail.State.SENDING, 2)
