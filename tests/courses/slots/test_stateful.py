"""One session against a simple model of it: whatever happens in whatever order, both come to the same."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from courses.slots.actions import line, scheduling, seats
from courses.slots.models import Seat, SignUp, Slot
from courses.slots.queries import facts_of
from lms.actions import Clock, Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PEOPLE = 5
CUT_OFF, HELD, WISHED = timedelta(hours=12), timedelta(minutes=10), timedelta(days=1)
somebody = st.integers(0, PEOPLE - 1)


class No(Exception):
    """The model refuses."""


@dataclass(slots=True)
class Model:
    """A session in plain Python. Times that belong to what is held stand beside it; no time: no seat."""

    seats: int
    now: datetime
    starts: datetime
    over: bool = False
    confirmed: set[int] = field(default_factory=set)
    line: list[int] = field(default_factory=list)
    held: dict[int, datetime] = field(default_factory=dict)
    wished: dict[int, datetime] = field(default_factory=dict)
    mails: Counter[tuple[int, str]] = field(default_factory=Counter)

    @property
    def free(self) -> int:
        return self.seats - len(self.confirmed) - len(self.held)

    def sign_up(self, person: int) -> None:
        self.let_go()
        if self.held.pop(person, None):
            if self.over or self.now >= self.starts + timedelta(hours=1):
                raise No
            self._confirm(person, "slot_signed_up")
            return
        self.wished.pop(person, None)
        self._open_to(person)
        if self.free > 0 and not self.line:
            self._confirm(person, "slot_signed_up")
        else:
            self.line.append(person)
            self.mails[person, "slot_waiting"] += 1

    def hold(self, person: int) -> None:
        self.let_go()
        if person in {*self.confirmed, *self.line, *self.held, *self.wished}:
            return
        self._open_to(person)
        if self.free > 0 and not self.line and len(self.held) < max(1, self.seats // 4):
            self.held[person] = self.now + HELD
        else:
            self.wished[person] = self.now + WISHED

    def let_go(self) -> None:
        for kept in (self.held, self.wished):
            for person in [person for person, until in kept.items() if until <= self.now]:
                del kept[person]
        while not self.over and self.now < self.starts - CUT_OFF and self.line and self.free > 0:
            self._confirm(self.line.pop(0), "slot_promoted")

    def cancel(self, person: int) -> None:
        self._end(person, "slot_cancelled_by_you")

    def take_out(self, person: int) -> None:
        self._end(person, "slot_taken_out")

    def set_capacity(self, count: int) -> None:
        self.let_go()
        if count < len(self.confirmed) + len(self.held):
            raise No
        self.seats = count
        self.let_go()

    def move_up(self, person: int) -> None:
        if person not in self.line:
            raise No
        self.line.remove(person)
        self.line.insert(0, person)

    def confirm_late(self, person: int) -> None:
        self.let_go()
        if self.over or self.now >= self.starts + timedelta(hours=1) or self.free <= 0 or self.line[:1] != [person]:
            raise No
        self._confirm(self.line.pop(0), "slot_promoted")

    def postpone(self) -> None:
        if self.over or self.now >= self.starts:
            raise No
        self.starts += timedelta(days=1)
        self.let_go()
        for person in [*self.confirmed, *self.line]:
            self.mails[person, "slot_moved"] += 1

    def call_off(self) -> None:
        if self.over or self.now >= self.starts + timedelta(hours=1):
            raise No
        for person in [*self.confirmed, *self.line]:
            self.mails[person, "slot_called_off"] += 1
        self.over, self.confirmed, self.line, self.held, self.wished = True, set(), [], {}, {}

    def _open_to(self, person: int) -> None:
        at_once = self.free > 0 and not self.line
        known = person in self.confirmed or person in self.line
        if self.over or self.now >= self.starts or known or (not at_once and self.now >= self.starts - CUT_OFF):
            raise No

    def _confirm(self, person: int, mail: str) -> None:
        self.confirmed.add(person)
        self.mails[person, mail] += 1

    def _end(self, person: int, mail: str) -> None:
        if self.now >= self.starts or (person not in self.confirmed and person not in self.line):
            raise No
        self.confirmed.discard(person)
        self.line = [other for other in self.line if other != person]
        self.mails[person, mail] += 1
        self.let_go()


class OneSession(RuleBasedStateMachine):
    """Each rule does the same to both; afterwards they agree."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        now = timezone.now().replace(microsecond=0)
        self.people: list[User] = scenes.people(PEOPLE)
        self.slot: Slot = scenes.a_slot(seats=2, starts_at=now + CUT_OFF + timedelta(hours=1))
        self.model = Model(seats=2, now=now, starts=self.slot.starts_at)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def clock(self) -> Clock:
        return lambda: self.model.now

    def both(self, ours: Callable[[], Any], expected: Callable[[], None]) -> None:
        before, refusals = deepcopy(self.model), []
        try:
            expected()
        except No:
            self.model = before
            refusals.append("model")
        try:
            ours()
        except (Refused, SignUp.DoesNotExist):
            refusals.append("site")
        assert refusals in ([], ["model", "site"])

    def row(self, person: int) -> int:
        rows = SignUp.objects.filter(slot=self.slot, person=self.people[person]).order_by("-pk")
        return rows.values_list("pk", flat=True).first() or 0

    @initialize(minutes=st.sampled_from([0, 61]))
    def the_house_is_full_before_or_after_the_cut_off(self, minutes: int) -> None:
        for person in range(3):
            self.sign_up(person)
        self.time_passes(minutes)

    @rule(person=somebody)
    def sign_up(self, person: int) -> None:
        who = self.people[person]
        ours = partial(seats.sign_up, slot_id=self.slot.pk, person=who, by=who, clock=self.clock)
        self.both(ours, partial(self.model.sign_up, person))

    @rule(person=somebody)
    def hold(self, person: int) -> None:
        ours = partial(seats.hold, slot_id=self.slot.pk, person=self.people[person], clock=self.clock)
        self.both(ours, partial(self.model.hold, person))

    @rule(person=somebody)
    def cancel(self, person: int) -> None:
        who = self.people[person]
        ours = partial(seats.cancel, slot_id=self.slot.pk, person=who, by=who, clock=self.clock)
        self.both(ours, partial(self.model.cancel, person))

    @rule()
    def let_go(self) -> None:
        self.both(partial(seats.let_go, slot_id=self.slot.pk, clock=self.clock), self.model.let_go)

    @rule(count=st.integers(1, 3))
    def set_capacity(self, count: int) -> None:
        ours = partial(
            scheduling.set_capacity, slot_id=self.slot.pk, capacity=count, by=self.people[0], clock=self.clock
        )
        self.both(ours, partial(self.model.set_capacity, count))

    @rule(person=somebody)
    def move_up(self, person: int) -> None:
        ours = partial(
            line.move_up, slot_id=self.slot.pk, sign_up_id=self.row(person), because="So.", by=self.people[0]
        )
        self.both(ours, partial(self.model.move_up, person))

    @rule(person=somebody)
    def confirm_late(self, person: int) -> None:
        ours = partial(
            line.confirm_late,
            slot_id=self.slot.pk,
            sign_up_id=self.row(person),
            by=self.people[0],
            clock=self.clock,
        )
        self.both(ours, partial(self.model.confirm_late, person))

    @rule(person=somebody)
    def take_out(self, person: int) -> None:
        ours = partial(
            line.take_out,
            slot_id=self.slot.pk,
            sign_up_id=self.row(person),
            because="So.",
            by=self.people[0],
            clock=self.clock,
        )
        self.both(ours, partial(self.model.take_out, person))

    @rule(chance=st.integers(0, 2))
    def postpone(self, chance: int) -> None:
        if chance != 2:
            return
        later = self.model.starts + timedelta(days=1)
        limits = dict.fromkeys(("starts_at", "signup_closes_at", "cancel_until"), later)
        changes = limits | {"ends_at": later + timedelta(hours=1)}
        ours = partial(scheduling.change, slot_id=self.slot.pk, changes=changes, by=self.people[0], clock=self.clock)
        self.both(ours, self.model.postpone)

    @rule(chance=st.integers(0, 20))
    def call_off(self, chance: int) -> None:
        """Seldom, for it ends everything; small numbers are drawn often."""
        if chance == 13:
            ours = partial(
                scheduling.call_off, slot_id=self.slot.pk, because="Snow.", by=self.people[0], clock=self.clock
            )
            self.both(ours, self.model.call_off)

    @rule(minutes=st.sampled_from([1, 11, 61, 61, 700]))
    def time_passes(self, minutes: int) -> None:
        self.model.now += timedelta(minutes=minutes)

    @invariant()
    def both_agree(self) -> None:
        place = {person.pk: number for number, person in enumerate(self.people)}
        rows = list(SignUp.objects.exclude(state="cancelled").filter(slot=self.slot).order_by("-priority", "pk"))
        of = {name: [place[row.person_id or 0] for row in rows if row.state == name] for name in SignUp.State.values}
        seated = {place[row.person_id or 0] for row in rows if row.state == "held" and row.seat_id}
        assert (set(of["confirmed"]), of["waiting"]) == (self.model.confirmed, self.model.line)
        assert (seated, set(of["held"])) == (set(self.model.held), {*self.model.held, *self.model.wished})
        assert Seat.objects.filter(slot=self.slot).count() == self.model.seats

    @invariant()
    def seats_are_enough_and_everybody_is_told(self) -> None:
        facts = facts_of(self.slot)
        assert (facts.free, facts.free >= 0) == (self.model.free, True)
        told = OutgoingMail.objects.filter(name__startswith="slot_").values_list("person", "name")
        place = {person.pk: number for number, person in enumerate(self.people)}
        # Hosts are written to as well.
        assert Counter((place[person], name) for person, name in told if person in place) == self.model.mails


def test_a_session_and_its_model_agree_whatever_happens() -> None:
    run_state_machine_as_test(
        OneSession,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
