"""The host's page of the hour, the room's screen, and what is made there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import checkin, doorways
from courses.slots.models import Material, Slot
from lms.people.models import User
from tests.conftest import SignIn
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read

pytestmark = pytest.mark.django_db


def of(slot: Slot, verb: str) -> str:
    return f"/admin/sessions/{slot.pk}/{verb}/"


def plain(text: str) -> str:
    return " ".join(text.split())


def test_the_agenda_has_wall_times_in_the_sessions_zone_and_says_what_runs(as_core_member: Client) -> None:
    slot = scenes.a_running_slot(minutes_ago=12, agenda="10 Welcome\n20 Frame\nQuestions", zone="Asia/Kolkata")

    text = page(as_core_member, of(slot, "run"))

    [running] = re.findall(r"<li class=\"run-part[^>]*aria-current.*?</li>", text, re.DOTALL)
    assert "Frame" in running
    assert "20 minutes" in running
    assert "+05:30" in running


def test_the_server_says_how_far_the_session_is(as_core_member: Client) -> None:
    text = page(as_core_member, of(scenes.a_running_slot(minutes_ago=12), "run/now"))

    [elapsed] = re.findall(r'data-elapsed="(\d+)"', text)
    assert 720 <= int(elapsed) < 740


def test_the_page_includes_what_is_fetched_anew(as_core_member: Client) -> None:
    slot = scenes.a_running_slot(*scenes.people(2))

    parts = re.findall(r'<section id="(run-\w+)"', page(as_core_member, of(slot, "run/now")))

    assert parts == ["run-agenda", "run-code", "run-here", "run-line"]
    assert [f'<section id="{name}"' in page(as_core_member, of(slot, "run")) for name in parts] == [True] * 4


def test_it_shows_who_is_here_and_who_stands_at_the_door(as_core_member: Client) -> None:
    who, waiting = scenes.people(2), scenes.people(1)[0]
    slot = scenes.a_running_slot(*who, seats=2)
    scenes.sign_up(slot, waiting)
    checkin.check_in(slot_id=slot.pk, person=who[0])
    with pytest.raises(Exception, match="at_the_door"):
        checkin.check_in(slot_id=slot.pk, person=waiting)

    text = plain(page(as_core_member, of(slot, "run")))

    assert "1 person is here" in text
    assert "1 with a seat hasn't come yet" in text
    assert str(who[0]) in text
    assert "is at the door" in text
    assert f'href="mailto:{waiting.email}"' in text


@pytest.mark.parametrize(("count", "told"), [(2, False), (3, True)])
def test_a_shared_address_is_told_neutrally(as_core_member: Client, sign_in: SignIn, count: int, told: bool) -> None:
    who = scenes.people(count)
    slot = scenes.a_running_slot(*who)
    for person in who:
        for _twice in range(2):
            sign_in(person).post(f"/sessions/{slot.pk}/check-in/", {"code": scenes.code_of(slot)})

    assert doorways.same_address(slot) == count
    assert (f"{count} people checked in over the same address." in plain(page(as_core_member, of(slot, "run")))) is told


def test_a_link_is_made_and_shown_to_be_copied(as_core_member: Client, as_trainee: Client, trainee: User) -> None:
    slot = scenes.a_running_slot(trainee)

    text = read(as_core_member.post(of(slot, "run/link")))

    [link] = re.findall(r'id="check-in-link" value="http://testserver([^"]+)"', text)
    assert "You're checked in" in read(as_trainee.post(link, follow=True))


def test_notes_are_kept_and_read_again(as_core_member: Client) -> None:
    slot = scenes.a_running_slot()
    text = page(as_core_member, of(slot, "run"))
    [seen] = re.findall(r'name="seen" value="(\w+)"', text)

    as_core_member.post(of(slot, "run/notes"), {"notes": " Ask Ada\r\n  about chairs. ", "seen": seen})

    slot.refresh_from_db()
    assert slot.notes == " Ask Ada\n  about chairs. "


def test_a_stale_note_shows_both_and_the_next_keeping_takes_it(as_core_member: Client) -> None:
    slot = scenes.a_running_slot(notes="Bring tea.")

    answer = as_core_member.post(of(slot, "run/notes"), {"notes": "Bring coffee.", "seen": "0" * 16})
    text = read(answer)
    [seen] = re.findall(r'name="seen" value="(\w+)"', text)
    as_core_member.post(of(slot, "run/notes"), {"notes": "Bring coffee.", "seen": seen})

    slot.refresh_from_db()
    assert (answer.status_code, "Bring tea." in text, "Bring coffee." in text) == (409, True, True)
    assert slot.notes == "Bring coffee."


def test_materials_stand_there(as_core_member: Client) -> None:
    slot = scenes.a_running_slot()
    Material.objects.create(slot=slot, title="The handout", url="https://example.org/handout")

    assert 'href="https://example.org/handout"' in page(as_core_member, of(slot, "run"))


def test_the_rooms_screen_shows_the_code_and_no_names(as_core_member: Client) -> None:
    [person] = scenes.people(1)
    slot = scenes.a_running_slot(person)
    checkin.check_in(slot_id=slot.pk, person=person)

    text = plain(page(as_core_member, of(slot, "code")))

    shown = re.search(r"<span>(\d{3})</span><span>(\d{3})</span>", text)
    assert shown
    assert shown[1] + shown[2] == scenes.code_of(slot)
    assert "1 person is checked in" in text
    assert "<svg" in text
    assert str(person) not in text


def test_without_script_the_rooms_screen_asks_again_when_the_code_changes(as_core_member: Client) -> None:
    text = page(as_core_member, of(scenes.a_running_slot(), "code"))

    assert re.search(r'<noscript><meta http-equiv="refresh" content="([1-9]|[12]\d|30)"></noscript>', text)


def test_before_its_window_the_rooms_screen_shows_no_code(as_core_member: Client) -> None:
    slot = scenes.a_slot(starts_in=timedelta(minutes=20))

    text = page(as_core_member, of(slot, "code"))

    assert ("Check-in opens" in text, scenes.code_of(slot)[:3] + "</span>" in text) == (True, False)


@pytest.mark.parametrize("verb", ["run", "run/now", "code", "close", "run/link", "run/notes"])
def test_trainees_see_neither_code_nor_page_and_do_nothing_there(as_trainee: Client, trainee: User, verb: str) -> None:
    slot = scenes.a_running_slot(trainee, notes="Private.")

    answers = [
        as_trainee.get(of(slot, verb)),
        as_trainee.post(of(slot, verb), {"notes": "Mine.", "seen": 0, "headcount": 0}),
    ]

    slot.refresh_from_db()
    assert {answer.status_code for answer in answers} <= {302, 403}
    assert (slot.state, slot.notes) == ("published", "Private.")


@pytest.mark.parametrize("verb", ["run", "code", "close"])
@pytest.mark.parametrize("count", [2, 20])
def test_it_costs_the_same_however_many_people(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, verb: str
) -> None:
    house = scenes.a_full_house(seats=count, waiting=count, starts_in=timedelta(minutes=-30))
    for person in house.seated[: count // 2]:
        checkin.check_in(slot_id=house.slot.pk, person=person)
    page(as_core_member, of(house.slot, verb))

    with django_assert_num_queries({"run": 14, "code": 8, "close": 11}[verb]):
        page(as_core_member, of(house.slot, verb))
