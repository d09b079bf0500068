"""Taking a roster along, which is recorded."""

from django.db import transaction

from courses.slots.models import Slot
from courses.slots.queries import RosterLine, roster_lines
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def export_roster(*, slot: Slot, by: User) -> list[RosterLine]:
    """Everybody with a place in a slot, and the record of who took the list along."""
    rows = list(roster_lines(slot))
    audit.record("slots.export_roster", about=slot, by=by, data={"people": len(rows)})
    return rows
