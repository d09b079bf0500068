"""``manage.py rebuild_progress [--check]``: every snapshot equals the fold of its ledger, or is made to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from courses.progress import queries
from courses.progress.actions import ledger
from courses.progress.models import Enrolment


class Command(BaseCommand):
    """Reads each ledger once; with ``--check`` it writes nothing and exits with 1 where something differs."""

    help = "Prove that every snapshot equals the fold of its ledger; without --check, make it so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell what differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        count = 0
        suspects = []
        for checked in queries.check_all():
            count += 1
            if checked.faults:
                suspects.append(checked.enrolment_id)
        faulty = sum(self._settled(enrolment_id, check=check) for enrolment_id in suspects)
        if faulty and check:
            raise CommandError(f"{faulty} of {count} enrolments differ from their ledger.")
        verb = "agree with their ledger" if not faulty else f"looked at, {faulty} rebuilt from their ledger"
        self.stdout.write(f"{count} enrolments {verb}.")

    @transaction.atomic
    def _settled(self, enrolment_id: int, *, check: bool) -> bool:
        """Look again at an enrolment under its lock: something may have been recorded while all were being read."""
        found = queries.faults(Enrolment.objects.with_plan().locked().get(pk=enrolment_id))
        for fault in found:
            self.stderr.write(f"enrolment {enrolment_id}: {fault}")
        if found and not check:
            ledger.rebuild(enrolment_id=enrolment_id)
        return bool(found)
