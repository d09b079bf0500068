"""Two workers at one job, two who reconcile, two who end a proposal: everything happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from certification.certificates import actions
from certification.certificates.models import Batch, Certificate, Counter, JournalEntry, Revocation
from lms.actions import Refused
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.keeping_scenes import REASON, done_by
from tests.certification.certificates.test_actions import a_certificate
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each gives; a refusal gives its first reason."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal.reasons[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_workers_at_one_job_do_each_row_once() -> None:
    admin = UserFactory.create(roles=[Role.PROGRAM_ADMIN])
    for number in range(4):
        a_certificate(f"test:{number}")
    batch = Batch.objects.create(kind=Batch.Kind.DESIGN, reason="So.", asked_at=scenes.NOW, asked_by=admin)
    for certificate in Certificate.objects.order_by("pk"):
        batch.rows.create(certificate=certificate)

    done = at_once(*[lambda: actions.work_off(batch.pk)] * 3)
    actions.work_off(batch.pk)

    assert sum(int(str(number)) for number in done) <= 4
    assert [row.state for row in batch.rows.all()] == ["done"] * 4
    assert (Certificate.objects.count(), Certificate.objects.exclude(replaces=None).count()) == (8, 4)


def test_two_who_reconcile_at_once_tell_it_once() -> None:
    admin = UserFactory.create(roles=[Role.PROGRAM_ADMIN])
    a_certificate("test:1")
    # As in an older copy of the database: the entry, its certificate and its number are gone.
    connection.cursor().execute("DELETE FROM certificates_journalentry")
    Counter.objects.update(last=0)

    told = at_once(*[lambda: actions.reconcile(by=admin).entries] * 2)

    assert sorted(int(str(entries)) for entries in told) == [0, 1]
    assert (JournalEntry.objects.count(), Counter.objects.get(name="journal").last) == (1, 1)


def test_one_agrees_while_another_lets_go_and_one_of_both_holds() -> None:
    one, other = (UserFactory.create(roles=[Role.PROGRAM_ADMIN]) for _ in range(2))
    certificate = a_certificate("test:1")
    actions.propose_revocation(**done_by(certificate, UserFactory.create()), **REASON)

    told = at_once(
        lambda: actions.revoke(**done_by(certificate, one)),
        lambda: actions.withdraw_proposal(**done_by(certificate, other)),
    )

    assert [str(answer) for answer in told].count("nothing_proposed") + [str(answer) for answer in told].count(
        "already_revoked"
    ) == 1
    assert Revocation.objects.count() <= 1
