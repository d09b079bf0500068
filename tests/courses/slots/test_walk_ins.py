"""People who come without a seat."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from courses.progress.models import Enrolment
from courses.slots.actions import closing, seats, walk_ins
from courses.slots.models import Seat, SignUp
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as accounts
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SOON, BEGUN = timedelta(minutes=20), timedelta(minutes=-5)


def admit(house: scenes.FullHouse, person: User, because: str = "") -> SignUp:
    by = road.a_core_member()
    return walk_ins.admit(slot_id=house.slot.pk, person=person, over_capacity_because=because, by=by)


def refused(house: scenes.FullHouse, person: User) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        admit(house, person)
    return refusal.value.reasons


def a_house(starts_in: timedelta, *, free: int = 0, waiting: int = 0) -> scenes.FullHouse:
    house = scenes.a_full_house(seats=1 + free, waiting=waiting, starts_in=starts_in)
    for person in house.seated[1:]:
        scenes.cancel(house.slot, person)
    return house


def test_a_free_seat_is_taken_at_the_door_and_stands_in_the_ledger() -> None:
    house = a_house(BEGUN, free=1)
    [person] = scenes.people(1)
    road.an_enrolment(person)

    row = admit(house, person)

    assert (row.state, row.walked_in, Seat.objects.count()) == ("confirmed", True, 2)
    progress = Enrolment.objects.get(person=person).progress
    assert progress[f"sign-up:slot/{house.slot.pk}"].value["state"] == "confirmed"


def test_without_a_free_seat_a_host_says_why_and_a_seat_is_added() -> None:
    house = a_house(BEGUN)
    [person] = scenes.people(1)
    assert refused(house, person) == (Reason.NO_ROOM_WITHOUT_REASON,)

    row = admit(house, person, "There is one more chair.")

    assert (row.priority_because, Seat.objects.count()) == ("There is one more chair.", 2)


def test_until_the_start_those_who_wait_come_first() -> None:
    house = a_house(SOON, free=1, waiting=0)
    [waiting, person] = scenes.people(2)
    row = SignUp.objects.create(slot=house.slot, person=waiting, state="waiting", created_at=house.slot.starts_at)

    assert refused(house, person) == (Reason.LINE_COMES_FIRST,)
    assert admit(house, waiting).pk == row.pk
    assert scenes.in_line(house.slot) == []


def test_nobody_is_let_in_long_before_the_start() -> None:
    house = a_house(timedelta(minutes=40), free=1)

    assert refused(house, UserFactory.create()) == (Reason.TOO_EARLY_TO_WALK_IN,)


def test_nobody_is_let_in_twice_or_by_themselves() -> None:
    house = a_house(BEGUN, free=1)
    host = road.a_core_member()

    assert refused(house, house.seated[0]) == (Reason.ALREADY_IN,)
    with pytest.raises(Refused):
        walk_ins.admit(slot_id=house.slot.pk, person=host, by=host)


def test_who_has_erased_their_account_a_moment_ago_is_not_let_in() -> None:
    house = a_house(BEGUN, free=1)
    [person] = scenes.people(1)
    accounts.erase(person=User.objects.get(pk=person.pk), by=person)

    assert refused(house, person) == (Reason.ERASED,)
    assert not SignUp.objects.filter(person=person).exists()


def test_nobody_writes_to_an_address_that_nobody_has_confirmed() -> None:
    house = a_house(BEGUN, free=1)
    [person] = scenes.people(1)
    EmailAddress.objects.filter(user=person).update(verified=False)
    admit(house, person)

    closing.close(slot_id=house.slot.pk, headcount=0, because="Nobody stayed.", by=road.a_core_member())

    assert set(OutgoingMail.objects.filter(name="slot_missed").values_list("person", flat=True)) == {house.seated[0].pk}


def test_a_seat_that_was_held_for_who_comes_in_is_told_to_no_host_as_free() -> None:
    slot = scenes.a_slot(seats=2, starts_in=SOON)
    [seated, waiting, person] = scenes.people(3)
    scenes.sign_up(slot, seated)
    seats.hold(slot_id=slot.pk, person=person)
    SignUp.objects.create(slot=slot, person=waiting, state="waiting", created_at=slot.starts_at)

    walk_ins.admit(slot_id=slot.pk, person=person, over_capacity_because="It was theirs.", by=road.a_core_member())

    assert (scenes.confirmed(slot), Seat.objects.count()) == ({seated.pk, person.pk}, 2)
    assert not OutgoingMail.objects.filter(name="slot_seat_free_late").exists()


def test_a_closed_session_lets_nobody_in() -> None:
    house = a_house(BEGUN, free=1)
    type(house.slot).objects.update(state="closed", closed_at=house.slot.starts_at)

    assert refused(house, UserFactory.create()) == (Reason.WALK_INS_ARE_OVER,)


def test_a_host_finds_somebody_by_name_or_address_and_lets_them_in(as_core_member: Client) -> None:
    house = a_house(BEGUN, free=1)
    grace = UserFactory.create(display_name="Grace Amara", email="ga@example.org")
    url = f"/admin/sessions/{house.slot.pk}/walk-in/"

    for typed in ("grace", "GA@exa"):
        assert "Grace Amara" in page(as_core_member, f"{url}?q={typed}")
    as_core_member.post(f"{url}admit/", {"person": grace.pk})

    assert "walked in" in page(as_core_member, f"/admin/sessions/{house.slot.pk}/roster/")


def test_a_refusal_asks_why_beside_the_person(as_core_member: Client) -> None:
    house = a_house(BEGUN)
    [person] = scenes.people(1)

    answer = as_core_member.post(f"/admin/sessions/{house.slot.pk}/walk-in/admit/", {"person": person.pk})

    assert answer.status_code == 409
    assert "If there is room for one more, say why." in read(answer)


def test_who_has_no_account_is_asked_to_make_one(as_core_member: Client) -> None:
    house = a_house(BEGUN, free=1)

    text = page(as_core_member, f"/admin/sessions/{house.slot.pk}/walk-in/?q=nobody.at.all")

    assert "Nobody with an account is called that." in text
    assert "Ask them to make an account" in text


def test_who_has_a_seat_already_is_marked_on_the_roster(as_core_member: Client) -> None:
    house = a_house(BEGUN)
    [seated] = house.seated

    text = page(as_core_member, f"/admin/sessions/{house.slot.pk}/walk-in/?q={seated.email}")

    assert f"/admin/sessions/{house.slot.pk}/roster/#person-{seated.pk}" in text
    assert "Nobody with an account is called that." not in text


def test_a_search_finds_a_few_and_never_everybody(as_core_member: Client) -> None:
    house = a_house(BEGUN, free=1)
    scenes.people(12)
    url = f"/admin/sessions/{house.slot.pk}/walk-in/"

    assert page(as_core_member, f"{url}?q=example").count("Let in") == 8
    assert page(as_core_member, f"{url}?q=e").count("Let in") == 0
