"""What happens when the core group plans, changes, publishes, enlarges and calls off sessions, and when it reminds."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.progress.models import LedgerEvent
from courses.slots.actions import attendance, reminders, scheduling, seats
from courses.slots.models import AttendanceMark, Seat, Slot
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from tests import scenes as road
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told(name: str) -> set[int | None]:
    return set(OutgoingMail.objects.filter(name=name).values_list("person_id", flat=True))


def test_new_seats_go_to_those_who_wait_in_order() -> None:
    house = scenes.a_full_house(seats=1, waiting=3)

    scheduling.set_capacity(slot_id=house.slot.pk, capacity=3, by=road.an_admin())

    assert scenes.confirmed(house.slot) == {house.seated[0].pk, house.waiting[0].pk, house.waiting[1].pk}
    assert told("slot_promoted") == set(scenes.pks(house.waiting[:2]))


def test_seats_of_confirmed_people_stay_when_a_session_shrinks() -> None:
    house = scenes.a_full_house(seats=3)
    scenes.cancel(house.slot, house.seated[0])

    scheduling.set_capacity(slot_id=house.slot.pk, capacity=2, by=road.an_admin())

    assert (Seat.objects.count(), scenes.confirmed(house.slot)) == (2, set(scenes.pks(house.seated[1:])))


def test_a_session_does_not_shrink_below_who_comes() -> None:
    house = scenes.a_full_house(seats=3)

    with pytest.raises(Refused) as refusal:
        scheduling.set_capacity(slot_id=house.slot.pk, capacity=2, by=road.an_admin())

    assert (refusal.value.reasons, Seat.objects.count()) == ((Reason.SEATS_TAKEN,), 3)


def test_calling_off_tells_everybody_why_and_frees_all_seats() -> None:
    enrolment = road.an_enrolment()
    house = scenes.a_full_house(waiting=1)
    assert enrolment.person
    scenes.sign_up(house.slot, enrolment.person)

    scheduling.call_off(slot_id=house.slot.pk, because="Snow.", by=road.an_admin())

    assert scenes.states(house.slot) == ["cancelled"] * 3
    assert told("slot_called_off") == set(scenes.pks([*house.seated, *house.waiting, enrolment.person]))
    assert "Snow." in words_of(OutgoingMail.objects.filter(name="slot_called_off")[0]).text
    assert LedgerEvent.objects.filter(subject__startswith="sign-up:").latest("seq").value["state"] == "cancelled"


def test_calling_off_twice_is_refused() -> None:
    slot = scenes.a_slot()
    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=road.an_admin())

    with pytest.raises(Refused) as refusal:
        scheduling.call_off(slot_id=slot.pk, because="Rain.", by=road.an_admin())

    slot.refresh_from_db()
    assert (refusal.value.reasons, slot.cancelled_because) == ((Reason.ALREADY_OVER,), "Snow.")


def test_words_of_a_session_change_while_people_come() -> None:
    slot = scenes.a_full_house().slot

    scheduling.change(slot_id=slot.pk, changes={"title": "New words", "room": "Room 3"}, by=road.an_admin())

    assert Slot.objects.values_list("title", "room").get() == ("New words", "Room 3")


def test_who_has_a_place_keeps_it_when_a_session_moves_and_is_told() -> None:
    slot = scenes.a_full_house(waiting=1).slot
    later = {"starts_at": slot.starts_at + timedelta(minutes=5)}

    scheduling.change(slot_id=slot.pk, changes=later, by=road.an_admin())
    scheduling.change(slot_id=slot.pk, changes=later, by=road.an_admin())

    assert (scenes.states(slot), Slot.objects.get().sequence) == (["confirmed", "waiting"], 1)
    assert OutgoingMail.objects.filter(name="slot_moved").count() == 2


def test_the_time_of_a_session_that_runs_does_not_change() -> None:
    slot = scenes.a_full_house(starts_in=timedelta(minutes=-5)).slot
    later = {"starts_at": slot.starts_at + timedelta(minutes=15)}

    with pytest.raises(Refused) as refusal:
        scheduling.change(slot_id=slot.pk, changes=later, by=road.an_admin())

    assert (refusal.value.reasons, Slot.objects.get().starts_at) == ((Reason.ALREADY_BEGUN,), slot.starts_at)


def test_a_draft_with_a_wrong_date_can_be_put_right() -> None:
    past, later = timezone.now() - timedelta(days=400), timezone.now() + timedelta(days=9)
    draft = scenes.a_slot(published=False, starts_at=past)
    times = {"starts_at": later, "ends_at": later + timedelta(hours=1)}

    scheduling.change(slot_id=draft.pk, changes=times, by=road.an_admin())

    assert Slot.objects.get(pk=draft.pk).starts_at == later


def test_what_staff_do_is_on_record() -> None:
    slot, admin = scenes.a_slot(published=False), road.an_admin()

    scheduling.change(slot_id=slot.pk, changes={"title": "New words"}, by=admin)
    scheduling.change(slot_id=slot.pk, changes={"title": "New words"}, by=admin)
    scheduling.publish(slot_id=slot.pk, by=admin)
    scheduling.set_capacity(slot_id=slot.pk, capacity=9, by=admin)
    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=admin)

    entries = ModelLogEntry.objects.filter(user=admin).order_by("pk")
    assert [entry.action.removeprefix("slots.") for entry in entries] == [
        "change", "publish", "set_capacity", "call_off",
    ]  # fmt: skip
    assert entries[0].data == {"fields": ["title"]}


def test_reminders_are_sent_once_however_often_it_is_asked() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(days=3))
    day, hour = (road.at(house.slot.starts_at - timedelta(minutes=minutes)) for minutes in (23 * 60, 45))

    counts = [reminders.remind(clock=clock) for clock in (day, day, hour, hour)]

    assert counts == [1, 0, 1, 0]
    assert told("slot_reminder_day") == told("slot_reminder_hour") == {house.seated[0].pk}


def test_who_signs_up_within_the_day_is_not_reminded_of_it_at_once() -> None:
    slot, person = scenes.a_slot(starts_in=timedelta(hours=20)), UserFactory.create()
    an_hour_later = road.at(slot.starts_at - timedelta(hours=19))
    seats.sign_up(slot_id=slot.pk, person=person, by=person)

    assert reminders.remind(clock=an_hour_later) == 0


def test_a_reminder_that_comes_too_late_for_its_own_time_is_not_sent() -> None:
    house = scenes.a_full_house(starts_in=timedelta(days=3))

    reminders.remind(clock=road.at(house.slot.starts_at - timedelta(minutes=30)))

    assert (told("slot_reminder_day"), told("slot_reminder_hour")) == (set(), {house.seated[0].pk})


def test_nobody_is_reminded_of_a_session_that_is_called_off() -> None:
    house = scenes.a_full_house(starts_in=timedelta(days=3))
    scheduling.call_off(slot_id=house.slot.pk, because="Snow.", by=road.an_admin())

    assert reminders.remind(clock=road.at(house.slot.starts_at - timedelta(hours=20))) == 0


def test_a_corrected_attendance_stands_and_the_first_stays_on_record() -> None:
    slot, person, core = scenes.a_slot(starts_in=timedelta(hours=-2)), UserFactory.create(), road.a_core_member()
    scenes.sign_up(slot, person)

    for minutes in (60, 60, 40):
        attendance.mark(slot_id=slot.pk, person=person, minutes=minutes, by=core)

    rows = AttendanceMark.objects.order_by("revision").values_list("revision", "minutes")
    assert list(rows) == [(1, 60), (2, 40)]


def test_only_who_had_a_seat_is_marked() -> None:
    slot, person = scenes.a_slot(starts_in=timedelta(hours=-2)), UserFactory.create()

    with pytest.raises(Refused) as refusal:
        attendance.mark(slot_id=slot.pk, person=person, minutes=60, by=road.a_core_member())

    assert refusal.value.reasons == (Reason.NOT_SIGNED_UP,)


def test_a_line_that_moves_again_moves_at_once() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=11))
    scenes.cancel(house.slot, house.seated[0])
    next_week = {name: getattr(house.slot, name) + timedelta(days=7) for name in ("starts_at", "ends_at")}

    scheduling.change(slot_id=house.slot.pk, changes=next_week, by=road.an_admin())

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert list(OutgoingMail.objects.filter(person=house.waiting[0]).values_list("name", flat=True).order_by("pk")) == [
        "slot_waiting", "slot_promoted", "slot_moved",
    ]  # fmt: skip


def test_what_a_session_counts_for_is_said_anew_without_a_mail() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    slot = scenes.a_slot()
    scenes.sign_up(slot, enrolment.person)

    scheduling.change(slot_id=slot.pk, changes={"counts_for": "sessions"}, by=road.an_admin())

    values = LedgerEvent.objects.filter(subject=f"sign-up:slot/{slot.pk}").order_by("seq").values_list("value")
    assert [value.get("for") for [value] in values] == [None, "sessions"]
    assert told("slot_moved") == set()


def test_a_session_that_moves_twice_is_in_the_ledger_each_time() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    slot = scenes.a_slot()
    scenes.sign_up(slot, enrolment.person)

    for minutes in (5, 0, 5):
        moved = {"ends_at": slot.ends_at + timedelta(minutes=minutes)}
        scheduling.change(slot_id=slot.pk, changes=moved, by=road.an_admin())

    events = LedgerEvent.objects.filter(subject=f"sign-up:slot/{slot.pk}").order_by("seq")
    assert [event.key.partition("/")[2] for event in events] == [
        "confirmed", "confirmed/1", "confirmed/2", "confirmed/3",
    ]  # fmt: skip
    assert OutgoingMail.objects.filter(name="slot_moved").count() == 3


def test_numbers_of_seats_that_are_gone_are_given_again() -> None:
    slot, admin = scenes.a_slot(seats=3), road.an_admin()
    Seat.objects.filter(slot=slot, number=2).delete()

    scheduling.set_capacity(slot_id=slot.pk, capacity=4, by=admin)

    assert list(Seat.objects.filter(slot=slot).values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_seat_that_is_held_is_not_taken_away_and_staff_read_why() -> None:
    slot = scenes.a_slot(seats=2)
    scenes.sign_up(slot, *scenes.people(1))
    seats.hold(slot_id=slot.pk, person=UserFactory.create())

    with pytest.raises(Refused) as refusal:
        scheduling.set_capacity(slot_id=slot.pk, capacity=1, by=road.an_admin())

    assert refusal.value.reasons == (Reason.HOLDS_TAKEN,)
