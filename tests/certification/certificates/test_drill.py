"""The drill of docs/operations.md: yesterday's database comes back, and nothing is issued or mailed twice."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.urls import reverse

from certification.certificates import actions, queries
from certification.certificates.models import Certificate
from certification.certificates.rules import Standing
from certification.review.models import Case
from lms.mail import actions as mail
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.copies import a_copy
from tests.certification.certificates.keeping_scenes import REASON
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
WHY = "Our database was restored from a copy"


def standing_of(number: str) -> Standing | None:
    answer = queries.by_number(number, at=scenes.NOW)
    return answer.standing if answer else None


def a_queued_mail(person: User) -> OutgoingMail:
    """Queued when the copy was made; nobody can know whether it left in the hours after."""
    return OutgoingMail.objects.create(
        cause="x", name="enrolled", person=person, address=person.email, text="Hello", message_id="<1@example.org>"
    )


def issue(cause: str) -> Certificate:
    earned = actions.Earned(
        holder_name="Ada Lovelace",
        name_language="en",
        pathway_name="Chats for Change facilitator",
        syllabus_number=3,
        minutes=340,
        sessions=4,
        dialogues=2,
        requirements=[],
        pathway_slug="facilitator",
    )
    approval = {**scenes.APPROVAL, "case": cause}
    return actions.issue(cause=cause, person=UserFactory.create(), earned=earned, approval=approval)


def a_vote_at_the_desk(client: Any, case: Case) -> str:
    said = {"decision": "approve", "reason": "I saw it.", "seen": case.enrolment.last_seq}
    return str(client.post(reverse("cases:decide", args=[case.pk]), said).content.decode())


def test_after_a_restore_nothing_goes_on_until_the_journal_has_been_told_again(
    sign_in: SignIn, tmp_path: Path, capsys: Any
) -> None:
    admin, other = (UserFactory.create(roles=[Role.PROGRAM_ADMIN]) for _ in range(2))
    reviewers = [scenes.a_core_member() for _ in range(2)]
    case = scenes.an_application()
    scenes.decide(case, reviewers[0])
    revoked, suspended = issue("test:1"), issue("test:2")
    queued = a_queued_mail(admin)

    with a_copy(tmp_path) as restore:
        lost = issue("test:3")
        actions.propose_revocation(certificate_id=revoked.pk, by=admin, **REASON)
        actions.revoke(certificate_id=revoked.pk, by=other)
        actions.suspend(certificate_id=suspended.pk, by=admin, **REASON)
        restore()
    outbox.outbox.clear()

    # Nothing is issued or mailed, and staff read why: on their first page, and where they decide.
    assert (standing_of(revoked.number), standing_of(lost.number)) == (Standing.VALID, None)
    mail.sweep()
    assert (actions.sweep(), actions.sweep_jobs(), len(outbox.outbox)) == (0, 0, 0)
    assert WHY in sign_in(reviewers[1]).get(reverse("wagtailadmin_home")).content.decode()
    assert WHY in a_vote_at_the_desk(sign_in(reviewers[1]), case)
    assert Certificate.objects.count() == 2

    call_command("reconcile_issued", by=admin.email)

    # What happened has happened.
    assert f"issued: {lost.number}" in capsys.readouterr().out
    assert standing_of(revoked.number) is Standing.REVOKED
    assert standing_of(suspended.number) is Standing.SUSPENDED
    assert standing_of(lost.number) is Standing.VALID
    assert WHY not in sign_in(reviewers[1]).get(reverse("wagtailadmin_home")).content.decode()
    # No number comes twice; a mail that may have left before waits for somebody to send it, or not to.
    assert issue("test:4").serial == lost.serial + 1
    queued.refresh_from_db()
    assert (queued.state, len([sent for sent in outbox.outbox if sent.body == "Hello"])) == (
        OutgoingMail.State.FAILED,
        0,
    )
    assert mail.retry(mail=queued, by=admin)
    assert [sent.extra_headers["Message-ID"] for sent in outbox.outbox if sent.body == "Hello"] == ["<1@example.org>"]
