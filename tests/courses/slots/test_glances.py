"""A seat that is decided before the session's lock is ours: what changes meanwhile is what counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from courses.slots.actions import scheduling, seats
from courses.slots.models import SignUp, Slot
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as accounts
from lms.people.models import User
from tests.courses.slots import scenes
from tests.scenes import at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

Change = Callable[[], object]
Meanwhile = Callable[[Change], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets somebody else do something, once, after the next sign-up has looked and before it waits for the lock."""
    changes: list[Change] = []

    def do(change: Change) -> None:
        try:
            change()
        finally:
            connection.close()

    def failpoint(name: str) -> None:
        if changes and name == "slots.sign_up.seated":
            with ThreadPoolExecutor(1) as other:
                other.submit(do, changes.pop()).result()

    monkeypatch.setattr(seats, "failpoint", failpoint)
    return changes.append


def comes(slot: Slot, person: User) -> SignUp:
    [made] = scenes.sign_up(slot, person)
    return made


def test_where_nothing_changes_nobody_waits_for_the_lock_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    slot, [person] = scenes.a_slot(seats=2), scenes.people(1)
    monkeypatch.delattr(seats, "arrival")

    made = comes(slot, person)

    assert (made.seat, made.state) == (slot.seats.earliest("pk"), "confirmed")
    assert SignUp.objects.get() == made
    assert list(OutgoingMail.objects.values_list("cause", flat=True)) == [f"slot_signed_up:{made.pk}"]


def test_whose_seat_was_taken_meanwhile_has_the_next_one(meanwhile: Meanwhile) -> None:
    slot, [person, other] = scenes.a_slot(seats=2), scenes.people(2)
    meanwhile(lambda: comes(slot, other))

    assert comes(slot, person).seat == slot.seats.latest("pk")
    assert scenes.confirmed(slot) == {person.pk, other.pk}


def test_whose_last_seat_was_taken_meanwhile_stands_in_line(meanwhile: Meanwhile) -> None:
    slot, [person, other] = scenes.a_slot(seats=1), scenes.people(2)
    meanwhile(lambda: comes(slot, other))

    assert comes(slot, person).state == "waiting"
    assert sorted(OutgoingMail.objects.values_list("name", flat=True)) == ["slot_signed_up", "slot_waiting"]


def test_a_session_that_was_called_off_meanwhile_takes_nobody(meanwhile: Meanwhile) -> None:
    slot, [person, host] = scenes.a_slot(), scenes.people(2)
    meanwhile(lambda: scheduling.call_off(slot_id=slot.pk, because="The room is flooded.", by=host))

    with pytest.raises(Refused):
        comes(slot, person)

    assert not SignUp.objects.exists()


def test_a_session_that_was_moved_meanwhile_is_told_as_it_is(meanwhile: Meanwhile) -> None:
    slot, [person, host] = scenes.a_slot(), scenes.people(2)
    later = {"starts_at": slot.starts_at + timedelta(hours=2), "ends_at": slot.ends_at + timedelta(hours=2)}
    meanwhile(lambda: scheduling.change(slot_id=slot.pk, changes=later, by=host))

    comes(slot, person)

    [mail] = OutgoingMail.objects.filter(name="slot_signed_up")
    assert later["starts_at"].strftime("DTSTART:%Y%m%dT%H%M%SZ") in mail.calendar


def test_beside_a_seat_that_was_held_meanwhile_theirs_is_another(meanwhile: Meanwhile) -> None:
    slot, [person, other] = scenes.a_slot(seats=4), scenes.people(2)
    meanwhile(lambda: seats.hold(slot_id=slot.pk, person=other, clock=at(slot.starts_at - scenes.LONG_BEFORE)))

    comes(slot, person)

    assert sorted(SignUp.objects.values_list("state", "seat__number")) == [("confirmed", 2), ("held", 1)]


def test_whoever_began_to_wait_meanwhile_comes_before_whoever_looked(meanwhile: Meanwhile) -> None:
    slot, [person, other, third] = scenes.a_slot(seats=1), scenes.people(3)

    def a_seat_is_free_after_the_cut_off() -> None:
        scenes.sign_up(slot, other, third)
        seats.cancel(slot_id=slot.pk, person=other, by=other, clock=at(slot.starts_at - timedelta(hours=1)))

    meanwhile(a_seat_is_free_after_the_cut_off)

    assert comes(slot, person).state == "waiting"
    assert scenes.in_line(slot) == [third.pk, person.pk]


def test_whoever_erases_their_account_meanwhile_has_no_seat(meanwhile: Meanwhile) -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    meanwhile(lambda: accounts.erase(person=person, by=person))

    with pytest.raises(Refused):
        comes(slot, person)

    assert not SignUp.objects.exists()
