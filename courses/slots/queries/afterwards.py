"""What people read after a session: who they are, what comes next for them, and where else a seat is free."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from courses.progress.models import Enrolment
from courses.progress.queries import RequirementRow, trainings
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.queries.sessions import session, sessions
from courses.slots.queries.welcome import Guest
from courses.slots.rules import Standing
from lms.mail.models import OutgoingMail
from lms.people.models import User

# Among so many coming sessions one looks for a free seat.
_LOOKED_AT = 30


def to_write_afterwards(slot: Slot) -> QuerySet[Any]:
    """Who had a seat and wants mails afterwards, with ``minutes`` that they were there; nobody twice. One query."""
    marks = AttendanceMark.objects.asserted().filter(slot=OuterRef("slot"), person=OuterRef("person")).standing()
    rows = SignUp.objects.confirmed().filter(slot=slot, person__isnull=False)
    rows = rows.exclude(person__session_mail_wish__afterwards=False)
    for template in ("slot_thanks", "slot_missed"):
        cause = Concat(Value(f"{template}:"), Cast(OuterRef("pk"), CharField()))
        rows = rows.exclude(Exists(OutgoingMail.objects.filter(cause=cause)))
    noted: QuerySet[Any] = rows.annotate(minutes=Subquery(marks.values("minutes")[:1]))
    # Who closes settles nothing of their own presence: without a word about it there is nothing to write.
    noted = noted.exclude(person=slot.closed_by_id, minutes=None)
    return noted.select_related("slot", "person").order_by("pk")


def next_step(person: User, *, at: datetime) -> RequirementRow | None:
    """What comes next in the first of a person's trainings that goes on. One query."""
    going = (row for row in trainings(person, at=at) if row.enrolment.state == Enrolment.State.ACTIVE)
    return next((row.next.step for row in going if row.next), None)


def free_for(person: User, *, like: Slot, at: datetime, limit: int = 3) -> list[Slot]:
    """The next sessions of the same kind in which a seat is free for somebody. One query, two more where it must be
    asked whom a session is for.
    """
    guest = Guest(person, at=at)
    coming = sessions(person).published().coming(at).filter(kind=like.kind).exclude(pk=like.pk)[:_LOOKED_AT]
    free = [row for row in coming if session(row, at, welcome=guest.is_welcome(row)).standing is Standing.FREE]
    return free[:limit]
