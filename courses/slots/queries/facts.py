"""What actions ask of a slot and of a person, under the slot's lock."""

from typing import Any

from django.db.models import Q, QuerySet

from courses.slots.models import SignUp, Slot
from courses.slots.rules import SlotFacts
from lms.people.models import User


def facts_of(slot: Slot) -> SlotFacts:
    """Counted from the rows, never from a stored figure. One query; meaningful under the slot's lock."""
    # Not in the query that takes the lock: while that waits, what it counted would grow old.
    return counted(Slot.objects.with_counts().get(pk=slot.pk))


def counted(slot: Any) -> SlotFacts:
    """No query, given a slot that was read ``with_counts``."""
    return SlotFacts(
        published=slot.state == Slot.State.PUBLISHED,
        seats=slot.seat_count,
        confirmed=slot.confirmed_count,
        held=slot.held_count,
        waiting=slot.waiting_count,
        signup_opens=slot.signup_opens_at,
        signup_closes=slot.signup_closes_at,
        cancel_until=slot.cancel_until,
        promotion_ends=slot.promotion_ends_at,
        starts=slot.starts_at,
        ends=slot.ends_at,
    )


def open_sign_up(slot: Slot, person: User) -> SignUp | None:
    """One query."""
    return SignUp.objects.open().filter(slot=slot, person=person).select_related("slot").first()


def place_in_line(sign_up: SignUp) -> int:
    """From 1. One query."""
    same, earlier = Q(priority=sign_up.priority, pk__lte=sign_up.pk), Q(priority__gt=sign_up.priority)
    return SignUp.objects.waiting().filter(same | earlier, slot=sign_up.slot_id).count()


def overlapping(slot: Slot, person: User) -> QuerySet[SignUp]:
    """What else the person has at the same time. One query."""
    others = SignUp.objects.open().filter(person=person, slot__state=Slot.State.PUBLISHED).exclude(slot=slot)
    same_time = others.filter(slot__starts_at__lt=slot.ends_at, slot__ends_at__gt=slot.starts_at)
    return same_time.select_related("slot").order_by("slot__starts_at", "pk")
