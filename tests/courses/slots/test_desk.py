"""What waits for a host, and a roster to take along."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.queries import staff_timeline
from courses.slots import queries
from courses.slots.actions import attendance, checkin, closing, no_shows, seats
from courses.slots.models import Slot
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import report_scenes, scenes, season
from tests.courses.slots.test_pages import page

pytestmark = pytest.mark.django_db
SOON, OVER = timedelta(hours=5), timedelta(hours=-5)


def told(host: User) -> tuple[list[Slot], list[Slot]]:
    found = queries.desk(host, at=timezone.now())
    return list(found.to_close), list(found.to_confirm)


def a_line_with_a_free_seat(host: User, *, starts_in: timedelta = SOON) -> Slot:
    house = scenes.a_full_house(waiting=1, starts_in=starts_in)
    scenes.cancel(house.slot, house.seated[0])
    Slot.objects.filter(pk=house.slot.pk).update(host=host)
    return house.slot


def test_a_session_that_is_over_waits_to_be_closed(core_member: User) -> None:
    over = scenes.a_slot(host=core_member, starts_in=OVER)
    scenes.a_slot(host=core_member, starts_in=SOON)
    season.closed(scenes.a_slot(host=core_member, starts_in=OVER))

    assert told(core_member) == ([over], [])


def test_a_free_seat_and_a_line_after_the_cut_off_wait_for_the_host(core_member: User) -> None:
    slot = a_line_with_a_free_seat(core_member)
    scenes.a_full_house(waiting=1, starts_in=SOON)

    assert told(core_member) == ([], [slot])


def test_before_the_cut_off_the_line_moves_by_itself(core_member: User) -> None:
    a_line_with_a_free_seat(core_member, starts_in=timedelta(days=3))

    assert told(core_member) == ([], [])


def test_others_sessions_wait_for_others_and_nobodys_for_everybody(core_member: User) -> None:
    scenes.a_slot(starts_in=OVER)
    nobodys = scenes.a_slot(starts_in=OVER)
    Slot.objects.filter(pk=nobodys.pk).update(host=None)
    together = scenes.a_slot(starts_in=OVER)
    together.facilitators.add(core_member)

    assert set(told(core_member)[0]) == {nobodys, together}


def test_the_first_staff_page_tells_hosts_what_waits(as_core_member: Client, core_member: User) -> None:
    slot = a_line_with_a_free_seat(core_member)

    text = page(as_core_member, "/admin/")

    assert "Your sessions: what waits for you" in text
    assert f"/admin/sessions/{slot.pk}/roster/" in text


def test_the_first_staff_page_leads_to_the_next_sessions_that_one_hosts(
    as_core_member: Client, core_member: User
) -> None:
    own = scenes.a_slot(host=core_member, starts_in=SOON)
    scenes.a_slot(starts_in=SOON)
    scenes.a_slot(host=core_member, starts_in=timedelta(days=30))

    found = queries.desk(core_member, at=timezone.now()).coming

    assert (list(found), f"/admin/sessions/{own.pk}/run/" in page(as_core_member, "/admin/")) == ([own], True)


def test_nothing_is_told_where_nothing_waits(as_core_member: Client) -> None:
    assert "what waits for you" not in page(as_core_member, "/admin/")


@pytest.mark.parametrize("count", [1, 50])
def test_what_waits_costs_three_queries_however_much_it_is(
    core_member: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        scenes.a_slot(host=core_member, starts_in=OVER)
    a_line_with_a_free_seat(core_member)

    with django_assert_num_queries(3):
        told(core_member)


def rows_of(answer: Any) -> list[list[str]]:
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_roster_is_taken_along_with_who_came_and_that_is_recorded(as_core_member: Client) -> None:
    house = scenes.a_full_house(seats=1, waiting=1, starts_in=OVER)
    [seated], [waits] = house.seated, house.waiting
    attendance.mark(slot_id=house.slot.pk, person=seated, minutes=50, by=road.a_core_member())

    answer = as_core_member.post(f"/admin/sessions/{house.slot.pk}/roster.csv")

    rows = rows_of(answer)
    assert [(row[0], row[2], row[4], row[7], row[8]) for row in rows[1:]] == [
        (seated.display_name, seated.email, "confirmed", "50", "staff"),
        (waits.display_name, waits.email, "waiting", "", ""),
    ]
    assert ModelLogEntry.objects.get(action="slots.export_roster").data == {"people": 2}


def test_the_file_says_in_words_who_noted_it(as_core_member: Client) -> None:
    came, missing, known = scenes.people(3)
    slot = scenes.a_running_slot(came, missing, known)
    checkin.check_in(slot_id=slot.pk, person=came)
    report_scenes.bring_in(slot, ("K", known.email, 0, 10))
    closing.close(slot_id=slot.pk, headcount=2, by=road.a_core_member())

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/roster.csv")

    assert {row[2]: row[8] for row in rows_of(answer)[1:]} == {
        came.email: "check-in",
        missing.email: "closing: no word about them",
        known.email: "meeting report",
    }


def test_no_name_in_the_file_passes_for_a_formula_and_no_need_stands_in_it(as_core_member: Client) -> None:
    slot = scenes.a_slot()
    [person] = scenes.people(1)
    User.objects.filter(pk=person.pk).update(display_name="=cmd()")
    seats.sign_up(slot_id=slot.pk, person=person, by=person, access_need="A seat near the door")

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/roster.csv")

    assert rows_of(answer)[1][0] == "'=cmd()"
    assert "near the door" not in answer.content.decode()


def test_who_was_excused_is_told_without_the_reason(as_core_member: Client) -> None:
    [person] = scenes.people(1)
    slot = season.held(absent=[person])
    no_shows.excuse(slot_id=slot.pk, person=person, because="An operation", by=road.a_core_member())

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/roster.csv")

    assert rows_of(answer)[1][7:] == ["0", "excused"]
    assert "operation" not in answer.content.decode()


def test_the_file_and_the_history_say_in_words_where_an_attendance_comes_from(as_core_member: Client) -> None:
    reported, came, missing = who = scenes.people(3)
    enrolments = [road.an_enrolment(person) for person in who]
    slot = scenes.a_running_slot(*who)
    checkin.check_in(slot_id=slot.pk, person=came)
    report_scenes.bring_in(slot, ("A", reported.email, 0, 60))
    closing.close(slot_id=slot.pk, headcount=2, by=road.a_core_member())

    rows = rows_of(as_core_member.post(f"/admin/sessions/{slot.pk}/roster.csv"))

    assert {row[2]: row[8] for row in rows[1:]} == {
        reported.email: "meeting report",
        came.email: "check-in",
        missing.email: "closing: no word about them",
    }
    assert [_latest_source(enrolment) for enrolment in enrolments] == [
        "from a meeting report",
        "checked in",
        "from closing a session",
    ]


def _latest_source(enrolment: Enrolment) -> str:
    latest = [LedgerEvent.objects.filter(enrolment=enrolment).latest("seq")]
    return staff_timeline(enrolment, latest)[0].entries[0].source


def test_following_a_link_takes_no_roster_along(as_core_member: Client) -> None:
    slot = scenes.a_slot()

    assert as_core_member.get(f"/admin/sessions/{slot.pk}/roster.csv").status_code == 405
    assert not ModelLogEntry.objects.filter(action="slots.export_roster").exists()


def test_trainees_take_no_roster_along(as_trainee: Client) -> None:
    slot = scenes.a_slot()

    assert as_trainee.post(f"/admin/sessions/{slot.pk}/roster.csv").status_code in (302, 403)


@pytest.mark.parametrize("count", [1, 50])
def test_a_roster_to_take_along_costs_one_query_however_many_people(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    slot = scenes.a_full_house(seats=count, waiting=count).slot

    with django_assert_num_queries(1):
        rows = list(queries.roster_lines(slot))

    assert len(rows) == 2 * count
