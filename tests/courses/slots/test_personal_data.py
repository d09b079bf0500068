"""What somebody takes along, and what becomes of their places when they leave."""

from datetime import timedelta

import pytest

from courses.progress.models import Enrolment
from courses.slots import personal_data
from courses.slots.actions import attendance, line, seats
from courses.slots.models import AttendanceMark, SignUp
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.people import actions as people
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_people_take_their_sign_ups_and_attendances_along() -> None:
    house = scenes.a_full_house(starts_in=timedelta(hours=-2))
    [person] = house.seated
    attendance.mark(slot_id=house.slot.pk, person=person, minutes=55, by=road.a_core_member())

    assert personal_data.export(person) == {
        "sign_ups": [
            {
                "session": house.slot.title,
                "starts": house.slot.starts_at.isoformat(),
                "state": "confirmed",
                "since": (house.slot.starts_at - scenes.LONG_BEFORE).isoformat(),
            }
        ],
        "access_needs": [],
        "names_in_meetings": [],
        "attendance": [{"session": house.slot.title, "minutes": 55, "because": ""}],
        "meeting_reports": [],
        "calendar_address": [],
        "mails_about_sessions": [],
    }


def test_people_take_along_why_they_were_put_first_in_line() -> None:
    house = scenes.a_full_house(waiting=1)
    row = SignUp.objects.waiting().get()
    line.move_up(slot_id=house.slot.pk, sign_up_id=row.pk, because="A long way to travel", by=road.a_core_member())

    [told] = personal_data.export(house.waiting[0])["sign_ups"]

    assert told["because"] == "A long way to travel"


def test_the_seat_of_somebody_who_leaves_is_the_next_ones() -> None:
    house = scenes.a_full_house(waiting=1)

    people.erase(person=house.seated[0], by=house.seated[0])

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert not SignUp.objects.filter(person=house.seated[0]).exists()


def test_the_ledger_of_who_is_promoted_by_it_says_so() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    house = scenes.a_full_house()
    scenes.sign_up(house.slot, enrolment.person)

    people.erase(person=house.seated[0], by=house.seated[0])

    progress = Enrolment.objects.get(pk=enrolment.pk).progress
    assert progress[f"sign-up:slot/{house.slot.pk}"].value["state"] == "confirmed"


def test_what_is_over_stays_as_it_was_without_the_name() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=-2))
    [person] = house.seated
    core: User = road.a_core_member()
    attendance.mark(slot_id=house.slot.pk, person=person, minutes=55, by=core)

    people.erase(person=person, by=person)
    people.erase(person=core, by=core)

    assert (scenes.states(house.slot), scenes.confirmed(house.slot)) == (["confirmed", "waiting"], {None})
    mark = AttendanceMark.objects.get()
    assert (mark.person, mark.marked_by, mark.minutes) == (None, None, 55)


def test_a_seat_that_is_held_for_somebody_who_leaves_is_the_next_ones() -> None:
    slot, enrolment = scenes.a_slot(seats=1), road.an_enrolment()
    assert enrolment.person
    seats.hold(slot_id=slot.pk, person=enrolment.person)
    [waits] = scenes.people(1)
    seats.sign_up(slot_id=slot.pk, person=waits, by=waits)

    people.erase(person=enrolment.person, by=enrolment.person)

    assert (scenes.confirmed(slot), enrolment.events.count()) == ({waits.pk}, 0)


def test_who_has_erased_their_account_in_another_window_gets_no_seat() -> None:
    slot, [person] = scenes.a_slot(seats=1), scenes.people(1)
    people.erase(person=User.objects.get(pk=person.pk), by=person)

    with pytest.raises(Refused) as refusal:
        seats.sign_up(slot_id=slot.pk, person=person, by=person)

    assert (refusal.value.reasons, SignUp.objects.count()) == ((Reason.ERASED,), 0)
