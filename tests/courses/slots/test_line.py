"""What hosts do with a waitlist."""

from datetime import timedelta

import pytest

from courses.slots.actions import line, seats
from courses.slots.rules import HOLD_LASTS, Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from tests import scenes as road
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def late_house() -> scenes.FullHouse:
    """The session begins soon, one seat was given back, two wait."""
    house = scenes.a_full_house(waiting=2, starts_in=timedelta(hours=3))
    scenes.cancel(house.slot, house.seated[0])
    return house


def place(house: scenes.FullHouse, index: int) -> int:
    return house.slot.sign_ups.get(person=house.waiting[index]).pk


def test_after_the_cut_off_a_host_confirms_the_first_in_line() -> None:
    house = late_house()
    assert scenes.confirmed(house.slot) == set()

    line.confirm_late(slot_id=house.slot.pk, sign_up_id=place(house, 0), by=road.a_core_member())

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert OutgoingMail.objects.filter(name="slot_promoted", person=house.waiting[0]).count() == 1


def test_nobody_is_confirmed_before_the_first_in_line() -> None:
    house = late_house()

    with pytest.raises(Refused) as refusal:
        line.confirm_late(slot_id=house.slot.pk, sign_up_id=place(house, 1), by=road.a_core_member())

    assert refusal.value.reasons == (Reason.NOT_FIRST_IN_LINE,)


def test_who_is_put_first_is_confirmed_first() -> None:
    house = scenes.a_full_house(waiting=3)
    last = house.waiting[2]

    line.move_up(
        slot_id=house.slot.pk, sign_up_id=place(house, 2), because="Travels from afar.", by=road.a_core_member()
    )

    assert scenes.in_line(house.slot) == scenes.pks([last, house.waiting[0], house.waiting[1]])
    scenes.cancel(house.slot, house.seated[0])
    assert scenes.confirmed(house.slot) == {last.pk}


def test_nobody_is_put_first_without_a_reason() -> None:
    house = scenes.a_full_house(waiting=2)

    with pytest.raises(Refused) as refusal:
        line.move_up(slot_id=house.slot.pk, sign_up_id=place(house, 1), because=" ", by=road.a_core_member())

    assert refusal.value.reasons == (Reason.NO_REASON_GIVEN,)


def test_who_is_taken_out_is_told_why_and_the_next_has_the_seat() -> None:
    house = scenes.a_full_house(waiting=1)
    [seated] = house.seated
    row = house.slot.sign_ups.get(person=seated)

    line.take_out(slot_id=house.slot.pk, sign_up_id=row.pk, because="Moved to the other group.", by=road.an_admin())

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert "Moved to the other group." in words_of(OutgoingMail.objects.get(name="slot_taken_out", person=seated)).text


def test_after_the_cut_off_a_host_may_give_a_seat_that_was_held_for_too_long() -> None:
    slot = scenes.a_slot(seats=1)
    early = slot.starts_at - timedelta(hours=12) - HOLD_LASTS
    seats.hold(slot_id=slot.pk, person=UserFactory.create(), clock=road.at(early))
    [waits] = scenes.people(1)
    row = seats.sign_up(slot_id=slot.pk, person=waits, by=waits, clock=road.at(early))

    late = road.at(early + HOLD_LASTS + timedelta(minutes=1))
    line.confirm_late(slot_id=slot.pk, sign_up_id=row.pk, by=road.a_core_member(), clock=late)

    assert scenes.confirmed(slot) == {waits.pk}
