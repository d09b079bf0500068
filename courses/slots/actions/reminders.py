"""Reminding people of their seat, a day and an hour before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import seats
from courses.slots.models import SignUp, Slot
from courses.slots.queries import to_remind
from lms.actions import Clock

# Nearest first: each is sent in the time between its own distance from the start and the next nearer one's. Distances
# are between instants: a day before is 24 hours before, also where clocks are set back in between.
REMINDERS = {"slot_reminder_hour": timedelta(hours=1), "slot_reminder_day": timedelta(days=1)}


def remind(*, clock: Clock = timezone.now) -> int:
    """Queue the reminders that are due, each once however often this runs; says how many."""
    at, queued, nearer = clock(), 0, timedelta(0)
    for template, before in REMINDERS.items():
        for row in to_remind(template, after=at + nearer, until=at + before):
            if _is_news(row, before):
                queued += _remind(row, template, nearer=nearer, before=before, at=at)
        nearer = before
    return queued


@transaction.atomic
def _remind(found: SignUp, template: str, *, nearer: timedelta, before: timedelta, at: datetime) -> bool:
    """Under the slot's lock and read again: nobody is reminded of a seat that was given back a moment ago."""
    Slot.objects.locked().get(pk=found.slot_id)
    row = to_remind(template, after=at + nearer, until=at + before).filter(pk=found.pk).first()
    if row is None or not _is_news(row, before):
        return False
    # A session that was moved is reminded of anew.
    seats.tell(row, template, at=at, about=str(row.slot.sequence) if row.slot.sequence else "")
    return True


def _is_news(row: SignUp, before: timedelta) -> bool:
    told = max(row.promoted_at or row.created_at, row.slot.changed_at or row.created_at)
    return rules.is_news(starts=row.slot.starts_at, before=before, told=told)
