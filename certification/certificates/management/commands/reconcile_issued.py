"""Tells a database that was restored from an older copy what the journal knows; until then nothing is issued."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certification.certificates import actions
from certification.certificates.journal import Damaged
from certification.certificates.rules import Reason
from certification.certificates.words import WORDS
from lms.people.models import User
from lms.people.roles import Role

_MISSING = (
    "{words} It should lie in JOURNAL_DIR. Put it back from wherever it was kept, and run this again. Only if it is"
    " lost for good: run this with --journal-lost, which writes a new one from the database."
)


class Command(BaseCommand):
    """``manage.py reconcile_issued --by EMAIL``; with ``--journal-lost`` the other way around."""

    help = "Replay the journal of what was issued into a database that was restored from an older copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the program admin who does it")
        parser.add_argument(
            "--journal-lost", action="store_true", help="write the journal's files anew from what the database holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = _admin(options["by"])
        try:
            if options["journal_lost"]:
                self._write_anew()
            else:
                self._replay(by)
        except Damaged as error:
            raise CommandError(
                f"Nothing was changed: {error}. This database and this journal don't belong together; restore a newer"
                " copy, or the journal that was kept with it."
            ) from error

    def _replay(self, by: User) -> None:
        if actions.out_of_step() is Reason.JOURNAL_MISSING:
            raise CommandError(_MISSING.format(words=WORDS[Reason.JOURNAL_MISSING]))
        told = actions.reconcile(by=by)
        if not told.entries:
            self.stdout.write("The database knows all that the journal does. There was nothing to do.")
            return
        self.stdout.write(f"Replayed {told.entries} entries of the journal.")
        for name in ("issued", "revoked", "suspended", "reinstated"):
            numbers = getattr(told, name)
            if numbers:
                self.stdout.write(f"  {name}: {', '.join(numbers)}")
        self.stdout.write(
            f"{told.mails} mails may have been sent before. They wait in Outgoing mail for you to decide."
        )
        self.stdout.write("Certificates that came back have no holder. Each says on its page how to put that right.")

    def _write_anew(self) -> None:
        count = actions.write_anew()
        self.stdout.write(f"Wrote a journal of {count} entries.")


def _admin(email: str) -> User:
    person = User.objects.by_address(email)
    if person is None or not person.groups.filter(name=Role.PROGRAM_ADMIN.value).exists():
        raise CommandError(f"{email} isn't the address of a program admin.")
    return person
