"""What happens when people take seats, wait, and give them back."""

from datetime import timedelta

import pytest

from courses.progress.chain import instant
from courses.progress.models import LedgerEvent
from courses.slots.actions import attendance, seats
from courses.slots.models import SignUp
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def asserted(person: User) -> list[str]:
    """The states of the person's sign-ups, as their ledger has them, in order."""
    events = LedgerEvent.objects.filter(enrolment__person=person, subject__startswith="sign-up:").order_by("seq")
    return [event.value["state"] for event in events]


def mails(person: User) -> list[str]:
    return list(OutgoingMail.objects.filter(person=person).order_by("pk").values_list("name", flat=True))


def test_the_first_get_seats_and_the_rest_wait_in_order() -> None:
    house = scenes.a_full_house(seats=2, waiting=2)

    assert scenes.states(house.slot) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert scenes.in_line(house.slot) == scenes.pks(house.waiting)


def test_a_seat_given_back_is_the_next_ones_at_once() -> None:
    house = scenes.a_full_house(seats=2, waiting=2)

    scenes.cancel(house.slot, house.seated[0])

    assert scenes.confirmed(house.slot) == {house.seated[1].pk, house.waiting[0].pk}
    assert scenes.in_line(house.slot) == [house.waiting[1].pk]


def test_leaving_the_line_moves_up_those_behind_and_seats_nobody() -> None:
    house = scenes.a_full_house(waiting=3)

    scenes.cancel(house.slot, house.waiting[1])

    assert scenes.in_line(house.slot) == scenes.pks([house.waiting[0], house.waiting[2]])
    assert scenes.confirmed(house.slot) == {house.seated[0].pk}


def test_who_comes_back_begins_at_the_end_of_the_line() -> None:
    house = scenes.a_full_house(waiting=2)
    scenes.cancel(house.slot, house.waiting[0])

    scenes.sign_up(house.slot, house.waiting[0])

    assert scenes.in_line(house.slot) == scenes.pks([house.waiting[1], house.waiting[0]])
    assert SignUp.objects.filter(person=house.waiting[0]).count() == 2


def test_nobody_moves_up_after_the_cut_off() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=11))

    seats.cancel(slot_id=house.slot.pk, person=house.seated[0], by=house.seated[0])

    assert (scenes.confirmed(house.slot), scenes.in_line(house.slot)) == (set(), [house.waiting[0].pk])
    assert mails(house.waiting[0]) == ["slot_waiting"]


def test_a_seat_that_is_free_after_the_cut_off_is_not_a_newcomers() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=11))
    seats.cancel(slot_id=house.slot.pk, person=house.seated[0], by=house.seated[0])
    newcomer = UserFactory.create()

    with pytest.raises(Refused) as refusal:
        seats.sign_up(slot_id=house.slot.pk, person=newcomer, by=newcomer)

    assert refusal.value.reasons == (Reason.FULL,)


def test_signing_up_twice_is_refused_and_changes_nothing() -> None:
    slot, person = scenes.a_slot(), UserFactory.create()
    scenes.sign_up(slot, person)

    with pytest.raises(Refused) as refusal:
        scenes.sign_up(slot, person)

    assert (refusal.value.reasons, scenes.states(slot)) == ((Reason.ALREADY_IN,), ["confirmed"])


def test_giving_back_twice_is_refused_and_promotes_once() -> None:
    house = scenes.a_full_house(waiting=2)
    scenes.cancel(house.slot, house.seated[0])

    with pytest.raises(Refused) as refusal:
        scenes.cancel(house.slot, house.seated[0])

    assert (refusal.value.reasons, scenes.in_line(house.slot)) == ((Reason.NOT_IN,), [house.waiting[1].pk])


def test_everybody_is_told_once_what_became_of_their_wish() -> None:
    house = scenes.a_full_house(waiting=1)

    scenes.cancel(house.slot, house.seated[0])

    assert mails(house.seated[0]) == ["slot_signed_up", "slot_cancelled_by_you"]
    assert mails(house.waiting[0]) == ["slot_waiting", "slot_promoted"]


def test_the_ledger_follows_every_state_of_a_sign_up() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    house = scenes.a_full_house()
    scenes.sign_up(house.slot, enrolment.person)

    scenes.cancel(house.slot, house.seated[0])
    scenes.cancel(house.slot, enrolment.person)

    assert asserted(enrolment.person) == ["waiting", "confirmed", "cancelled"]


def test_a_later_training_finds_the_sessions_of_before() -> None:
    person, slot = UserFactory.create(), scenes.a_slot(starts_in=timedelta(days=-1))
    scenes.sign_up(slot, person)
    attendance.mark(slot_id=slot.pk, person=person, minutes=50, by=road.a_core_member())

    enrolment = road.an_enrolment(person)

    assert {subject: state.value for subject, state in enrolment.progress.items()} == {
        f"sign-up:slot/{slot.pk}": {
            "kind": "training",
            "state": "confirmed",
            "ends": instant(slot.ends_at),
        },
        f"attendance:slot/{slot.pk}": {"kind": "training", "minutes": 50},
    }


def test_a_link_of_a_mail_knows_its_sign_up_for_a_while() -> None:
    [row] = scenes.sign_up(scenes.a_slot(), UserFactory.create())

    assert seats.sign_up_of(seats.cancel_token(row.pk)) == row
    assert seats.sign_up_of("made-up") is None
