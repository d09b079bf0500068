"""What a release makes of people: each is moved, or led back, in a transaction of their own.

A row for each person says what is to be done. Whoever does it locks the enrolment, looks at the row once more, adds the
assertion and notes it in the row: twice at once, or killed between any two steps, each person is moved exactly once.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.progress import queries, rules
from courses.progress.actions import ledger
from courses.progress.effects import Because
from courses.progress.engine import MOVES, Rank
from courses.progress.models import Enrolment, LedgerEvent, Move, Pathway, Release
from courses.progress.words import WORDS
from lms.actions import Clock, Refused, schedule
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.locks import is_lock_timeout
from lms.people.models import User

Outcome = Move.Outcome
Reason = rules.Reason
logger = logging.getLogger(__name__)
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of a job may be done in one go: so many people, and until so many seconds have passed."""

    people: int
    seconds: float
    begun: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> bool:
        return time.monotonic() - self.begun > self.seconds


def carry_on(*, release_id: int, budget: Budget | None = None, clock: Clock = timezone.now) -> None:
    """Move or lead back whom a release still waits for. Sweeps do the rest of a large one."""
    budget = budget or Budget(people=200, seconds=2)
    for move_id in islice(_open(release_id), budget.people):
        _step(move_id, clock)
        if budget.spent:
            return


def sweep(*, budget: Budget | None = None, clock: Clock = timezone.now) -> None:
    """Carry on with all that waits, oldest release first, for as long as the budget lasts."""
    budget = budget or Budget(people=1_000_000, seconds=25)
    waiting = Move.objects.open().order_by("release").values_list("release", flat=True).distinct()
    for release_id in list(waiting):
        if not budget.spent:
            carry_on(release_id=release_id, budget=budget, clock=clock)


@transaction.atomic
def take_back(*, release_id: int, because: str, by: User, clock: Clock = timezone.now) -> Release:
    """Lead everybody back whom the latest release has moved. New people still begin with it. Raises ``Refused``."""
    release = _locked(release_id)
    at = clock()
    moved = Move.objects.filter(release=release, outcome=Outcome.MOVED, because="")
    decision = rules.decide_take_back(
        latest=_is_latest(release),
        still_moving=Move.objects.open().filter(release=release).exists(),
        moved=moved.exists(),
        because=because,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    release.taken_back_at, release.taken_back_by, release.taken_back_because = at, by, because.strip()
    release.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    count = moved.update(outcome=Outcome.RETURNING, decided_at=at)
    audit.record("progress.take_back", about=release, by=by, data={"people": count})
    schedule("progress.move", release.pk)
    return release


@transaction.atomic
def retry(*, release_id: int, by: User, clock: Clock = timezone.now) -> int:
    """Try again with whom the latest release couldn't move or lead back; says how many. Raises ``Refused``."""
    release = _locked(release_id)
    at = clock()
    failed = Move.objects.filter(release=release, outcome=Outcome.FAILED)
    decision = rules.decide_retry(latest=_is_latest(release), failed=failed.exists())
    if decision.refused:
        raise Refused(decision.because, WORDS)
    again = {"because": "", "decided_at": at}
    count = failed.filter(seq=None).update(outcome=Outcome.WAITING, **again)
    count += failed.exclude(seq=None).update(outcome=Outcome.RETURNING, **again)
    audit.record("progress.retry", about=release, by=by, data={"people": count})
    schedule("progress.move", release.pk)
    return count


def refuse_while_moving(pathway: Pathway) -> None:
    """Let no second release of a locked pathway begin while one moves people. Raises ``Refused`` with how far it is."""
    waiting = Move.objects.open().filter(release__pathway=pathway).select_related("release__syllabus").first()
    if waiting is None:
        return
    tally = queries.tally(waiting.release)
    words = _("Version %(number)d is still moving people: %(open)d of %(all)d are left. Please come back in a minute.")
    told = words % {"number": waiting.release.syllabus.number, "open": tally.open, "all": tally.all}
    raise Refused((Reason.STILL_MOVING,), {Reason.STILL_MOVING: told})


def note_undone(enrolment: Enrolment, event: LedgerEvent) -> None:
    """Let the row of a move that was taken back say so, whether one by one or with all others."""
    Move.objects.filter(
        Q(outcome__in=[Outcome.MOVED, Outcome.RETURNING]) | Q(outcome=Outcome.FAILED),
        enrolment=enrolment,
        seq=event.undoes,
    ).update(
        outcome=Outcome.TAKEN_BACK,
        because="" if event.source == "release" else Because.ONE_BY_ONE,
        decided_at=event.recorded_at,
    )


def _locked(release_id: int) -> Release:
    """A release under its pathway's lock, which all verbs about releases take first."""
    release = Release.objects.get(pk=release_id)
    Pathway.objects.select_for_update(no_key=True).get(pk=release.pathway_id)
    return Release.objects.get(pk=release_id)


def _is_latest(release: Release) -> bool:
    return not Release.objects.filter(pathway=release.pathway_id, pk__gt=release.pk).exists()


def _open(release_id: int) -> Iterator[int]:
    """The rows that wait, each once; what couldn't be done now is left to the next job."""
    last = 0
    rows = Move.objects.open().filter(release=release_id).order_by("pk").values_list("pk", flat=True)
    while batch := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        yield from batch
        last = batch[-1]


def _step(move_id: int, clock: Clock) -> None:
    try:
        _decide(move_id=move_id, clock=clock)
        failpoint("progress.moved")
    except OperationalError as error:
        if not is_lock_timeout(error):
            raise
        logger.info("Move %s waits: somebody else holds the person's training", move_id)
    except Exception as error:  # the edge of a job: one person's fault holds up nobody else
        logger.exception("Move %s didn't work", move_id)
        _note_failure(move_id=move_id, code=type(error).__name__, clock=clock)


@transaction.atomic
def _decide(*, move_id: int, clock: Clock) -> None:
    enrolment = Enrolment.objects.with_plan().locked().get(moves=move_id)
    at = clock()
    move = _read(move_id)
    failpoint("progress.move.locked")
    if move.outcome == Outcome.WAITING:
        _lead(enrolment, move, at=at)
    elif move.outcome == Outcome.RETURNING:
        _lead_back(enrolment, move, at=at)
    failpoint("progress.move.decided")


def _read(move_id: int) -> Move:
    rows = Move.objects.select_related("release__syllabus", "release__released_by", "release__taken_back_by")
    return rows.defer("release__syllabus__document").get(pk=move_id)


def _lead(enrolment: Enrolment, move: Move, *, at: datetime) -> None:
    release = move.release
    stays = _stays(enrolment, release)
    if stays:
        _note(move, Outcome.KEPT, because=stays, at=at)
        return
    move.from_number = enrolment.syllabus.number
    claim = ledger.Claim(
        subject=MOVES,
        value={"number": release.syllabus.number, "from": move.from_number},
        rank=Rank.PERSON,
        occurred_at=release.released_at,
        source="release",
        key=f"release:{release.pk}",
    )
    enrolment.syllabus = release.syllabus
    event = ledger.append(enrolment, claim, by=release.released_by, at=at)
    assert event is not None
    failpoint("progress.move.asserted")
    move.seq = event.seq
    _note(move, Outcome.MOVED, at=at)


def _stays(enrolment: Enrolment, release: Release) -> Because | None:
    """Why somebody who was to be moved isn't any more: they left, or are there by another road."""
    if enrolment.person_id is None or enrolment.state == Enrolment.State.WITHDRAWN:
        return Because.GONE
    return Because.THERE if enrolment.syllabus_id == release.syllabus_id else None


def _lead_back(enrolment: Enrolment, move: Move, *, at: datetime) -> None:
    release = move.release
    standing = enrolment.progress.get(MOVES)
    if enrolment.person_id is None:
        _note(move, Outcome.MOVED, because=Because.GONE, at=at)
        return
    if standing is None or standing.seq != move.seq:
        _note(move, Outcome.MOVED, because=Because.MOVED_ON, at=at)
        return
    claim = ledger.Claim(
        subject=MOVES, value={}, rank=Rank.PERSON, occurred_at=at, source="release", key=f"undo:{move.seq}"
    )
    # What was announced of this event notes it in the row: see ``note_undone``.
    event = ledger.append(
        enrolment,
        claim,
        by=release.taken_back_by,
        at=at,
        undoes=move.seq,
        reason_hash=ledger.keep_reason(enrolment, release.taken_back_because),
    )
    assert event is not None
    failpoint("progress.move.asserted")


def _note(move: Move, outcome: Move.Outcome, *, at: datetime, because: str = "") -> None:
    move.outcome, move.because, move.decided_at = outcome, because, at
    move.save(update_fields=["outcome", "because", "decided_at", "from_number", "seq"])


@transaction.atomic
def _note_failure(*, move_id: int, code: str, clock: Clock) -> None:
    Enrolment.objects.locked().get(moves=move_id)
    Move.objects.open().filter(pk=move_id).update(outcome=Outcome.FAILED, because=code[:100], decided_at=clock())
