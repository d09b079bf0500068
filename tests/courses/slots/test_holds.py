"""Seats that are held for people who haven't confirmed their address yet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.slots.actions import scheduling, seats
from courses.slots.models import SignUp, Slot
from courses.slots.rules import HOLD_LASTS, WISH_LASTS, Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
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


def test_a_held_seat_is_theirs_although_sign_up_has_closed_meanwhile() -> None:
    slot = scenes.a_slot(seats=1)
    [person] = scenes.people(1)
    just_before = slot.signup_closes_at - timedelta(minutes=1)
    seats.hold(slot_id=slot.pk, person=person, clock=at(just_before))

    made = seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=at(just_before + timedelta(minutes=5)))

    assert made.state == "confirmed"


def test_a_held_seat_of_a_session_that_was_closed_is_nobodys() -> None:
    slot = scenes.a_slot(seats=1)
    [row] = held(slot)
    assert row.person
    Slot.objects.filter(pk=slot.pk).update(state=Slot.State.CLOSED, closed_at=timezone.now())

    with pytest.raises(Refused) as refusal:
        comes(slot, row.person)

    assert refusal.value.reasons == (Reason.NOT_PUBLISHED,)


def test_calling_off_ends_what_is_held() -> None:
    slot = scenes.a_slot(seats=1)
    held(slot)

    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=road.an_admin())

    row = SignUp.objects.get()
    assert (row.state, row.seat, row.ended_as) == ("cancelled", None, "called_off")


def test_a_wish_is_forgotten_after_a_while_and_the_ledger_never_knew() -> None:
    house = scenes.a_full_house(waiting=1)
    [row] = held(house.slot)
    enrolment = road.an_enrolment(row.person)

    scheduling.let_go_of_holds(clock=at(timezone.now() + WISH_LASTS + timedelta(seconds=1)))
    row.refresh_from_db()

    assert (row.state, row.ended_as, enrolment.progress) == ("cancelled", "ran_out", {})
