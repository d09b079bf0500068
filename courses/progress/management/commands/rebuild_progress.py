"""``manage.py rebuild_progress [--check]``: every snapshot equals the fold of its ledger, or is made to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.progress import queries
from courses.progress.actions import ledger
from courses.progress.models import Enrolment


class Command(BaseCommand):
    """Reads each ledger once; with ``--check`` it writes nothing and exits with 1 where something differs."""

    help = "Prove that every snapshot equals the fold of its ledger; without --check, make it so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell what differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        count = faulty = 0
        for enrolment in Enrolment.objects.order_by("pk").iterator(chunk_size=500):
            count += 1
            found = list(queries.faults(enrolment))
            faulty += bool(found)
            for fault in found:
                self.stderr.write(f"enrolment {fault.enrolment_id}: {fault.what}")
            if found and not check:
                ledger.rebuild(enrolment_id=enrolment.pk)
        if faulty and check:
            raise CommandError(f"{faulty} of {count} enrolments differ from their ledger.")
        verb = "agree with their ledger" if not faulty else f"looked at, {faulty} rebuilt from their ledger"
        self.stdout.write(f"{count} enrolments {verb}.")
