"""What happens to a site in years: what was issued doesn't change, vanish, move its day, or leave again by mail."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from certification.certificates import actions, queries
from certification.certificates.models import Certificate, CertificateDesign, Counter, Credential, JournalEntry, Signer
from certification.certificates.rules import Standing
from cms.models import PathwayPage
from lms.mail import actions as mail
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from tests import scenes
from tests.certification.certificates import samples
from tests.certification.certificates.keeping_scenes import for_a_time, printed
from tests.certification.certificates.test_actions import holder_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def contents(path: str) -> bytes | None:
    stored = storages["certificates"]
    if not stored.exists(path):
        return None
    with stored.open(path) as file:
        return bytes(file.read())


def told_of(certificate: Certificate) -> dict[str, Any]:
    """All that is kept and told about a certificate, to anybody, by any road."""
    fresh = queries.whole().get(pk=certificate.pk)
    by_id = queries.by_public_id(fresh.public_id, at=scenes.NOW)
    assert by_id is not None
    kept = Certificate.objects.filter(pk=fresh.pk).values().get()
    signed = Credential.objects.get(certificate=fresh)
    api = Client().get(f"/api/v1/verify/{fresh.public_id}/").json()
    return {
        "row": kept,
        "name": by_id.name,
        "standing": by_id.standing,
        "until": by_id.valid_until,
        "address": by_id.verify_url,
        "files": [contents(path) for path in (fresh.file.path, signed.path, signed.jwt_path)],
        "digests": [fresh.file.sha256, signed.sha256, signed.jwt_sha256],
        "journal": list(JournalEntry.objects.filter(certificate=fresh).values("seq", "digest", "body")),
        "api": {name: api[name] for name in ("number", "standing", "name", "certified_on", "valid_until", "issuer")},
    }


def everything_runs() -> None:
    """All that happens by itself, as after any restart."""
    actions.sweep()
    actions.sweep_jobs()
    actions.write_waiting()
    for certificate in Certificate.objects.all():
        actions.render(certificate.pk)
    mail.sweep()


def purge_revisions() -> None:
    design = CertificateDesign.objects.get()
    design.save_revision()
    call_command("purge_revisions", stdout=StringIO())


def delete_the_design() -> None:
    CertificateDesign.objects.all().delete()


def delete_the_signatories() -> None:
    Signer.objects.all().delete()
    people.erase(person=UserFactory.create(display_name="Ann Lee"), by=None)


def delete_the_pathways_page() -> None:
    PathwayPage.objects.all().delete()


def upgrade() -> None:
    call_command("migrate", verbosity=0, stdout=StringIO())


@pytest.fixture
def design() -> CertificateDesign:
    return samples.a_design()


@pytest.mark.parametrize(
    "happens",
    [purge_revisions, delete_the_design, delete_the_signatories, delete_the_pathways_page, upgrade],
    ids=lambda happens: happens.__name__,
)
def test_nothing_that_is_told_of_a_certificate_changes(design: CertificateDesign, happens: Callable[[], None]) -> None:
    certificate = for_a_time()
    before, mails = told_of(certificate), OutgoingMail.objects.count()

    happens()
    everything_runs()

    assert told_of(certificate) == before
    assert OutgoingMail.objects.count() == mails


ELSEWHERE = {
    "SITE_URL": "https://new.example.org",
    "CERTIFICATE_PREFIX": "CHATS",
    "TIME_ZONE": "Asia/Tokyo",
    "INSTITUTION_NAME": "Another School",
    "PROGRAM_NAME": "Another Program",
    "LANGUAGE_CODE": "fr",
    "SECRET_KEY": "quite-another-secret",
    "DEMONSTRATION": False,
}


def test_changed_settings_change_no_certificate_and_mail_nobody(design: CertificateDesign, settings: Any) -> None:
    certificate = for_a_time()
    before, mails = told_of(certificate), OutgoingMail.objects.count()

    for name, value in ELSEWHERE.items():
        setattr(settings, name, value)
    everything_runs()

    assert told_of(certificate) == before
    assert OutgoingMail.objects.count() == mails


def test_an_erased_person_takes_the_name_along_and_leaves_what_others_must_check() -> None:
    certificate = printed()
    before = told_of(certificate)

    people.erase(person=holder_of(certificate), by=None)
    everything_runs()

    after = told_of(certificate)
    assert (after["name"], after["standing"]) == ("", Standing.VALID)
    assert {name: after[name] for name in ("row", "until", "digests", "journal")} == {
        name: before[name] for name in ("row", "until", "digests", "journal")
    }


def test_a_certificate_of_another_day_keeps_its_day_when_it_is_issued_anew() -> None:
    certificate, admin = for_a_time(), UserFactory.create()
    corrected = actions.Corrected(name="Another Name")

    made = actions.reissue(certificate_id=certificate.pk, why="name", corrected=corrected, by=admin)

    same = ("certified_on", "valid_until", "renewal")
    assert [made.snapshot[name] for name in same] == [certificate.snapshot[name] for name in same]


def test_the_page_of_an_old_address_still_answers(settings: Any) -> None:
    certificate = printed()
    settings.SITE_URL = "https://new.example.org"

    assert Client().get(reverse("certificates:verify", args=[certificate.public_id])).status_code == 200


def test_what_was_issued_before_there_was_a_journal_answers_after_the_upgrade_and_nobody_is_told_again(
    settings: Any, tmp_path: Path
) -> None:
    certificate = printed()
    JournalEntry.objects.all().delete()
    Counter.objects.filter(name="journal").update(last=0)
    settings.JOURNAL_DIR = tmp_path
    mails = OutgoingMail.objects.count()
    assert queries.by_public_id(certificate.public_id, at=scenes.NOW) is None

    everything_runs()
    everything_runs()

    answer = queries.by_public_id(certificate.public_id, at=scenes.NOW)
    assert answer is not None
    assert (answer.standing, JournalEntry.objects.count(), OutgoingMail.objects.count()) == (Standing.VALID, 1, mails)
