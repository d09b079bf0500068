"""Noting who was there and for how long, correcting it, and taking it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.slots import rules
from courses.slots.actions import seats
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.queries import facts_of, next_revision, standing_mark
from courses.slots.words import WORDS, taken_back
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def mark(
    *,
    slot_id: int,
    person: User,
    minutes: int,
    by: User,
    because: str = "",
    key: str = "",
    seen: int | None = None,
    clock: Clock = timezone.now,
) -> AttendanceMark:
    """Note that a person with a seat was there for some minutes; 0: was not there.

    Without a ``key``, saying what holds already changes nothing. With one, each key is one mark of one person:
    delivered again it gives back that mark, also when somebody has said something else since. ``seen`` is the mark that
    stood when ``by`` looked (0: none); what a colleague has said since isn't overruled unseen.
    Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    known = AttendanceMark.objects.filter(slot=slot, key=key).first() if key else None
    if known and known.person_id == person.pk:
        return known
    if known:
        raise Refused((rules.Reason.CHANGED_MEANWHILE,), WORDS)
    standing = standing_mark(slot, person)
    said = (standing.minutes, standing.rank) if standing else None
    _require_may_mark(slot, person, minutes, standing, by=by, because=because, seen=seen, at=at)
    if standing and not key and said == (minutes, Rank.PERSON):
        return standing
    made = _note(slot, person, minutes, by=by, because=because, key=key, at=at)
    ledger.assert_all([(person.pk, claim(made))], by=by, clock=lambda: at)
    return made


@transaction.atomic
def mark_rest(*, slot_id: int, minutes: int, by: User, clock: Clock = timezone.now) -> list[AttendanceMark]:
    """Note the same of everybody with a seat of whom nothing is known yet, except of oneself. Raises ``Refused``."""
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    decision = rules.decide_mark(facts_of(slot), signed_up=True, own=False, minutes=minutes, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    marks = AttendanceMark.objects.standing().filter(slot=OuterRef("slot"), person=OuterRef("person"))
    rest = SignUp.objects.confirmed().filter(~Exists(marks), slot=slot, person__isnull=False).exclude(person=by)
    people = [row.person for row in rest.select_related("person").order_by("person") if row.person]
    made = [_note(slot, person, minutes, by=by, at=at) for person in people]
    ledger.assert_all([(row.person_id, claim(row)) for row in made if row.person_id], by=by, clock=lambda: at)
    return made


@transaction.atomic
def undo(*, slot_id: int, mark_id: int, by: User, because: str = "", clock: Clock = timezone.now) -> AttendanceMark:
    """Take one's own last mark of somebody back: what stood before it stands again, whatever its rank.

    Twice is the same as once. Raises ``Slot.DoesNotExist``, ``AttendanceMark.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    row = AttendanceMark.objects.select_related("slot", "person").get(slot=slot, pk=mark_id)
    standing = standing_mark(slot, row.person) if row.person else None
    if row.undone_at and row.marked_by_id == by.pk:
        return row
    decision = rules.decide_taking_back(
        own_mark=row.rank == Rank.PERSON and row.marked_by_id == by.pk and row.person_id is not None,
        stands=standing is not None and standing.pk == row.pk,
        closed=slot.state == Slot.State.CLOSED,
        because=because,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    take_back([row], because=because or taken_back(), by=by, at=at)
    audit.record("slots.undo_mark", about=slot, by=by, data={"person": row.person_id, "mark": row.pk})
    return row


def take_back(rows: Collection[AttendanceMark], *, because: str, by: User, at: datetime) -> None:
    """Let marks of a locked slot no longer count, here and in all ledgers; what stood before them stands again."""
    for row in rows:
        row.undone_at = at
        row.save(update_fields=["undone_at"])
    entries = [(row.person_id, claim_key(row)) for row in rows if row.person_id]
    ledger.take_back_all(entries, because=because, by=by, clock=lambda: at)


def _require_may_mark(
    slot: Slot,
    person: User,
    minutes: int,
    standing: AttendanceMark | None,
    *,
    by: User,
    because: str,
    seen: int | None,
    at: datetime,
) -> None:
    changes = standing is not None and standing.minutes != minutes
    decided = standing is not None and standing.rank > Rank.SELF
    colleagues = standing is not None and standing.rank == Rank.PERSON and standing.marked_by_id != by.pk
    unseen = standing is not None and seen is not None and standing.pk != seen
    decision = rules.decide_mark(
        facts_of(slot),
        signed_up=SignUp.objects.confirmed().filter(slot=slot, person=person).exists(),
        own=person.pk == by.pk,
        minutes=minutes,
        overtaken=colleagues and unseen and changes,
        needs_reason=rules.correction_needs_reason(
            closed=slot.state == Slot.State.CLOSED, decided=decided, changes=changes
        ),
        because=because,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _note(
    slot: Slot, person: User, minutes: int, *, by: User, at: datetime, because: str = "", key: str = ""
) -> AttendanceMark:
    """Store what somebody says of a person in a locked slot; the caller asserts it."""
    made = AttendanceMark.objects.create(
        slot=slot,
        person=person,
        revision=next_revision(slot, person),
        minutes=minutes,
        rank=Rank.PERSON,
        source="staff",
        because=because.strip(),
        key=key or None,
        marked_by=by,
        marked_at=at,
    )
    audit.record("slots.mark", about=slot, by=by, data={"person": person.pk, "minutes": minutes})
    return made


def claim(row: AttendanceMark) -> ledger.Claim:
    """What an attendance mark says in the ledger."""
    return ledger.Claim(
        subject=f"attendance:slot/{row.slot_id}",
        value={"kind": row.slot.counts_as, "minutes": row.minutes} | seats.counts_for(row.slot),
        rank=Rank(row.rank),
        occurred_at=row.slot.starts_at,
        source=row.source,
        key=claim_key(row),
    )


def claim_key(row: AttendanceMark) -> str:
    """The key of a mark's entry in ledgers."""
    return f"attendance:{row.pk}"
