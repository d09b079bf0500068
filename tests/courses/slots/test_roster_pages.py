"""A session's roster and line, as hosts see and use them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.progress.engine import Rank
from courses.slots.actions import attendance
from courses.slots.models import AccessNeed, AttendanceMark, Slot
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.courses.slots.test_staff_pages import roster_of

pytestmark = pytest.mark.django_db


def late_house() -> scenes.FullHouse:
    """Past the cut-off, a seat is free, two wait."""
    house = scenes.a_full_house(waiting=2, starts_in=timedelta(hours=3))
    scenes.cancel(house.slot, house.seated[0])
    return house


def of_line(house: scenes.FullHouse, person: User, verb: str) -> str:
    return f"/admin/sessions/{house.slot.pk}/line/{house.slot.sign_ups.get(person=person).pk}/{verb}/"


@pytest.mark.parametrize(
    ("rank", "words"),
    [(Rank.SELF, "checked in 10:58 am"), (Rank.IMPORT, "from the report"), (Rank.PERSON, "noted by somebody")],
)
def test_each_row_says_what_holds_and_who_says_so(as_core_member: Client, rank: Rank, words: str) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    came = datetime(2026, 10, 20, 14, 58, tzinfo=UTC)
    AttendanceMark.objects.create(
        slot=house.slot, person=house.seated[0], revision=1, minutes=52, rank=rank, came_at=came, marked_at=came
    )

    text = page(as_core_member, roster_of(house.slot))

    assert f"there for 52 minutes · {words}" in text


def test_a_tap_is_taken_back_without_script(as_core_member: Client, core_member: User) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    mark = attendance.mark(slot_id=house.slot.pk, person=house.seated[0], minutes=0, by=core_member)

    as_core_member.post(f"/admin/sessions/{house.slot.pk}/mark/undo/", {"mark": mark.pk})

    assert "Not marked yet: 1." in page(as_core_member, roster_of(house.slot))


def test_one_button_marks_everybody_else(as_core_member: Client) -> None:
    house = scenes.a_full_house(seats=3, starts_in=timedelta(minutes=-30))

    answer = as_core_member.post(f"/admin/sessions/{house.slot.pk}/mark/rest/", {"minutes": 60}, follow=True)

    assert "Noted for 3 people." in read(answer)
    assert "Everybody is marked." in read(answer)


def test_a_closed_session_asks_why_in_the_row_and_keeps_what_was_typed(as_core_member: Client) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-90))
    [person] = house.seated
    attendance.mark(slot_id=house.slot.pk, person=person, minutes=60, by=road.a_core_member())
    Slot.objects.update(state="closed", closed_at=timezone.now())
    url = f"/admin/sessions/{house.slot.pk}/mark/"

    refused = as_core_member.post(url, {"person": person.pk, "minutes": 0})
    as_core_member.post(url, {"person": person.pk, "minutes": 0, "because": "Left at once."})

    assert "Please say why you correct it." in read(refused)
    assert "wasn't there" in page(as_core_member, roster_of(house.slot))
    assert "Left at once." in page(as_core_member, roster_of(house.slot))


def test_access_needs_are_read_by_the_sessions_host_alone(as_core_member: Client, sign_in: SignIn) -> None:
    house = scenes.a_full_house()
    AccessNeed.objects.create(sign_up=house.slot.sign_ups.get(), words="A seat near the door.")
    host = house.slot.host
    assert host

    assert "A seat near the door." in page(sign_in(host), roster_of(house.slot))
    assert "A seat near the door." not in page(as_core_member, roster_of(house.slot))


def test_after_the_cut_off_a_host_reads_how_to_reach_who_waits_and_confirms_the_first(as_core_member: Client) -> None:
    house = late_house()
    first, second = house.waiting

    text = page(as_core_member, roster_of(house.slot))
    as_core_member.post(of_line(house, first, "confirm"))

    assert "A seat is free: you can give it to whoever is first." in text
    assert (f"mailto:{first.email}" in text, f"mailto:{second.email}" in text) == (True, True)
    assert scenes.confirmed(house.slot) == {first.pk}


def test_before_the_cut_off_nobodys_address_is_shown(as_core_member: Client) -> None:
    house = scenes.a_full_house(waiting=1)

    assert house.waiting[0].email not in page(as_core_member, roster_of(house.slot))


def test_somebody_is_put_first_with_a_reason_that_is_read_beside_them(as_core_member: Client) -> None:
    house = scenes.a_full_house(waiting=2)
    url = of_line(house, house.waiting[1], "move-up")

    refused = as_core_member.post(url, {"because": " "})
    as_core_member.post(url, {"because": "Travels from afar."})

    assert refused.status_code == 200
    assert scenes.in_line(house.slot) == scenes.pks([house.waiting[1], house.waiting[0]])
    assert "Put first: Travels from afar." in page(as_core_member, roster_of(house.slot))


def test_somebody_is_taken_out_and_reads_why(as_core_member: Client) -> None:
    house = scenes.a_full_house(waiting=1)

    as_core_member.post(of_line(house, house.seated[0], "take-out"), {"because": "Moved to the other group."})

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert "Moved to the other group." in words_of(OutgoingMail.objects.get(name="slot_taken_out")).text


def test_a_place_of_another_session_is_not_to_be_found(as_core_member: Client) -> None:
    house, other = scenes.a_full_house(), scenes.a_full_house()
    url = f"/admin/sessions/{house.slot.pk}/line/{other.slot.sign_ups.get().pk}/take-out/"

    assert as_core_member.get(url).status_code == 404


def test_a_refusal_about_the_line_is_read_on_the_roster(as_core_member: Client) -> None:
    house = late_house()

    answer = as_core_member.post(of_line(house, house.waiting[1], "confirm"))

    assert (answer.status_code, "Somebody else is first in line." in read(answer)) == (409, True)


def test_who_is_in_line_may_be_moved_by_hosts_only(as_trainee: Client) -> None:
    house = late_house()

    for verb in ("confirm", "move-up", "take-out"):
        assert as_trainee.post(of_line(house, house.waiting[0], verb), {"because": "Me."}).status_code == 403
    assert scenes.confirmed(house.slot) == set()
