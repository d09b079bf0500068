"""Walks one person's whole way in an embedded shape of its own, and says where the certificate is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.walk import verified, walk


class Command(BaseCommand):
    """Leaves the site's own database alone: everything happens below ``var/demo``, made anew each time."""

    help = "Walk one person's whole way, from signing up to a verified certificate, and print each step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--here", action="store_true", help="In this database, which has to be empty.")

    def handle(self, *args: Any, here: bool, **options: Any) -> None:
        if not settings.DEV_PAGES:
            raise CommandError("The demo program is for the embedded shape only; production never has it.")
        if here:
            self._walk()
        else:
            self._elsewhere(Path(settings.VAR_DIR) / "demo")

    def _elsewhere(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        environment = os.environ | {
            "VAR_DIR": str(folder),
            "MEDIA_DIR": str(folder / "files"),
            "DATABASE_URL": "",
            "LOG_LEVEL": "WARNING",
        }
        command = [sys.executable, sys.argv[0], "demo_journey", "--here", "--settings", "lms.settings.local"]
        finished = subprocess.run(command, env=environment, check=False)  # noqa: S603  # our own command
        if finished.returncode:
            raise CommandError("The way ended early; what is written above says where.")

    def _walk(self) -> None:
        call_command("migrate", verbosity=0)
        steps = iter(range(1, 100))
        certificate = walk(lambda words: self.stdout.write(words if words[0] == " " else f"{next(steps):2}. {words}"))
        path = storages["certificates"].path(certificate.file.path)
        self.stdout.write(f"{next(steps):2}. Certificate {certificate.number} is issued and printed.")
        self.stdout.write(f"{next(steps):2}. A stranger checks it: {verified(certificate)}.")
        self.stdout.write(f"\n    The PDF: {path}")
