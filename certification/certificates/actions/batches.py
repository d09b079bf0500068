"""Work on many certificates at once: what is asked for becomes a row for each, and each row its own transaction.

Whoever does a row locks it and looks once more: twice at once, or killed between any two steps, each is done once.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from certification.certificates import queries
from certification.certificates.actions import journal
from certification.certificates.actions.renewing_for import renew_for
from certification.certificates.actions.replacing import Corrected, reissue, require
from certification.certificates.models import Batch, BatchRow, Certificate
from certification.certificates.rules import Reason, Standing
from lms.actions import Clock, Refused, schedule
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.people.models import User

logger = logging.getLogger(__name__)
Kind = Batch.Kind
State = BatchRow.State
# What passes by itself: such a row waits for the next turn.
_PASSING = frozenset({Reason.ON_ITS_WAY, Reason.JOURNAL_AHEAD, Reason.JOURNAL_MISSING})


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be done in one go: so many rows, and until so many seconds have passed."""

    rows: int
    seconds: float
    begun: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> bool:
        return time.monotonic() - self.begun > self.seconds


@transaction.atomic
def begin_job(*, chosen: queries.Chosen, reason: str, by: User, clock: Clock = timezone.now) -> Batch:
    """Note what shall be done with which certificates; it is done after the commit. Raises ``Refused``."""
    at = clock()
    journal.require_in_step()
    found = list(queries.to_do(chosen, at=at).values_list("pk", flat=True))
    require(() if reason.strip() else (Reason.NO_REASON_GIVEN,))
    require(() if found else (Reason.NOTHING_CHOSEN,))
    batch = Batch.objects.create(kind=chosen.kind, reason=reason.strip(), asked_at=at, asked_by=by)
    BatchRow.objects.bulk_create([BatchRow(batch=batch, certificate_id=pk) for pk in found], batch_size=500)
    audit.record("certificates.begin_job", about=batch, by=by, data={"kind": chosen.kind, "certificates": len(found)})
    schedule("certificates.work_off", batch.pk)
    return batch


def work_off(batch_id: int, *, budget: Budget | None = None, clock: Clock = timezone.now) -> int:
    """Do what waits of a job; sweeps do the rest of a large one. Says how many rows were done or left."""
    budget = budget or Budget(rows=100, seconds=2)
    done = 0
    for row_id in _waiting(batch_id):
        if budget.spent or done >= budget.rows or journal.out_of_step() is not None:
            break
        done += _try(row_id, clock)
    return done


def sweep_jobs(*, budget: Budget | None = None, clock: Clock = timezone.now) -> int:
    """Carry on with all jobs that have something to do, oldest first, for as long as the budget lasts."""
    budget = budget or Budget(rows=1_000_000, seconds=25)
    jobs = BatchRow.objects.filter(state=State.WAITING).order_by("batch").values_list("batch", flat=True).distinct()
    return sum(work_off(batch_id, budget=budget, clock=clock) for batch_id in list(jobs) if not budget.spent)


def _waiting(batch_id: int) -> Iterator[int]:
    """Rows that wait, each once: one that can't be done now doesn't keep the others from their turn."""
    rows = BatchRow.objects.filter(batch=batch_id, state=State.WAITING).order_by("pk").values_list("pk", flat=True)
    last = 0
    while (row_id := rows.filter(pk__gt=last).first()) is not None:
        yield row_id
        last = row_id


def _try(row_id: int, clock: Clock) -> bool:
    try:
        done = _do(row_id, clock)
    except Exception:  # one certificate's trouble doesn't keep the others from theirs; tried again at the next turn
        logger.exception("row %s of a job could not be done", row_id)
        return False
    failpoint("certificates.row_done")
    return done


@transaction.atomic
def _do(row_id: int, clock: Clock) -> bool:
    """Do one row, unless somebody else has it or had it; says whether it was done now."""
    rows = BatchRow.objects.select_related("batch__asked_by")
    row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=row_id, state=State.WAITING).first()
    if row is None:
        return False
    try:
        with transaction.atomic():
            made = _made(row, clock)
    except Refused as refusal:
        if _PASSING.intersection(refusal.reasons):
            return False
        row.state, row.because = State.LEFT, [str(reason) for reason in refusal.reasons]
    else:
        row.state, row.made = State.DONE, made
    row.done_at = clock()
    row.save(update_fields=["state", "made", "because", "done_at"])
    failpoint("certificates.row_noted")
    return True


def _made(row: BatchRow, clock: Clock) -> Certificate:
    """The day on which it was certified stays; only a renewal holds longer. Raises ``Refused``."""
    by = row.batch.asked_by
    require(_ended_meanwhile(row, clock))
    if row.batch.kind == Kind.RENEWAL:
        return renew_for(certificate_id=row.certificate_id, by=by, clock=clock)
    why = Certificate.Why.KEY if row.batch.kind == Kind.KEY else Certificate.Why.DESIGN
    return reissue(certificate_id=row.certificate_id, why=why, corrected=Corrected(), by=by, clock=clock)


def _ended_meanwhile(row: BatchRow, clock: Clock) -> tuple[Reason, ...]:
    """A certificate that was revoked since the job began stays so; one by one it could be replaced all the same."""
    certificate = queries.whole().get(pk=row.certificate_id)
    standing = queries.answer(certificate, with_name=False, at=clock()).standing
    gone = standing is Standing.REVOKED or (row.batch.kind == Kind.DESIGN and standing is Standing.EXPIRED)
    return (Reason.NO_LONGER_HOLDS,) if gone else ()
