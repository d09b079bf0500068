"""Reads for the pages of slots; each states its cost in queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from courses.slots import rules
from courses.slots.models import AttendanceMark, SignUp, Slot, SlotQuerySet
from courses.slots.rules import SlotFacts, Standing
from lms.mail.models import OutgoingMail
from lms.people.models import User

Reader = User | AnonymousUser


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
        waiting=slot.waiting_count,
        signup_opens=slot.signup_opens_at,
        signup_closes=slot.signup_closes_at,
        cancel_until=slot.cancel_until,
        promotion_ends=slot.promotion_ends_at,
        starts=slot.starts_at,
        ends=slot.ends_at,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """A slot as one reader sees it: how it stands for them, what they have in it, and their place in the line.

    ``own_state`` is empty for who has no sign-up, and ``place`` is 0 for who doesn't wait.
    """

    slot: Slot
    facts: SlotFacts
    standing: Standing
    own_state: str
    place: int
    at: datetime

    @property
    def free(self) -> int:
        return max(0, self.facts.free)

    @property
    def waiting(self) -> int:
        return self.facts.waiting

    @property
    def line_moves(self) -> bool:
        """Whether somebody who waits may still be given a seat."""
        return self.at < self.facts.promotion_ends

    @property
    def can_leave(self) -> bool:
        """Whether the reader may give back what they have."""
        mine = self.standing in (Standing.IN, Standing.WAITING)
        waits = self.standing == Standing.WAITING
        return not rules.decide_cancellation(self.facts, is_in=mine, waits=waits, at=self.at).refused

    @property
    def door(self) -> rules.Door:
        """Whether the reader may go through to the meeting now."""
        confirmed = self.slot.state == Slot.State.PUBLISHED and self.own_state == SignUp.State.CONFIRMED
        return rules.door(self.facts, opens=self.slot.join_opens_at, confirmed=confirmed, at=self.at)


def session(slot: Any, at: datetime) -> Session:
    """No query, given a slot that was read by ``sessions``."""
    facts = counted(slot)
    cancelled = slot.state == Slot.State.CANCELLED
    standing = rules.standing(facts, cancelled=cancelled, own=slot.own_state, at=at)
    return Session(slot, facts, standing, slot.own_state, slot.own_place, at)


def sessions(reader: Reader) -> SlotQuerySet:
    """Slots that the reader may see, with counts and what they have in each. One query."""
    return Slot.objects.shown().with_counts().seen_by(reader.pk).select_related("host")


def coming(reader: Reader, at: datetime) -> SlotQuerySet:
    """Published sessions that aren't over, soonest first. One query."""
    return sessions(reader).published().coming(at)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A seat that a person has in a coming session, or their place in its line (0 for who has a seat)."""

    slot: Slot
    confirmed: bool
    place: int
    may_join: bool


_OF_OWN_SLOT = ("title", "starts_at", "ends_at", "zone")


def own_coming(person: User, at: datetime) -> list[OwnPlace]:
    """Where a person is expected or waits, soonest first. One query, and one more for who waits somewhere."""
    rows = SignUp.objects.open().filter(person=person, slot__state=Slot.State.PUBLISHED, slot__ends_at__gt=at)
    rows = rows.select_related("slot").only("state", *(f"slot__{name}" for name in _OF_OWN_SLOT))
    mine = list(rows.order_by("slot__starts_at", "slot_id"))
    waiting = [row.slot_id for row in mine if row.state == SignUp.State.WAITING]
    lines = list(SignUp.objects.waiting().filter(slot__in=waiting).values_list("slot", "pk")) if waiting else []
    return [_own_place(row, lines, at) for row in mine]


def _own_place(row: SignUp, lines: list[tuple[int, int]], at: datetime) -> OwnPlace:
    confirmed = row.state == SignUp.State.CONFIRMED
    place = 0 if confirmed else sum(slot == row.slot_id and pk <= row.pk for slot, pk in lines)
    return OwnPlace(row.slot, confirmed, place, confirmed and row.slot.join_opens_at <= at)


def open_sign_up(slot: Slot, person: User) -> SignUp | None:
    """One query."""
    return SignUp.objects.open().filter(slot=slot, person=person).select_related("slot").first()


def place_in_line(sign_up: SignUp) -> int:
    """From 1. One query."""
    return SignUp.objects.waiting().filter(slot=sign_up.slot_id, pk__lte=sign_up.pk).count()


def standing_mark(slot: Slot, person: User) -> AttendanceMark | None:
    """What holds of a person's presence. One query."""
    return AttendanceMark.objects.filter(slot=slot, person=person).order_by("-rank", "-revision").first()


def attended(person: User) -> list[AttendanceMark]:
    """What holds of the sessions in which a person was, in their order. One query."""
    marks = AttendanceMark.objects.filter(person=person).select_related("slot__host", "marked_by")
    # In this order, what holds of a session comes last.
    standing = {mark.slot_id: mark for mark in marks.order_by("slot__starts_at", "slot_id", "rank", "revision")}
    return [mark for mark in standing.values() if mark.minutes]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person on a slot's roster; ``minutes`` is ``None`` until somebody marked it."""

    sign_up: SignUp
    person: User
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is confirmed and who waits, each in order."""

    confirmed: tuple[RosterRow, ...]
    waiting: tuple[RosterRow, ...]

    @property
    def unmarked(self) -> int:
        return sum(row.minutes is None for row in self.confirmed)


def roster(slot: Slot) -> Roster:
    """Who is confirmed, and who waits, with what holds of their attendance. One query."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"))
    people: QuerySet[Any] = (
        SignUp.objects.open()
        .filter(slot=slot, person__isnull=False)
        .select_related("person")
        .annotate(marked=Subquery(marks.order_by("-rank", "-revision").values("minutes")[:1]))
        .order_by("pk")
    )
    rows = [RosterRow(row, row.person, row.marked) for row in people]
    confirmed = sorted(
        (row for row in rows if row.sign_up.state == SignUp.State.CONFIRMED), key=lambda row: str(row.person).casefold()
    )
    return Roster(tuple(confirmed), tuple(row for row in rows if row.sign_up.state == SignUp.State.WAITING))


def to_remind(template: str, *, after: datetime, until: datetime) -> QuerySet[SignUp]:
    """Confirmed people whose session starts between two times, and who haven't been sent this reminder. One query."""
    told = OutgoingMail.objects.filter(cause=Concat(Value(f"{template}:"), Cast(OuterRef("pk"), CharField())))
    rows = SignUp.objects.confirmed().filter(slot__state=Slot.State.PUBLISHED, person__isnull=False)
    rows = rows.filter(Q(slot__starts_at__gt=after) & Q(slot__starts_at__lte=until)).exclude(Exists(told))
    return rows.select_related("slot", "person").order_by("pk")


def hosts() -> QuerySet[User]:
    """People who may host: whoever may run sessions by one of their roles. One query."""
    may_run = Q(
        groups__permissions__codename="run_slot", groups__permissions__content_type__app_label=Slot._meta.app_label
    )
    return User.objects.filter(may_run, is_active=True, erased_at=None).distinct().order_by("display_name", "pk")
