"""How a season goes: what is counted, how it is told, and that it names nobody."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.slots import plots
from courses.slots.actions import no_shows, scheduling, seats
from courses.slots.models import SignUp, Slot
from courses.slots.queries import figures
from courses.slots.queries.figures import Absent, Period, Unmet, Waited
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes, season
from tests.courses.slots.test_pages import page, read
from tests.scenes import at

pytestmark = pytest.mark.django_db
PAGE = "/admin/sessions/figures/"
FILES = [f"{PAGE}{code}.csv" for code in ("sessions", "kinds", "waits", "no-shows", "unmet")]


def lately(kind: str = "") -> Period:
    now = timezone.now()
    return Period(now - timedelta(days=180), now, kind)


def table(answer: Any) -> list[list[str]]:
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def waited(slot: Slot, person: User, *, hours: int) -> None:
    """Somebody has the seat of somebody else after so many hours in line."""
    joined = slot.starts_at - timedelta(days=8)
    [first] = scenes.people(1)
    Slot.objects.filter(pk=slot.pk).update(signup_opens_at=slot.starts_at - timedelta(days=60))
    for who, moment in ((first, joined - timedelta(hours=1)), (person, joined)):
        seats.sign_up(slot_id=slot.pk, person=who, by=who, clock=at(moment))
    seats.cancel(slot_id=slot.pk, person=first, by=first, clock=at(joined + timedelta(hours=hours)))


@pytest.mark.database
def test_seats_taken_are_told_of_all_seats_by_session_and_by_kind() -> None:
    season.held(there=scenes.people(3), seats=4, days_ago=2)
    season.held(there=scenes.people(1), seats=6, days_ago=1)

    rows = figures.filled(lately())

    assert [(row.taken, row.seats, row.percent) for row in rows] == [(1, 6, 17), (3, 4, 75)]
    [kind] = figures.filled_by_kind(rows)
    assert (kind.kind, kind.sessions, kind.taken, kind.seats, kind.percent) == ("training", 2, 4, 10, 40)


def test_drafts_what_was_called_off_and_what_lies_ahead_are_not_counted() -> None:
    scenes.a_slot(published=False, starts_in=timedelta(days=-1))
    scheduling.call_off(slot_id=scenes.a_slot().pk, because="Snow.", by=road.a_core_member())
    scenes.a_slot(starts_in=timedelta(days=1))

    assert figures.filled(lately()) == []


def test_one_kind_can_be_looked_at_alone() -> None:
    season.held(there=scenes.people(1))
    scenes.a_slot(kind=Slot.Kind.OFFICE_HOUR, starts_in=timedelta(days=-1))

    assert [row.kind for row in figures.filled(lately("office_hour"))] == ["office_hour"]


@pytest.mark.database
def test_half_and_nine_in_ten_of_those_who_waited_are_told() -> None:
    for hours, person in zip((1, 2, 3, 4, 10), scenes.people(5), strict=True):
        waited(scenes.a_slot(seats=1, starts_in=timedelta(days=-1)), person, hours=hours)

    assert figures.waited(lately()) == [Waited("training", 5, 180, 600)]


def test_of_four_people_no_waiting_time_is_told() -> None:
    for person in scenes.people(4):
        waited(scenes.a_slot(seats=1, starts_in=timedelta(days=-1)), person, hours=1)

    [row] = figures.waited(lately())

    assert (row.people, row.told) == (4, False)


def test_a_held_seat_that_was_confirmed_is_not_a_wait() -> None:
    slot = scenes.a_slot(starts_in=timedelta(days=-1))
    [person] = scenes.people(1)
    begin = slot.starts_at - timedelta(days=2)
    seats.hold(slot_id=slot.pk, person=person, clock=at(begin))
    seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=at(begin + timedelta(minutes=5)))

    assert SignUp.objects.get().promoted_at is not None
    assert figures.waited(lately()) == []


@pytest.mark.database
def test_empty_seats_are_told_of_closed_sessions_with_who_was_excused() -> None:
    there, absent = scenes.people(3), scenes.people(2)
    slot = season.held(there=there, absent=absent)
    no_shows.excuse(slot_id=slot.pk, person=absent[0], because="Ill.", by=road.a_core_member())
    season.held(absent=scenes.people(1), close=False)

    [row] = figures.absent(lately())

    assert (row, row.percent) == (Absent("training", 5, 2, 1), 40)


def test_of_too_few_people_no_part_is_told(as_core_member: Client) -> None:
    season.held(absent=scenes.people(1))

    [row] = figures.absent(lately())

    assert (row.told, row.percent) == (False, None)
    assert "too few to say" in page(as_core_member, PAGE)
    assert table(as_core_member.get(FILES[3]))[1][1:] == ["fewer than 5", *["too few to say"] * 3]


@pytest.mark.database
def test_demand_that_was_not_met_is_told_by_the_programs_weekday_and_hour() -> None:
    # A Wednesday, at 23:30 in New York: already Thursday in UTC.
    slot = scenes.a_slot(seats=1, starts_at=datetime(2026, 3, 5, 4, 30, tzinfo=UTC))
    seated, waits, leaves = scenes.people(3)
    scenes.sign_up(slot, seated, waits, leaves)
    scenes.cancel(slot, leaves)
    wishes = slot.starts_at - timedelta(days=8)
    seats.hold(slot_id=slot.pk, person=scenes.people(1)[0], clock=at(wishes))
    seats.let_go(slot_id=slot.pk, clock=at(wishes + timedelta(days=2)))
    period = Period(slot.starts_at - timedelta(days=1), slot.starts_at + timedelta(days=1))

    assert figures.unmet(period, timezone.get_default_timezone()) == [Unmet(3, 23, 2, 1)]


def test_who_came_after_all_is_not_counted_as_demand_that_was_not_met() -> None:
    slot = scenes.a_slot(seats=1, starts_in=timedelta(days=-1))
    [first, person, held] = scenes.people(3)
    scenes.sign_up(slot, first, person)
    scenes.cancel(slot, person)
    scenes.cancel(slot, first)
    # Both come back, one through a hold that had run out.
    moment = slot.starts_at - timedelta(hours=20)
    seats.hold(slot_id=slot.pk, person=held, clock=at(moment - timedelta(days=1)))
    SignUp.objects.held().update(seat=None)
    scheduling.set_capacity(slot_id=slot.pk, capacity=3, by=first, clock=at(moment))
    for who in (held, person):
        seats.sign_up(slot_id=slot.pk, person=who, by=who, clock=at(moment))

    assert figures.unmet(lately(), UTC) == []


def test_a_seat_that_was_given_back_is_not_a_wait_in_vain() -> None:
    slot = scenes.a_slot(starts_in=timedelta(days=-1))
    [person] = scenes.people(1)
    scenes.sign_up(slot, person)
    scenes.cancel(slot, person)

    assert figures.unmet(lately(), UTC) == []


def test_bars_are_as_long_as_their_part_and_never_longer_than_the_plot() -> None:
    plot = plots.bars([("Half", "4 of 8", 0.5), ("Over", "9 of 8", 1.125), ("Few", "too few", None)])

    assert [bar.width for bar in plot.rows] == [180, 360, None]


def test_a_plot_of_nothing_divides_by_nothing() -> None:
    assert (plots.bars([]).rows, plots.spans([], ("0", "0")).rows, plots.week({}, [], ["Mon"]).rows) == ((), (), ())
    assert plots.spans([("Talks", "at once", 0, 0)], ("0", "0")).rows[0].width == 3


def test_the_week_has_a_number_in_each_cell_beside_its_colour() -> None:
    plot = plots.week({(1, 15): 4, (3, 15): 1}, [(15, "3 p.m.")], ["Mon", "Tue", "Wed"])

    assert [(cell.count, cell.step) for cell in plot.rows[0].cells] == [(4, 4), (0, 0), (1, 1)]


def test_without_sessions_the_page_says_what_will_stand_there(as_core_member: Client) -> None:
    text = page(as_core_member, PAGE)

    assert "The plots stand here as soon as one did." in text
    assert '<svg class="plot-picture"' not in text


def test_the_page_tells_each_figure_as_a_plot_and_a_table_and_names_nobody(as_core_member: Client) -> None:
    everybody = scenes.people(6)
    season.held(there=everybody[:4], absent=everybody[4:])

    text = page(as_core_member, PAGE)

    assert (text.count('class="plot-picture"'), text.count("The same as numbers")) == (3, 3)
    assert not any(str(person) in text or person.email in text for person in everybody)


def test_the_page_has_the_latest_sessions_and_says_how_many_stand_in_the_file_only(as_core_member: Client) -> None:
    for number in range(14):
        scenes.a_slot(title=f"Number {number}!", starts_in=timedelta(days=-1 - number))

    text = page(as_core_member, PAGE)

    assert ("Number 11!</th>" in text, "Number 12!</th>" in text) == (True, False)
    assert "2 earlier sessions stand in the file only." in text
    assert len(table(as_core_member.get(FILES[0]))) == 15


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("?first=2026-02-31", "Enter a valid date."),
        ("?first=2026-03-01&last=2026-02-01", "This day is before the first one."),
    ],
)
def test_days_that_cannot_be_are_asked_about_at_their_field(as_core_member: Client, asked: str, words: str) -> None:
    answer = as_core_member.get(PAGE + asked)

    assert words in read(answer)
    assert answer.context["form"]["first"].value() == asked.partition("first=")[2].partition("&")[0]


def test_a_file_of_days_that_cannot_be_leads_back_to_the_field(as_core_member: Client) -> None:
    answer = as_core_member.get(f"{FILES[0]}?first=never")

    assert answer.headers["Location"] == f"{PAGE}?first=never"


def test_each_figure_can_be_taken_along_and_no_title_passes_for_a_formula(as_core_member: Client) -> None:
    scenes.a_slot(title="=HYPERLINK(1)", seats=8, starts_at=datetime(2026, 7, 1, 19, tzinfo=UTC))
    asked = "?first=2026-07-01&last=2026-07-01&kind=training"

    rows = [table(as_core_member.get(url + asked)) for url in FILES]

    assert rows[0][1:] == [["'=HYPERLINK(1)", "2026-07-01 15:00", "Training session", "0", "8", "0"]]
    assert [len(found) for found in rows] == [2, 2, 1, 1, 1]


def test_days_are_those_of_the_programs_clock(as_core_member: Client) -> None:
    scenes.a_slot(starts_at=datetime(2026, 7, 2, 3, tzinfo=UTC))

    rows = [
        table(as_core_member.get(f"{FILES[0]}?first={day}&last={day}")) for day in (date(2026, 7, 1), date(2026, 7, 2))
    ]

    assert [len(found) for found in rows] == [2, 1]


@pytest.mark.parametrize("url", [PAGE, *FILES])
def test_trainees_do_not_see_the_figures(as_trainee: Client, url: str) -> None:
    assert as_trainee.get(url).status_code in (302, 403)


@pytest.mark.parametrize("count", [1, 50])
def test_the_figures_cost_the_same_however_many_sessions(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        scenes.a_slot(starts_in=timedelta(days=-1, hours=-number))
    house = scenes.a_full_house(waiting=count, starts_in=timedelta(hours=-2))
    season.closed(house.slot)
    page(as_core_member, PAGE)

    with django_assert_num_queries(14):
        page(as_core_member, PAGE)
