"""What happens to certificates: issued once, printed once, revoked once, and forgotten with their holder."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import override_settings
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry

from certification.certificates import actions, queries
from certification.certificates.actions import printing
from certification.certificates.models import Certificate, CertificateFile, Holder, Revocation
from certification.certificates.rules import Reason, Standing, number_of
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from tests import scenes
from tests.certification.certificates import samples
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
EARNED = actions.Earned(
    holder_name="Nguyễn Thị Ánh",
    name_language="vi",
    pathway_name="Chats for Change facilitator",
    syllabus_number=3,
    minutes=340,
    sessions=4,
    dialogues=2,
    requirements=["Takes part in four training sessions."],
    pathway_slug="facilitator",
)


def a_certificate(cause: str = "test:1", person: User | None = None) -> Certificate:
    person, clock = person or UserFactory.create(), scenes.at(scenes.NOW)
    return actions.issue(cause=cause, person=person, earned=EARNED, approval=scenes.APPROVAL, clock=clock)


def a_printed_certificate() -> Certificate:
    certificate = a_certificate()
    actions.render(certificate.pk, clock=scenes.at(scenes.NOW))
    return Certificate.objects.get(pk=certificate.pk)


def holder_of(certificate: Certificate) -> User:
    assert certificate.holder.person is not None
    return certificate.holder.person


def revoke(certificate: Certificate, by: User | None = None, public_reason: str = "Issued by mistake.") -> Revocation:
    return scenes.revoke(certificate, public_reason, by=by)


def ready_mails() -> int:
    return OutgoingMail.objects.filter(name="certificate_ready").count()


# --- issuing --------------------------------------------------------------------------------------


def test_issuing_twice_for_one_cause_gives_the_same_certificate() -> None:
    person = UserFactory.create()

    first, second = a_certificate(person=person), a_certificate(person=person)

    assert (first, Certificate.objects.count(), Holder.objects.count()) == (second, 1, 1)


def test_numbers_rise_without_a_gap_and_public_ids_are_random() -> None:
    issued = [a_certificate(f"test:{number}") for number in range(3)]

    assert [row.number for row in issued] == [number_of("C4C", 2026, serial) for serial in (1, 2, 3)]
    assert {len(row.public_id) for row in issued} == {32}
    assert len({row.public_id for row in issued}) == 3


def test_an_issue_that_is_taken_back_leaves_no_gap() -> None:
    with transaction.atomic():
        a_certificate("test:1")
        transaction.set_rollback(True)

    assert a_certificate("test:2").serial == 1


def test_a_changed_prefix_goes_on_counting() -> None:
    a_certificate("test:1")

    with override_settings(CERTIFICATE_PREFIX="CHATS"):
        assert a_certificate("test:2").number == number_of("CHATS", 2026, 2)


def test_the_year_of_a_number_is_that_of_the_program_and_not_of_greenwich() -> None:
    clock = scenes.at(scenes.NOW.replace(year=2027, month=1, day=1, hour=3))

    person = UserFactory.create()
    certificate = actions.issue(cause="test:1", person=person, earned=EARNED, approval=scenes.APPROVAL, clock=clock)

    assert (certificate.number[:9], certificate.snapshot["certified_on"]) == ("C4C-2026-", "2026-12-31")


def test_the_snapshot_keeps_the_design_of_its_day_and_no_name() -> None:
    design = samples.a_design()
    certificate = a_certificate()

    design.title = "Diploma"
    design.save()

    certificate.refresh_from_db()
    assert certificate.snapshot["design"]["title"] == "Certificate"
    assert certificate.snapshot["signatories"] == [{"name": "Ann Lee", "title": "Dean"}]
    assert EARNED.holder_name not in str(certificate.snapshot)


def test_a_new_name_changes_nothing_on_what_was_issued() -> None:
    certificate = a_certificate()
    person = holder_of(certificate)

    person.display_name = "Somebody Else"
    person.save()

    assert queries.printed(queries.whole().get()).holder_name == EARNED.holder_name


def test_printing_follows_the_commit_by_itself(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_certificate()
        assert not CertificateFile.objects.exists()

    assert (CertificateFile.objects.count(), OutgoingMail.objects.get().state) == (1, OutgoingMail.State.SENT)


# --- printing -------------------------------------------------------------------------------------


def test_the_note_of_a_file_holds_the_hash_and_the_size_of_what_is_stored() -> None:
    noted = a_printed_certificate().file

    with storages["certificates"].open(noted.path) as stored:
        content = stored.read()
    assert content.startswith(b"%PDF-")
    assert (noted.sha256, noted.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_printing_twice_stores_notes_and_tells_once() -> None:
    certificate = a_certificate()

    first, second = actions.render(certificate.pk), actions.render(certificate.pk)

    assert (first, CertificateFile.objects.count(), ready_mails()) == (second, 1, 1)


def test_a_number_that_no_certificate_has_prints_nothing() -> None:
    assert actions.render(4711) is None


def test_the_sweep_prints_what_has_no_file_and_leaves_what_has() -> None:
    a_printed_certificate()
    a_certificate("test:2")
    a_certificate("test:3")

    assert (actions.sweep(), actions.sweep()) == (2, 0)
    assert (CertificateFile.objects.count(), ready_mails()) == (3, 3)


def test_one_certificate_that_cannot_be_printed_does_not_keep_others_from_it() -> None:
    Certificate.objects.create(cause="x", serial=99, number="X", issued_at=scenes.NOW, snapshot={"verify_site": ""})
    Holder.objects.create(certificate=Certificate.objects.get(), person=UserFactory.create(), name="X")
    fine = a_certificate()

    assert actions.sweep() == 1
    assert CertificateFile.objects.get().certificate == fine


# --- forgotten ------------------------------------------------------------------------------------


def test_erasing_the_holder_removes_name_and_file_and_the_number_still_answers(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    certificate = a_printed_certificate()

    with django_capture_on_commit_callbacks(execute=True):
        people.erase(person=holder_of(certificate), by=None)

    answer = queries.by_number(certificate.number, at=scenes.NOW)
    assert answer is not None
    assert (answer.standing, answer.certificate.holder.name, answer.certificate.holder.person) == (
        Standing.VALID,
        "",
        None,
    )
    assert not storages["certificates"].exists(certificate.file.path)


def test_nothing_is_printed_for_a_holder_who_was_erased_before() -> None:
    certificate = a_certificate()
    people.erase(person=holder_of(certificate), by=None)

    assert (actions.sweep(), actions.render(certificate.pk)) == (0, None)


def test_a_worker_overtaken_by_an_erasure_stores_nothing() -> None:
    certificate = a_certificate()
    seen_before = queries.unprinted().get()
    people.erase(person=holder_of(certificate), by=None)

    printing._keep(seen_before, printing._Printed(b"%PDF- with a name", None), scenes.at(scenes.NOW))

    assert not CertificateFile.objects.exists()
    assert ready_mails() == 0


# --- revoked --------------------------------------------------------------------------------------


def test_a_certificate_is_revoked_once() -> None:
    certificate = a_printed_certificate()
    revoke(certificate)

    with pytest.raises(Refused) as refusal:
        revoke(certificate)

    assert refusal.value.reasons == (Reason.ALREADY_REVOKED,)
    assert Revocation.objects.count() == 1


def test_nobody_revokes_their_own_certificate() -> None:
    certificate = a_certificate()

    with pytest.raises(Refused) as refusal:
        revoke(certificate, by=holder_of(certificate))

    assert refusal.value.reasons == (Reason.OWN_CERTIFICATE,)


def test_a_revoked_certificate_still_answers_as_revoked_with_its_reason() -> None:
    certificate = a_printed_certificate()
    revoke(certificate)

    answer = queries.by_public_id(certificate.public_id, at=scenes.NOW)

    assert answer is not None
    assert (answer.standing, answer.certificate.revocation.public_reason) == (Standing.REVOKED, "Issued by mistake.")


def test_a_revocation_is_in_the_audit_log() -> None:
    certificate, by = a_certificate(), UserFactory.create()
    revoke(certificate, by=by)

    entry = ModelLogEntry.objects.get(action="certificates.revoke")
    assert (entry.user, entry.object_id) == (by, str(certificate.pk))


def test_nothing_is_printed_after_a_revocation_that_came_first() -> None:
    certificate = a_certificate()
    revoke(certificate)

    assert (actions.sweep(), actions.render(certificate.pk), ready_mails()) == (0, None, 0)


# --- what the database refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda: Certificate.objects.update(number="C4C-2026-999999-X"),
        lambda: Certificate.objects.all()._raw_delete("default"),
        lambda: CertificateFile.objects.update(sha256="0" * 64),
        lambda: CertificateFile.objects.all()._raw_delete("default"),
    ],
    ids=["certificate changed", "certificate removed", "file changed", "file removed"],
)
def test_the_database_refuses_to_change_or_remove_what_was_issued(change: Callable[[], Any]) -> None:
    a_printed_certificate()

    with pytest.raises(DatabaseError, match="rows are only ever added"), transaction.atomic():
        change()


@pytest.mark.parametrize("same", ["cause", "serial", "number", "public_id"])
def test_the_database_refuses_a_second_certificate_with_the_same(same: str) -> None:
    certificate = a_certificate()
    fresh = {"cause": "other", "serial": 77, "number": "C4C-2026-000077-X", "public_id": "0" * 32}
    twin = Certificate(issued_at=scenes.NOW, snapshot={}, **fresh | {same: getattr(certificate, same)})

    with pytest.raises(DatabaseError, match=_refusal(f"certificate_{same}_once")), transaction.atomic():
        Certificate.objects.bulk_create([twin])


def _refusal(constraint: str) -> str:
    """SQLite's trigger against REPLACE speaks before its constraint does."""
    known = {"certificate_cause_once": "certificate_once_per_cause"}
    named = known.get(constraint, constraint)
    return named if connection.vendor == "postgresql" else "rows are only ever added|UNIQUE constraint failed"


def test_the_database_refuses_a_second_file_of_a_certificate() -> None:
    certificate = a_printed_certificate()
    twin = CertificateFile(certificate=certificate, path="another.pdf", sha256="0" * 64, size=1, stored_at=scenes.NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFile.objects.bulk_create([twin])


def test_the_database_refuses_a_path_that_another_certificate_has() -> None:
    path = a_printed_certificate().file.path
    twin = CertificateFile(
        certificate=a_certificate("test:2"), path=path, sha256="0" * 64, size=1, stored_at=scenes.NOW
    )

    with pytest.raises(DatabaseError, match=_refusal("certificate_file_path_once")), transaction.atomic():
        CertificateFile.objects.bulk_create([twin])


def test_the_database_refuses_a_revocation_without_a_reason() -> None:
    row = Revocation(certificate=a_certificate(), revoked_at=scenes.NOW, revoked_by=UserFactory.create())

    with pytest.raises(IntegrityError, match="revocation_says_why"), transaction.atomic():
        Revocation.objects.bulk_create([row])


def test_the_database_refuses_a_second_revocation() -> None:
    first = revoke(a_certificate())
    twin = Revocation(
        certificate=first.certificate, revoked_at=scenes.NOW, revoked_by=first.revoked_by, public_reason="Again."
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.bulk_create([twin])
