"""Training sessions of the demo program: planned, published, attended by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cms.demo.content.types import Session
from cms.demo.timeline import at
from courses.slots.actions import attendance, closing, scheduling, seats
from courses.slots.models import SignUp, Slot
from courses.slots.queries import presence
from lms.people.models import User


def announce(session: Session, *, starts_at: datetime, people: Mapping[str, User], by: User) -> Slot:
    """A published session; sign-up opened weeks before it."""
    opens = starts_at - timedelta(weeks=12)
    slot = Slot(
        title=session.title,
        text=session.text,
        host=people[session.host],
        kind=session.kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=session.minutes),
        zone=session.zone,
        room=session.room,
        join_link=session.join_link,
        access=session.access,
        captions=session.captions,
        interpretation=session.interpretation,
        agenda="\n".join(session.agenda),
        signup_opens_at=opens,
        signup_closes_at=starts_at - timedelta(hours=1),
        cancel_until=starts_at - timedelta(hours=12),
    )
    scheduling.plan(slot=slot, capacity=session.capacity, by=by)
    slot.facilitators.set([people[key] for key in session.facilitators])
    return scheduling.publish(slot_id=slot.pk, by=by, clock=at(opens))


def sign_up(slot: Slot, person: User, *, moment: datetime) -> SignUp:
    """A seat, or a place in line once all are taken."""
    return seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=at(moment))


def close(slot: Slot) -> None:
    """The list is right, says the host an hour after the end."""
    there = len(presence(slot).there)
    clock = at(slot.ends_at + timedelta(hours=1))
    assert slot.host is not None
    closing.close(slot_id=slot.pk, headcount=there, by=slot.host, clock=clock)


def attend(slot: Slot, person: User, *, minutes: int, by: User) -> None:
    """How long somebody was there, noted when the session was over."""
    moment = slot.ends_at + timedelta(minutes=10)
    attendance.mark(slot_id=slot.pk, person=person, minutes=minutes, by=by, clock=at(moment))
