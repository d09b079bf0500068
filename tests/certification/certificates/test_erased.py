"""A certificate whose holder asked to be erased: the name is nowhere any more, and the number still answers."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry

from certification.certificates import actions, journal, queries
from certification.certificates.actions.printing import path_of
from certification.certificates.models import Certificate, CertificateFile, Renewal
from certification.certificates.rules import Standing
from certification.review.models import Case
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.holding_scenes import (
    LAST,
    REFLECTION,
    a_certificate_for_a_time,
    days_before,
    lead,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
# No other word of a scene has any of these in it.
NAME, ADDRESS = "Zephyrine Quillfeather", "zephyrine@quillfeather.example"
TRACES = ("zephyrine", "quillfeather", "unlearned that a silence is mine")


def rows() -> Iterator[tuple[str, str]]:
    """Every row of every table, index tables of the search among them, as one text."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                yield table, " ".join(_told(value) for value in row)


def _told(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def tables_that_tell() -> set[str]:
    return {table for table, words in rows() for trace in TRACES if trace in words.lower()}


def files() -> list[str]:
    """Those of all certificates that are still there."""
    paths = [path_of(row, kind) for row in Certificate.objects.all() for kind in ("pdf", "json", "jwt")]
    return [path for path in paths if storages["certificates"].exists(path)]


@pytest.fixture
def holder(caplog: pytest.LogCaptureFixture) -> User:
    """Trained, approved and certified, by another road for a time and renewed; staff and the outbox know of it."""
    caplog.set_level(logging.INFO)
    person = UserFactory.create(display_name=NAME, email=ADDRESS, roles=[Role.TRAINEE])
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(person))
    for _ in range(2):
        scenes.decide(case, scenes.a_core_member())
    old = a_certificate_for_a_time(person, holder_name=NAME)
    for month in (3, 4):
        lead(person, on=date(2027, month, 1))
    clock = scenes.at(days_before(LAST, 60))
    actions.renew(certificate_id=old.pk, reflection=REFLECTION, by=person, clock=clock)
    actions.suspend(certificate_id=usual().pk, public_reason="Asked.", private_reason="", by=scenes.an_admin())
    actions.reinstate(certificate_id=usual().pk, because="Well.", by=scenes.an_admin())
    for certificate in queries.unprinted().exclude(pk=old.pk):
        actions.render(certificate.pk)
    return person


def usual() -> Certificate:
    """The one of the approved application."""
    return queries.whole().get(cause__startswith="review.case/")


def test_the_scene_tells_of_them_before(holder: User) -> None:
    """Else what follows would find nothing because there never was anything."""
    tell = {"people_user", "certificates_holder", "certificates_renewal", "mail_outgoingmail", "review_case"}
    assert tell <= tables_that_tell()
    assert len(files()) == 3 + 3


@pytest.fixture
def copy(holder: User) -> bytes:
    """What the holder has downloaded."""
    with storages["certificates"].open(usual().file.path) as file:
        return bytes(file.read())


@pytest.fixture
def erased(
    holder: User, copy: bytes, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> dict[str, str]:
    """What the certificate was, of which nothing is changed."""
    before = {"number": usual().number, "public_id": usual().public_id, "sha256": usual().file.sha256}
    with django_capture_on_commit_callbacks(execute=True):
        people.erase(person=holder, by=None)
    return before


def test_no_table_holds_the_name_any_more_and_the_rows_stay(erased: dict[str, str]) -> None:
    assert tables_that_tell() == set()
    kept = (Certificate.objects.count(), Case.objects.count(), Renewal.objects.count())
    assert (*kept, OutgoingMail.objects.exists(), ModelLogEntry.objects.exists()) == (3, 1, 1, True, True)


def test_no_file_log_or_entry_of_the_journal_holds_the_name(
    erased: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    entries = [path.read_text() for path in journal.folder().rglob("*.json")]

    assert files() == []
    assert len(entries) >= 4
    assert [trace for trace in TRACES if trace in " ".join([*entries, caplog.text]).lower()] == []


def test_the_number_and_the_id_still_answer_without_a_name(erased: dict[str, str]) -> None:
    by_number = queries.by_number(erased["number"], at=scenes.NOW)
    by_id = queries.by_public_id(erased["public_id"], at=scenes.NOW)

    assert by_number is not None
    assert by_id is not None
    assert [(answer.standing, answer.name) for answer in (by_number, by_id)] == [(Standing.VALID, "")] * 2


def test_the_holders_own_copy_is_still_told_true_by_its_hash(erased: dict[str, str], copy: bytes) -> None:
    found = CertificateFile.objects.get(sha256=hashlib.sha256(copy).hexdigest())

    assert (found.certificate.number, found.sha256) == (erased["number"], erased["sha256"])


def test_nobody_is_given_the_files_any_more(erased: dict[str, str], client: Client) -> None:
    for kind in ("json", "jwt", "png"):
        assert client.get(f"/credentials/{erased['public_id']}.{kind}").status_code in (404, 410)
