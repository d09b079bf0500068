"""What comes back from the journal after an older database was restored, and what is refused until it has."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import ModelLogEntry

from certification.certificates import actions, journal, queries
from certification.certificates.models import Certificate, Counter, JournalEntry, Revocation, RevocationProposal
from certification.certificates.rules import Reason, Standing, number_of
from lms.actions import Refused
from lms.mail import actions as mail
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.test_actions import EARNED, a_certificate
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def printed(cause: str, person: User | None = None) -> Certificate:
    """Issued, printed, and written in the journal."""
    certificate = a_certificate(cause, person)
    actions.render(certificate.pk, clock=scenes.at(scenes.NOW))
    actions.write_waiting(clock=scenes.at(scenes.NOW))
    return certificate


@pytest.fixture
def admin() -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


def lost(happens: Callable[[], Any]) -> Any:
    """What happens is written in the journal and lost from the database: as after a restored copy."""
    with transaction.atomic():
        kept = happens()
        actions.write_waiting(clock=scenes.at(scenes.NOW))
        transaction.set_rollback(True)
    return kept


def standing_of(number: str) -> Standing | None:
    answer = queries.by_number(number, at=scenes.NOW)
    return answer.standing if answer else None


def reasons_against(act: Callable[[], Any]) -> tuple[Any, ...]:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()
    return refusal.value.reasons


# --- until it is told again -----------------------------------------------------------------------


def test_nothing_is_issued_ended_or_signed_while_the_journal_knows_more(admin: User) -> None:
    certificate = printed("test:1")
    lost(lambda: printed("test:2"))

    suspend: dict[str, Any] = {
        "certificate_id": certificate.pk,
        "public_reason": "So.",
        "private_reason": "",
        "by": admin,
    }
    assert reasons_against(lambda: a_certificate("test:3")) == (Reason.JOURNAL_AHEAD,)
    assert reasons_against(lambda: actions.suspend(**suspend)) == (Reason.JOURNAL_AHEAD,)
    assert reasons_against(actions.sign_lists) == (Reason.JOURNAL_AHEAD,)


def test_no_mail_leaves_while_the_journal_knows_more(admin: User) -> None:
    lost(lambda: printed("test:1"))
    waiting = OutgoingMail.objects.create(
        cause="x", name="enrolled", person=admin, address=admin.email, text="Hello", message_id="<1@example.org>"
    )

    mail.deliver(waiting.pk)
    mail.sweep()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (OutgoingMail.State.QUEUED, 0)


def test_a_lost_journal_holds_everything_too(settings: Any, tmp_path: Path) -> None:
    printed("test:1")
    settings.JOURNAL_DIR = tmp_path / "elsewhere"

    assert reasons_against(lambda: a_certificate("test:2")) == (Reason.JOURNAL_MISSING,)


# --- what comes back ------------------------------------------------------------------------------


def test_what_was_issued_comes_back_with_number_dates_and_digests_and_without_a_name(admin: User) -> None:
    gone = lost(lambda: Certificate.objects.get(pk=printed("test:1").pk))

    told = actions.reconcile(by=admin, clock=scenes.at(scenes.NOW))

    back = queries.whole().get(number=gone.number)
    same = ("serial", "public_id", "issued_at", "snapshot", "approval", "status_list", "status_index")
    assert [getattr(back, name) for name in same] == [getattr(gone, name) for name in same]
    assert (back.holder.person, back.holder.name, told.issued) == (None, "", [gone.number])
    assert (standing_of(gone.number), back.file.sha256 != "") == (Standing.VALID, True)


def test_no_number_comes_twice(admin: User) -> None:
    gone = lost(lambda: printed("test:1"))
    actions.reconcile(by=admin)

    approval = {**scenes.APPROVAL, "case": 2}
    made = actions.issue(cause="test:2", person=UserFactory.create(), earned=EARNED, approval=approval)
    assert made.serial == gone.serial + 1


def test_a_case_that_is_decided_anew_upon_the_same_evidence_has_the_certificate_that_came_back(admin: User) -> None:
    gone = lost(lambda: printed("test:1"))
    actions.reconcile(by=admin)
    person = UserFactory.create()

    again = [a_certificate("test:1", person) for _ in range(2)]

    assert {row.number for row in again} == {gone.number}
    assert (queries.held_by(person).get().holder.name, Certificate.objects.count()) == (EARNED.holder_name, 1)


def test_what_was_revoked_stays_so_and_a_proposal_that_came_back_ends(admin: User) -> None:
    certificate = printed("test:1")
    proposer = UserFactory.create()
    reason: dict[str, Any] = {"public_reason": "Issued by mistake.", "private_reason": "Theirs."}
    actions.propose_revocation(certificate_id=certificate.pk, by=proposer, **reason)
    lost(lambda: actions.revoke(certificate_id=certificate.pk, by=UserFactory.create()))

    told = actions.reconcile(by=admin)

    assert (standing_of(certificate.number), told.revoked) == (Standing.REVOKED, [certificate.number])
    assert (Revocation.objects.get().revoked_by, RevocationProposal.objects.get().ended_by) == (admin, admin)


def test_suspensions_and_their_ends_come_back_in_their_order(admin: User) -> None:
    first, second = printed("test:1"), printed("test:2")
    reason: dict[str, Any] = {"public_reason": "We look into it.", "private_reason": ""}

    def happens() -> None:
        for certificate in (first, second):
            actions.suspend(certificate_id=certificate.pk, by=admin, **reason)
        actions.reinstate(certificate_id=first.pk, because="All is well.", by=admin)
        actions.suspend(certificate_id=first.pk, by=admin, **reason)
        actions.reinstate(certificate_id=first.pk, because="All is well.", by=admin)

    lost(happens)
    told = actions.reconcile(by=admin)

    assert (standing_of(first.number), standing_of(second.number)) == (Standing.VALID, Standing.SUSPENDED)
    assert (told.suspended, told.reinstated) == ([first.number, second.number, first.number], [first.number] * 2)


def test_one_that_replaces_another_comes_back_as_the_one_that_does(admin: User) -> None:
    old = printed("test:1")

    def happens() -> Certificate:
        corrected = actions.Corrected(name="Another Name")
        made = actions.reissue(certificate_id=old.pk, why="name", corrected=corrected, by=admin)
        actions.render(made.pk)
        return made

    new = lost(happens)
    actions.reconcile(by=admin)

    assert (standing_of(old.number), Certificate.objects.get(number=new.number).replaces) == (Standing.SUPERSEDED, old)


def test_telling_it_twice_changes_nothing(admin: User) -> None:
    lost(lambda: printed("test:1"))
    actions.reconcile(by=admin)
    before = (Certificate.objects.count(), JournalEntry.objects.count(), Counter.objects.get(name="journal").last)

    told = actions.reconcile(by=admin)

    assert (told.entries, told.mails) == (0, 0)
    assert (
        Certificate.objects.count(),
        JournalEntry.objects.count(),
        Counter.objects.get(name="journal").last,
    ) == before


def test_mail_that_may_have_been_sent_waits_for_staff_and_can_be_sent_again(admin: User) -> None:
    lost(lambda: printed("test:1"))
    waiting = OutgoingMail.objects.create(
        cause="x", name="enrolled", person=admin, address=admin.email, text="Hello", message_id="<1@example.org>"
    )

    told = actions.reconcile(by=admin)
    waiting.refresh_from_db()
    assert (told.mails, waiting.state, "restored from a copy" in waiting.last_error) == (1, "failed", True)
    assert mail.retry(mail=waiting, by=admin)
    mail.deliver(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.message_id) == (OutgoingMail.State.SENT, "<1@example.org>")


def test_an_entry_written_after_the_copy_was_made_announces_nothing_by_itself(admin: User) -> None:
    """Noted in the copy as not written yet; its mail may have left since."""
    certificate = a_certificate("test:1")
    actions.render(certificate.pk)
    OutgoingMail.objects.all().delete()
    JournalEntry.objects.update(written_at=None)
    lost(lambda: printed("test:2"))

    told = actions.reconcile(by=admin)
    actions.write_waiting()

    assert (told.mails, OutgoingMail.objects.get().state) == (1, OutgoingMail.State.FAILED)


def test_what_comes_back_is_in_the_audit_log(admin: User) -> None:
    lost(lambda: printed("test:1"))
    actions.reconcile(by=admin)

    assert ModelLogEntry.objects.get(action="certificates.restore").user == admin


# --- whose it is ----------------------------------------------------------------------------------


def test_staff_say_whose_a_certificate_is_that_came_back(admin: User) -> None:
    person = UserFactory.create()
    gone = lost(lambda: printed("test:1"))
    actions.reconcile(by=admin)
    back = Certificate.objects.get(number=gone.number)

    actions.give(certificate_id=back.pk, person=person, name="Nguyễn Thị Ánh", name_language="vi", by=admin)

    assert queries.held_by(person).get() == back
    again: dict[str, Any] = {"certificate_id": back.pk, "person": person, "name": "X", "name_language": "", "by": admin}
    assert reasons_against(lambda: actions.give(**again)) == (Reason.HELD_BY_SOMEBODY,)


def test_one_whose_holder_was_erased_is_given_to_nobody(admin: User) -> None:
    certificate = printed("test:1")
    person = certificate.holder.person
    assert person is not None
    people.erase(person=person, by=None)

    other: dict[str, Any] = {
        "certificate_id": certificate.pk,
        "person": UserFactory.create(),
        "name": "X",
        "name_language": "",
    }
    assert reasons_against(lambda: actions.give(**other, by=admin)) == (Reason.HOLDER_IS_GONE,)


# --- a journal that doesn't fit -------------------------------------------------------------------


def path_of(seq: int) -> Path:
    return Path(django_settings.JOURNAL_DIR) / "00000" / f"{seq:08d}.json"


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"seq": 2}', b"\xff\xfe"])
def test_a_damaged_entry_changes_nothing_at_all(admin: User, damage: bytes) -> None:
    lost(lambda: [printed("test:1"), printed("test:2")])
    path_of(2).write_bytes(damage)

    with pytest.raises(journal.Damaged):
        actions.reconcile(by=admin)

    assert (Certificate.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_an_entry_that_was_altered_is_found_by_the_one_after_it(admin: User) -> None:
    lost(lambda: [printed("test:1"), printed("test:2")])
    path_of(1).write_bytes(path_of(1).read_bytes().replace(b"Chats for Change", b"Chats for Chance"))

    with pytest.raises(journal.Damaged):
        actions.reconcile(by=admin)


def test_a_number_that_another_certificate_has_here_is_told_and_changes_nothing(admin: User) -> None:
    lost(lambda: printed("test:1"))
    # Not shown to anybody, from another copy: the same number under another id.
    Counter.objects.update(last=0)
    twin = lost_number()

    with pytest.raises(journal.Damaged, match="entry 1 doesn't fit"):
        actions.reconcile(by=admin)

    assert list(Certificate.objects.all()) == [twin]


def lost_number() -> Certificate:
    return Certificate.objects.create(
        cause="other", serial=1, number=number_of("C4C", 2026, 1), issued_at=scenes.NOW, snapshot={}
    )


# --- the command ----------------------------------------------------------------------------------


def run(*words: str) -> str:
    out = StringIO()
    call_command("reconcile_issued", *words, stdout=out)
    return out.getvalue()


def test_the_command_says_what_came_back(admin: User) -> None:
    gone = lost(lambda: printed("test:1"))

    assert f"issued: {gone.number}" in run("--by", admin.email)
    assert "nothing to do" in run("--by", admin.email)


def test_the_command_wants_a_program_admin() -> None:
    with pytest.raises(CommandError, match="isn't the address of a program admin"):
        run("--by", UserFactory.create(roles=[Role.CORE_GROUP]).email)


def test_the_command_tells_a_missing_journal_and_writes_one_only_when_asked(
    admin: User, settings: Any, tmp_path: Path
) -> None:
    printed("test:1")
    settings.JOURNAL_DIR = tmp_path / "new"

    with pytest.raises(CommandError, match="--journal-lost"):
        run("--by", admin.email)
    assert "Wrote a journal of 1 entries." in run("--by", admin.email, "--journal-lost")
    assert actions.out_of_step() is None


def test_a_new_journal_tells_of_what_nobody_was_told_of(admin: User) -> None:
    certificate = a_certificate("test:1")
    actions.render(certificate.pk)
    OutgoingMail.objects.all().delete()
    JournalEntry.objects.update(written_at=None)

    actions.write_anew()

    assert OutgoingMail.objects.get().name == "certificate_ready"
