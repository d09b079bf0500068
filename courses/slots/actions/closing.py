"""Closing a slot: what was said of who was there becomes fact. And the hosts' notes."""

import hashlib

from django.db import transaction
from django.utils import timezone

from courses.progress.actions import ledger
from courses.slots import rules
from courses.slots.actions import attendance, checkin, thanks
from courses.slots.models import Slot
from courses.slots.models.attendance import OWN_WORD
from courses.slots.queries.check_ins import CLOSING, presence
from courses.slots.rules import Reason
from courses.slots.words import WORDS, headcount_told
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def close(*, slot_id: int, headcount: int, because: str = "", by: User, clock: Clock = timezone.now) -> Slot:
    """Write who was there to the ledgers and end the slot; closing twice changes nothing. Raises ``Refused``.

    Whoever has a seat and no word about them counts as not there, in the lowest rank: an import or staff may say
    otherwise later. Of the closer's own presence nothing is asserted: somebody else has to mark it.
    ``because`` explains a headcount that differs from the list, and is kept in the hosts' notes.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    at = clock()
    if slot.state == Slot.State.CLOSED:
        return slot
    found = presence(slot)
    decision = rules.decide_closing(
        published=slot.state == Slot.State.PUBLISHED,
        starts=slot.starts_at,
        there=len(found.there),
        headcount=headcount,
        because=because,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    slot.state, slot.closed_at, slot.closed_by = Slot.State.CLOSED, at, by
    if because.strip():
        told = headcount_told(counted=headcount, listed=len(found.there), because=because.strip())
        slot.notes = f"{slot.notes}\n{told}".strip()
    slot.save(update_fields=["state", "closed_at", "closed_by", "notes"])
    missing = [person for person in found.missing if person.pk != by.pk]
    absent = [checkin.say(slot, person, minutes=0, source=CLOSING, at=at) for person in missing]
    marks = [mark for mark in (*found.there, *found.away) if mark.rank > OWN_WORD or mark.person_id != by.pk]
    for mark in marks:
        mark.slot = slot
    claims = [(mark.person_id, attendance.claim(mark)) for mark in (*marks, *absent) if mark.person_id]
    ledger.assert_all(claims, by=by, clock=lambda: at)
    thanks.after_closing(slot, at=at)
    counts = {"there": len(found.there), "headcount": headcount, "absent": len(absent)}
    audit.record("slots.close", about=slot, by=by, data=counts)
    return slot


@transaction.atomic
def write_notes(*, slot_id: int, words: str, seen: str, by: User) -> Slot:
    """Keep the hosts' notes, unless somebody has written there since the writer last ``seen`` them. Raises ``Refused``.

    ``seen`` is the ``print_of`` the notes that the writer began from.
    """
    slot = Slot.objects.locked().get(pk=slot_id)
    if slot.notes == words:
        return slot
    if seen != print_of(slot.notes):
        raise Refused((Reason.WRITTEN_MEANWHILE,), WORDS)
    slot.notes = words
    slot.save(update_fields=["notes"])
    audit.record("slots.write_notes", about=slot, by=by)
    return slot


def print_of(notes: str) -> str:
    """A short print by which a page remembers which notes it showed."""
    return hashlib.sha256(notes.encode()).hexdigest()[:16]
