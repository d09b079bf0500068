"""Seats that are held for people who haven't confirmed their address yet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.slots.actions import scheduling, seats
from courses.slots.models import SignUp, Slot
from courses.slots.rules import HOLD_LASTS
from lms.people.models import User
from tests.courses.slots import scenes
from tests.scenes import at

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATE = HOLD_LASTS + timedelta(seconds=1)


def held(slot: Slot, count: int = 1) -> list[SignUp]:
    return [seats.hold(slot_id=slot.pk, person=person) for person in scenes.people(count)]


def comes(slot: Slot, person: User) -> SignUp:
    return seats.sign_up(slot_id=slot.pk, person=person, by=person)


def test_a_held_seat_is_nobody_elses() -> None:
    slot = scenes.a_slot(seats=1)
    held(slot)
    [late] = scenes.people(1)

    assert comes(slot, late).state == "waiting"


def test_who_confirms_in_time_has_the_seat_that_was_held() -> None:
    slot = scenes.a_slot(seats=1)
    [row] = held(slot)
    assert row.person

    made = seats.sign_up(slot_id=slot.pk, person=row.person, by=row.person)

    assert (made.pk, made.state, made.seat_id, made.held_until) == (row.pk, "confirmed", row.seat_id, None)


def test_who_confirms_too_late_begins_at_the_end_of_the_line() -> None:
    slot = scenes.a_slot(seats=1)
    [row] = held(slot)
    assert row.person
    scenes.sign_up(slot, *scenes.people(1))

    made = seats.sign_up(slot_id=slot.pk, person=row.person, by=row.person, clock=at(timezone.now() + LATE))

    assert (made.state, scenes.states(slot)) == ("waiting", ["cancelled", "confirmed", "waiting"])


def test_a_hold_that_runs_out_gives_its_seat_to_who_waits() -> None:
    slot = scenes.a_slot(seats=1)
    held(slot)
    [waiting] = scenes.people(1)
    comes(slot, waiting)

    assert scheduling.let_go_of_holds(clock=at(timezone.now() + LATE)) == 1
    assert scheduling.let_go_of_holds(clock=at(timezone.now() + LATE)) == 0
    assert scenes.confirmed(slot) == {waiting.pk}


def test_few_seats_of_a_session_are_held_at_once() -> None:
    rows = held(scenes.a_slot(seats=8), 5)

    assert [row.seat is not None for row in rows] == [True, True, False, False, False]


def test_nothing_is_held_before_those_who_wait() -> None:
    house = scenes.a_full_house(waiting=1)
    [row] = held(house.slot)

    assert row.seat is None


def test_a_wish_becomes_a_place_like_any_other() -> None:
    house = scenes.a_full_house(waiting=1)
    [row] = held(house.slot)
    assert row.person

    made = seats.sign_up(slot_id=house.slot.pk, person=row.person, by=row.person)

    assert (made.state, scenes.in_line(house.slot)[-1]) == ("waiting", row.person_id)


def test_asking_twice_holds_one_seat() -> None:
    slot = scenes.a_slot()
    [person] = scenes.people(1)

    first, second = (seats.hold(slot_id=slot.pk, person=person) for _ in range(2))

    assert (first, SignUp.objects.count()) == (second, 1)
