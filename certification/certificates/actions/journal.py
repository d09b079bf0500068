"""The journal's rows: noted in the transaction of what they tell, written to their files after its commit."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from certification.certificates import journal
from certification.certificates.actions.announcing import announce
from certification.certificates.models import Certificate, Counter, JournalEntry
from certification.certificates.rules import Reason
from certification.certificates.words import WORDS
from courses.progress.chain import instant
from lms.actions import Clock, Refused
from lms.failpoints import failpoint

logger = logging.getLogger(__name__)
Kind = JournalEntry.Kind
COUNTER = "journal"


def out_of_step() -> Reason | None:
    """Why nothing may be issued, ended, signed or mailed now. One query and two looks at the disk, where all is well.

    The journal has more than the database: an older database was restored. It has less: its folder is gone.
    """
    last = JournalEntry.objects.order_by("-seq").values_list("seq", "written_at").first()
    seq, written = last or (0, None)
    # Files follow commits: one that was written since the table was read has its row by now.
    if journal.holds(seq + 1) and not JournalEntry.objects.filter(seq=seq + 1).exists():
        return Reason.JOURNAL_AHEAD
    return Reason.JOURNAL_MISSING if written is not None and not journal.holds(seq) else None


def require_in_step() -> None:
    """Raises ``Refused``."""
    reason = out_of_step()
    if reason is not None:
        raise Refused((reason,), WORDS)


def note(kind: str, certificate: Certificate | None, body: Mapping[str, Any], *, at: datetime) -> JournalEntry:
    """Add an entry to the transaction that is open; whoever noted it calls ``write_waiting`` after the commit.

    Raises ``Refused`` where the journal and the database are out of step.
    """
    Counter.objects.get_or_create(name=COUNTER)
    counter = Counter.objects.select_for_update(no_key=True).get(name=COUNTER)
    require_in_step()
    last = JournalEntry.objects.order_by("-seq").values_list("digest", flat=True).first()
    counter.last += 1
    counter.save(update_fields=["last"])
    entry = journal.Entry(seq=counter.last, kind=str(kind), at=instant(at), body=body, before=last or journal.BEGINNING)
    made = JournalEntry.objects.create(
        seq=entry.seq, kind=kind, certificate=certificate, body=dict(body), digest=entry.digest, made_at=at
    )
    transaction.on_commit(write_waiting, robust=True)
    return made


def write_waiting(*, clock: Clock = timezone.now) -> int:
    """Write all entries that have no file yet, in their order; says how many there were. May run anywhere, twice."""
    rows = list(
        JournalEntry.objects.filter(written_at=None).order_by("seq").select_related("certificate__holder__person")
    )
    for row in rows:
        journal.create(as_entry(row))
        failpoint("certificates.journal_written")
        _note_written(row, clock)
        failpoint("certificates.journal_noted")
    return len(rows)


@transaction.atomic
def _note_written(row: JournalEntry, clock: Clock) -> None:
    """What is told of an entry leaves with the note that it stands; of two who write it, one tells."""
    if JournalEntry.objects.filter(pk=row.pk, written_at=None).update(written_at=clock()):
        announce(row)


def as_entry(row: JournalEntry) -> journal.Entry:
    """As it stands in its file. One query, unless it is the first."""
    before = JournalEntry.objects.filter(seq=row.seq - 1).values_list("digest", flat=True).first()
    return journal.Entry(
        seq=row.seq, kind=row.kind, at=instant(row.made_at), body=row.body, before=before or journal.BEGINNING
    )
