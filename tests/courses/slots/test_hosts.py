"""What hosts are written to about: who comes tomorrow, a seat that came free late, a session left open."""

from datetime import timedelta

import pytest

from courses.slots.actions import hosts, scheduling, seats
from courses.slots.models import AccessNeed, SignUp, Slot
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from tests import scenes as road
from tests.courses.slots import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def remind(slot: Slot, *, before: timedelta) -> int:
    return hosts.remind(clock=road.at(slot.starts_at - before))


def gives_back(house: scenes.FullHouse, *, before: timedelta, who: int = 0) -> None:
    slot, person = house.slot, house.seated[who]
    seats.cancel(slot_id=slot.pk, person=person, by=person, clock=road.at(slot.starts_at - before))


def told(name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name=name).order_by("pk"))


def test_a_day_before_the_host_reads_who_comes_and_who_waits() -> None:
    house = scenes.a_full_house(seats=2, waiting=1)
    AccessNeed.objects.create(sign_up=SignUp.objects.confirmed()[0], words="A chair near the door")

    assert [remind(house.slot, before=before) for before in (DAY + HOUR, DAY, HOUR)] == [0, 1, 0]

    [mail] = told("slot_host_day")
    assert mail.person == house.slot.host
    assert all(person.display_name in words_of(mail).text for person in house.seated)
    assert "2 people have a seat" in words_of(mail).text
    assert "1 person waits" in words_of(mail).text
    assert "1 person wrote what would help" in words_of(mail).text
    assert ("A chair" in words_of(mail).text, house.waiting[0].display_name in words_of(mail).text) == (False, False)


def test_a_seat_that_comes_free_after_the_cut_off_is_told_to_the_host_with_who_is_first() -> None:
    house = scenes.a_full_house(seats=2, waiting=2)

    gives_back(house, before=11 * HOUR)
    gives_back(house, before=10 * HOUR, who=1)

    mails = told("slot_seat_free_late")
    assert [mail.person for mail in mails] == [house.slot.host] * 2
    assert f"{house.waiting[0].display_name} is first of 2 who wait" in words_of(mails[0]).text
    assert house.waiting[0].email in words_of(mails[0]).text
    assert f"/admin/sessions/{house.slot.pk}/roster/" in words_of(mails[0]).text


def test_a_seat_that_is_passed_on_by_itself_is_not_told_to_the_host() -> None:
    gives_back(scenes.a_full_house(waiting=1), before=13 * HOUR)

    assert told("slot_seat_free_late") == []


def test_a_late_free_seat_for_which_nobody_waits_is_not_told() -> None:
    gives_back(scenes.a_full_house(), before=HOUR)

    assert told("slot_seat_free_late") == []


def test_calling_a_session_off_late_frees_no_seat_for_anybody() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=HOUR)

    scheduling.call_off(slot_id=house.slot.pk, because="Snow.", by=road.an_admin())

    assert told("slot_seat_free_late") == []


def test_a_session_that_is_left_open_is_told_to_its_host_once_a_day_after() -> None:
    house = scenes.a_full_house()
    after = timedelta(hours=1)

    counts = [remind(house.slot, before=-(after + late)) for late in (DAY - HOUR, DAY, 2 * DAY, 30 * DAY)]

    assert (counts, [mail.person for mail in told("slot_not_closed")]) == ([0, 1, 0, 0], [house.slot.host])


def test_a_session_that_nobody_came_to_needs_no_closing() -> None:
    slot = scenes.a_slot()

    assert remind(slot, before=-(DAY + 2 * HOUR)) == 0


def test_a_closed_session_is_not_asked_about() -> None:
    slot = scenes.a_full_house(starts_in=-3 * DAY).slot
    Slot.objects.filter(pk=slot.pk).update(state=Slot.State.CLOSED, closed_at=slot.ends_at)

    assert remind(slot, before=-(DAY + 2 * HOUR)) == 0


@pytest.mark.parametrize("left", ["no role", "no account"])
def test_a_host_who_may_no_longer_run_sessions_reads_of_nobody(left: str) -> None:
    house = scenes.a_full_house(seats=2, waiting=1)
    host = house.slot.host
    assert host
    if left == "no role":
        host.groups.clear()
    else:
        type(host).objects.filter(pk=host.pk).update(is_active=False)

    assert remind(house.slot, before=DAY) == 0
    gives_back(house, before=HOUR)

    assert not OutgoingMail.objects.filter(person=host).exists()
