"""The house that the killed processes leave their files and mail in, and the processes themselves."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email import message_from_bytes
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from certification.certificates import journal
from certification.certificates.models import Certificate, CertificateFile
from lms.mail.models import OutgoingMail
from tests.processes import PROJECT

KILLED = -9
SEPARATOR = b"-" * 79


@dataclass(frozen=True, slots=True)
class Wanted:
    """One process: what it does, and where or when it dies."""

    act: str
    args: tuple[int, ...] = ()
    failpoint: str = ""
    killed_after: float | None = None
    # Without one, tasks run in the process itself, as in the embedded shape.
    broker: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """A folder of files and mail, and a program that forks a process for each act."""

    folder: Path
    program: subprocess.Popen[str]
    environment: dict[str, str]

    def at_once(self, *crowd: Wanted) -> list[int]:
        """How each of these processes ended that were let go at the same moment."""
        assert self.program.stdin
        assert self.program.stdout
        print(json.dumps([asdict(wanted) for wanted in crowd]), file=self.program.stdin, flush=True)
        return list(json.loads(self.program.stdout.readline()))

    def run(self, act: str, *args: int, failpoint: str = "", killed_after: float | None = None) -> int:
        return self.at_once(Wanted(act, args, failpoint, killed_after))[0]

    def files(self) -> list[str]:
        """What is stored, by its path."""
        stored = self.folder / "certificates"
        return sorted(str(path.relative_to(stored)) for path in stored.rglob("*") if path.is_file())

    def sent(self) -> list[str]:
        """The Message-ID of each mail that left, as often as it left."""
        parts = (part for file in (self.folder / "mail").glob("*.log") for part in file.read_bytes().split(SEPARATOR))
        return [str(message_from_bytes(part.lstrip())["Message-ID"]) for part in parts if part.strip()]

    def has_exactly_one_of_everything(self, *, cases: int = 1) -> None:
        """For each case: one certificate, one number, its files, one note of them, one journal entry, one mail."""
        mails = OutgoingMail.objects.filter(name="certificate_ready")
        noted = sorted(path for row in CertificateFile.objects.all() for path in stored_with(row))
        assert (Certificate.objects.count(), len(noted), mails.count()) == (cases, 3 * cases, cases)
        assert self.files() == noted
        assert list(Certificate.objects.order_by("serial").values_list("serial", flat=True)) == [*range(1, cases + 1)]
        entries = [entry.body["number"] for entry in journal.since(0, before=journal.BEGINNING)]
        assert sorted(entries) == sorted(Certificate.objects.values_list("number", flat=True))
        assert set(mails.values_list("state", flat=True)) == {OutgoingMail.State.SENT}
        assert set(self.sent()) == set(mails.values_list("message_id", flat=True))


def stored_with(file: CertificateFile) -> list[str]:
    """The sheet, and both forms of the signed credential."""
    signed = file.certificate.credential
    return [file.path, signed.path, signed.jwt_path]


@pytest.fixture(scope="session")
def _opened(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The program is loaded once for all tests of a process."""
    folder = tmp_path_factory.mktemp("house")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
        "TESTED_HOUSE": str(folder),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults"],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield House(folder, program, environment)
        assert program.stdin
        program.stdin.close()


@pytest.fixture
def house(_opened: House, settings: Settings) -> House:
    """The same, empty, with one journal for the test and its processes."""
    settings.JOURNAL_DIR = _opened.folder / "journal"
    settings.ISSUER_KEYS_DIR = _opened.folder / "keys"
    for name in ("certificates", "mail", "journal"):
        shutil.rmtree(_opened.folder / name, ignore_errors=True)
        (_opened.folder / name).mkdir()
    return _opened
