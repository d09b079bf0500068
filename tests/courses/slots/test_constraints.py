"""What the database itself refuses, whatever road a row takes to it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from courses.slots.models import AttendanceMark, Seat, SignUp, Slot
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(name: str) -> pytest.RaisesExc[IntegrityError]:
    """PostgreSQL names the constraint; SQLite names a broken check, and of a unique one the columns."""
    columns = {
        "seat_number_once": "slots_seat.slot_id, slots_seat.number",
        "sign_up_one_place_per_person": "slots_signup.slot_id, slots_signup.person_id",
        "slots_signup_seat_id_key": "slots_signup.seat_id",
        "attendance_revision_once": "slots_attendancemark.slot_id, .*person_id, .*revision",
    }
    return pytest.raises(IntegrityError, match=f"{name}|{columns.get(name, name)}")


def waiting(slot: Slot) -> SignUp:
    return SignUp(slot=slot, person=UserFactory.create(), state="waiting", created_at=slot.signup_opens_at)


def test_a_seat_holds_one_person_whoever_writes_it() -> None:
    house = scenes.a_full_house(waiting=1)
    seat = Seat.objects.get(slot=house.slot)

    with refused("slots_signup_seat_id_key"), transaction.atomic():
        SignUp.objects.waiting().update(state="confirmed", seat=seat)


def test_nobody_is_confirmed_without_a_seat() -> None:
    scenes.a_full_house(waiting=1)

    with refused("sign_up_has_its_seat"), transaction.atomic():
        SignUp.objects.waiting().update(state="confirmed")


def test_nobody_who_waits_or_has_left_keeps_a_seat() -> None:
    scenes.a_full_house()

    with refused("sign_up_has_its_seat"), transaction.atomic():
        SignUp.objects.update(state="cancelled")


@pytest.mark.postgres
def test_a_seat_of_another_session_is_no_seat() -> None:
    house, other = scenes.a_full_house(waiting=1), scenes.a_slot(seats=1)

    with pytest.raises(IntegrityError, match="sign_up_seat_of_its_slot"), transaction.atomic():
        SignUp.objects.waiting().filter(slot=house.slot).update(state="confirmed", seat=other.seats.get())


@pytest.mark.postgres
def test_a_seat_does_not_move_to_another_session() -> None:
    house, other = scenes.a_full_house(), scenes.a_slot(seats=1)

    with pytest.raises(IntegrityError, match="sign_up_seat_of_its_slot"), transaction.atomic():
        Seat.objects.filter(slot=house.slot).update(slot=other, number=9)


def test_one_person_has_one_place_in_a_session() -> None:
    row = waiting(scenes.a_slot())
    twin = SignUp(slot=row.slot, person=row.person, state="waiting", created_at=row.created_at)

    with refused("sign_up_one_place_per_person"), transaction.atomic():
        SignUp.objects.bulk_create([row, twin])


def test_a_number_of_a_seat_is_given_once() -> None:
    slot = scenes.a_slot(seats=1)

    with refused("seat_number_once"), transaction.atomic():
        Seat.objects.bulk_create([Seat(slot=slot, number=1)])


def test_a_revision_of_an_attendance_is_written_once() -> None:
    slot, person = scenes.a_slot(), UserFactory.create()
    marks = [
        AttendanceMark(
            slot=slot, person=person, revision=1, minutes=n, rank=2, source="staff", marked_at=slot.starts_at
        )
        for n in (10, 20)
    ]

    with refused("attendance_revision_once"), transaction.atomic():
        AttendanceMark.objects.bulk_create(marks)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"ends_at": F("starts_at")}, "slot_ends_after_start"),
        ({"signup_closes_at": F("signup_opens_at") - timedelta(days=1)}, "slot_closes_after_opening"),
        ({"state": "held"}, "slot_state_known"),
        ({"state": "closed"}, "slot_closed_has_its_time"),
    ],
)
def test_a_session_that_makes_no_sense_is_not_stored(change: dict[str, object], name: str) -> None:
    slot = scenes.a_slot()

    with refused(name), transaction.atomic():
        Slot.objects.filter(pk=slot.pk).update(**change)
