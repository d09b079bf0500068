"""The journal: what was issued and ended stands outside of the database, in order, once, and without a name."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import transaction

from certification.certificates import actions, journal, queries
from certification.certificates.models import Certificate, JournalEntry
from certification.certificates.rules import Reason
from lms.actions import Refused
from lms.mail import actions as mail
from lms.mail.models import OutgoingMail
from tests import scenes
from tests.certification.certificates.test_actions import EARNED, a_certificate, a_printed_certificate, ready_mails
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def entries() -> list[dict[str, Any]]:
    """What stands in the journal's files, in their order."""
    return [json.loads(path.read_bytes()) for path in sorted(journal.folder().rglob("*.json"))]


def an_older_database() -> None:
    """What a backup from before the newest entry leaves in the table."""
    JournalEntry.objects.order_by("-seq")[0].delete()


# --- what stands in it ----------------------------------------------------------------------------


def test_an_issue_is_told_with_number_id_place_and_the_hash_of_each_file() -> None:
    certificate = a_printed_certificate()

    [entry] = entries()

    told = entry["body"]
    assert (told["number"], told["public_id"]) == (certificate.number, certificate.public_id)
    assert told["status"] == [certificate.status_list, certificate.status_index]
    assert told["files"] == {
        "pdf": certificate.file.sha256,
        "json": certificate.credential.sha256,
        "jwt": certificate.credential.jwt_sha256,
        "key": certificate.credential.key,
    }


def test_no_entry_holds_a_name_or_a_reason() -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate, "Ánh asked for it.", "She told Bo.")
    actions.write_waiting()

    text = json.dumps(entries(), ensure_ascii=False)

    assert [entry["kind"] for entry in entries()] == ["issued", "revoked"]
    assert EARNED.holder_name not in text
    assert "Ánh" not in text
    assert "Bo" not in text


def test_each_entry_names_the_digest_of_the_one_before() -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate)
    actions.write_waiting()

    found = list(journal.since(0, before=journal.BEGINNING))

    assert found[1].before == found[0].digest
    assert [entry.digest for entry in found] == list(JournalEntry.objects.values_list("digest", flat=True))


def test_an_entry_that_was_changed_is_found_out() -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate)
    actions.write_waiting()
    first = min(journal.folder().rglob("*.json"))
    first.write_bytes(first.read_bytes().replace(certificate.number.encode(), b"C4C-2026-000009-9"))

    with pytest.raises(journal.Damaged):
        list(journal.since(0, before=journal.BEGINNING))


def test_suspending_and_reinstating_are_told() -> None:
    certificate = a_printed_certificate()
    by = UserFactory.create()
    actions.suspend(certificate_id=certificate.pk, public_reason="Looked into.", private_reason="", by=by)
    actions.reinstate(certificate_id=certificate.pk, because="It was right.", by=by)
    actions.write_waiting()

    assert [entry["kind"] for entry in entries()] == ["issued", "suspended", "reinstated"]


# --- written once, and before anything is shown ---------------------------------------------------


def test_an_entry_is_never_written_over() -> None:
    entry = journal.Entry(seq=1, kind="issued", at="2026-10-01", body={"number": "one"}, before=journal.BEGINNING)
    other = journal.Entry(seq=1, kind="issued", at="2026-10-01", body={"number": "two"}, before=journal.BEGINNING)
    journal.create(entry)

    journal.create(entry)
    with pytest.raises(journal.Damaged):
        journal.create(other)

    assert journal.read(1) == entry


def test_nothing_is_shown_or_mailed_before_its_entry_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError("no space left on device")

    certificate = a_certificate()
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_write_once", full)
        with pytest.raises(OSError, match="no space"):
            actions.render(certificate.pk)

    assert (queries.by_public_id(certificate.public_id, at=scenes.NOW), ready_mails()) == (None, 0)
    assert actions.sweep() == 0
    assert queries.by_public_id(certificate.public_id, at=scenes.NOW) is not None
    assert ready_mails() == 1


def test_a_number_that_is_not_shown_yet_answers_like_one_that_was_never_issued() -> None:
    certificate = a_certificate()

    assert queries.by_number(certificate.number, at=scenes.NOW) is None


def test_what_a_rolled_back_transaction_noted_is_not_written() -> None:
    certificate = a_printed_certificate()
    with transaction.atomic():
        scenes.revoke(certificate)
        transaction.set_rollback(True)
    actions.write_waiting()

    assert [entry["kind"] for entry in entries()] == ["issued"]


# --- out of step ----------------------------------------------------------------------------------


def test_a_journal_that_knows_more_stops_issuing_ending_and_signing() -> None:
    certificate, waiting = a_printed_certificate(), a_certificate("test:2")
    scenes.revoke(certificate)
    actions.write_waiting()
    an_older_database()

    for stopped in (
        lambda: a_certificate("test:3"),
        lambda: actions.render(waiting.pk),
        lambda: scenes.revoke(waiting),
        actions.sign_lists,
    ):
        with pytest.raises(Refused) as refusal:
            stopped()
        assert refusal.value.reasons == (Reason.JOURNAL_AHEAD,)
    assert (actions.sweep(), Certificate.objects.count()) == (0, 2)


def test_a_journal_that_knows_more_holds_all_mail_back() -> None:
    a_printed_certificate()
    an_older_database()
    [queued] = OutgoingMail.objects.all()

    mail.deliver(queued.pk)
    mail.sweep()

    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (OutgoingMail.State.QUEUED, 0)


def test_a_journal_that_is_gone_stops_everything_too() -> None:
    a_printed_certificate()
    shutil.rmtree(journal.folder())

    assert actions.out_of_step() is Reason.JOURNAL_MISSING


def test_a_journal_that_is_gone_is_written_anew_from_the_database() -> None:
    scenes.revoke(a_printed_certificate())
    actions.write_waiting()
    before = entries()
    shutil.rmtree(journal.folder())

    actions.write_anew()

    assert (entries(), actions.out_of_step()) == (before, None)


# --- told again -----------------------------------------------------------------------------------


def test_what_was_lost_is_told_again_and_no_number_comes_twice() -> None:
    with transaction.atomic():
        issued = a_printed_certificate()
        number, snapshot = issued.number, issued.snapshot
        scenes.revoke(issued)
        actions.write_waiting()
        transaction.set_rollback(True)

    told = actions.reconcile(by=UserFactory.create())

    again = queries.by_number(number, at=scenes.NOW)
    assert again is not None
    assert (told.issued, told.revoked) == ([number], [number])
    assert (again.certificate.snapshot, again.standing) == (snapshot, "revoked")
    approval = {**scenes.APPROVAL, "case": 2}
    other = actions.issue(cause="test:2", person=UserFactory.create(), earned=EARNED, approval=approval)
    assert other.serial == 2


def test_files_that_are_still_there_are_known_again_by_their_hashes() -> None:
    with transaction.atomic():
        issued = a_printed_certificate()
        known = (issued.file.sha256, issued.credential.sha256, issued.file.size)
        transaction.set_rollback(True)

    actions.reconcile(by=UserFactory.create())

    again = Certificate.objects.get()
    assert (again.file.sha256, again.credential.sha256, again.file.size) == known
    assert storages["certificates"].exists(again.file.path)
    assert actions.sweep() == 0


def test_mails_that_may_have_been_sent_wait_for_staff() -> None:
    certificate = a_printed_certificate()
    scenes.revoke(certificate)
    actions.write_waiting()
    an_older_database()
    certificate.refresh_from_db()
    certificate.revocation.delete()

    told = actions.reconcile(by=UserFactory.create())

    assert told.mails == 2
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {OutgoingMail.State.FAILED}


def test_reconciling_what_is_in_step_changes_nothing() -> None:
    a_printed_certificate()

    told = actions.reconcile(by=UserFactory.create())

    assert (told.issued, told.mails, OutgoingMail.objects.get().state) == ([], 0, OutgoingMail.State.QUEUED)


def test_an_entry_that_is_written_between_two_looks_is_no_sign_of_an_older_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = a_printed_certificate()
    looks = journal.holds

    def meanwhile(seq: int) -> bool:
        monkeypatch.setattr(journal, "holds", looks)
        scenes.revoke(certificate)
        actions.write_waiting()
        return looks(seq)

    monkeypatch.setattr(journal, "holds", meanwhile)

    assert actions.out_of_step() is None
