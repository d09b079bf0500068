"""Taking an entry of a history back, whoever owns the fact behind it."""

from django.utils import timezone

from courses.progress import rules
from courses.progress.actions import credits as crediting
from courses.progress.actions import ledger, records
from courses.progress.models import LedgerEvent
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


def take_back(*, enrolment_id: int, seq: int, because: str, by: User, clock: Clock = timezone.now) -> None:
    """Take back one entry, with a reason; a record that staff made is taken back in all of the person's trainings.

    Raises ``Refused``.
    """
    entry = LedgerEvent.objects.filter(enrolment=enrolment_id, seq=seq, undoes=None).only("subject", "key").first()
    if entry is None:
        raise Refused((rules.Reason.NO_SUCH_EVENT,), WORDS)
    if entry.key.startswith(records.KEYS):
        revision = int(entry.key.removeprefix(records.KEYS))
        records.take_back(enrolment_id=enrolment_id, revision_id=revision, because=because, by=by, clock=clock)
    elif entry.subject.startswith("credit:"):
        crediting.take_back(enrolment_id=enrolment_id, seq=seq, because=because, by=by, clock=clock)
    else:
        ledger.undo(enrolment_id=enrolment_id, seq=seq, because=because, by=by, clock=clock)
