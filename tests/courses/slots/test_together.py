"""One verb for several sessions: the look ahead is what comes of it; and copies on new dates."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import together
from courses.slots.actions.together import Outcome
from courses.slots.forms import ACTS
from courses.slots.models import Series, SignUp, Slot
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.courses.slots.test_series import a_series

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TOGETHER = "/admin/sessions/together/"


@pytest.fixture
def _autumn() -> Iterator[None]:
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False):
        yield


def some_of_each() -> list[Slot]:
    """A draft, one that is open, a full one, one that is over, and one that was called off."""
    off = scenes.a_slot(published=False, title="Called off")
    Slot.objects.filter(pk=off.pk).update(state="cancelled")
    return [
        scenes.a_slot(published=False, title="Draft"),
        scenes.a_slot(title="Open"),
        scenes.a_full_house(seats=3).slot,
        scenes.a_slot(starts_in=timedelta(days=-2), title="Over"),
        off,
    ]


def sent(slots: list[Slot], **fields: object) -> dict[str, Any]:
    return {"slot": [slot.pk for slot in slots], **fields}


def what_is_sent(act: str, person: User) -> dict[str, object]:
    known: dict[str, dict[str, object]] = {
        "host": {"host": person.pk}, "facilitators": {"facilitators": [person.pk]}, "room": {"room": "Room 9"},
        "seats": {"capacity": 2}, "captions": {"captions": "on"}, "call-off": {"because": "Snow."},
    }  # fmt: skip
    return known.get(act, {})


def told_of(act: str, slot: Slot) -> object:
    """What of a slot an act is about."""
    return {
        "publish": str(slot.state), "call-off": str(slot.state), "host": slot.host_id, "room": slot.room,
        "facilitators": [*slot.facilitators.values_list("pk", flat=True)], "seats": slot.seats.count(),
        "captions": slot.captions,
    }[act]  # fmt: skip


@pytest.mark.parametrize("act", [*ACTS])
def test_what_is_foreseen_is_what_comes_of_it(as_core_member: Client, core_member: User, act: str) -> None:
    slots = some_of_each()
    before = {slot.pk: told_of(act, slot) for slot in Slot.objects.all()}
    form = sent(slots, **what_is_sent(act, core_member))

    ahead = as_core_member.post(f"{TOGETHER}{act}/ahead/", form)
    changing = {line.slot.pk for line in ahead.context["lines"] if line.outcome is Outcome.CHANGES}
    assert {slot.pk: told_of(act, slot) for slot in Slot.objects.all()} == before
    as_core_member.post(f"{TOGETHER}{act}/do-some/", form)

    after = {slot.pk: told_of(act, slot) for slot in Slot.objects.all()}
    assert {pk for pk in before if after[pk] != before[pk]} == changing
    assert changing


def test_why_not_stands_in_the_line(as_core_member: Client) -> None:
    house = scenes.a_full_house(seats=3)

    ahead = read(as_core_member.post(f"{TOGETHER}seats/ahead/", sent([house.slot], capacity=2)))

    assert "More people are confirmed than that. Take somebody out on the session's roster first" in ahead


def test_all_or_none_where_all_were_meant(as_core_member: Client) -> None:
    slots = [scenes.a_slot(published=False), scenes.a_slot(starts_in=timedelta(days=-2), published=False)]

    answer = as_core_member.post(f"{TOGETHER}publish/do/", sent(slots))

    assert (answer.status_code, [*Slot.objects.values_list("state", flat=True)]) == (409, ["draft", "draft"])
    assert "Meanwhile some of these sessions can't be changed any more." in read(answer)


def test_a_fault_in_the_middle_leaves_nothing_behind() -> None:
    slots = [scenes.a_slot(published=False) for _ in range(2)]
    act = ACTS["publish"]({}).act()
    with pytest.raises(ZeroDivisionError):
        together.carry_out_some(act=_BreaksAtTheSecond(act), slot_ids=[slot.pk for slot in slots], by=road.an_admin())

    assert [*Slot.objects.values_list("state", flat=True)] == ["draft", "draft"]


class _BreaksAtTheSecond:
    """The power goes after the first."""

    def __init__(self, act: Any) -> None:
        self._act, self._done = act, 0

    def foresee(self, slot: Any, at: Any) -> Any:
        return self._act.foresee(slot, at)

    def carry_out(self, slot: Any, by: User, clock: Any) -> None:
        self._act.carry_out(slot, by, clock)
        self._done += 1
        assert 1 / (2 - self._done)


def test_done_twice_it_changes_nothing_the_second_time() -> None:
    slot, admin = scenes.a_slot(published=False), road.an_admin()
    act = ACTS["room"]({"room": "Room 9"})
    assert act.is_valid()

    first, second = (together.carry_out_all(act=act.act(), slot_ids=[slot.pk], by=admin) for _ in range(2))

    assert [line.outcome for line in (*first, *second)] == [Outcome.CHANGES, Outcome.SAME]


def test_nothing_ticked_is_told(as_core_member: Client) -> None:
    answer = as_core_member.post(f"{TOGETHER}publish/")

    assert (answer.status_code, "Tick at least one session." in read(answer)) == (422, True)


def test_the_list_s_filters_choose_what_is_ticked(as_core_member: Client) -> None:
    scenes.a_slot(title="A draft", published=False)
    scenes.a_slot(title="An open one")

    shown = page(as_core_member, TOGETHER + "?state=draft")

    assert ("A draft" in shown, "An open one" in shown, "checked" in shown) == (True, False, True)


@pytest.mark.usefixtures("_autumn")
def test_a_season_is_copied_with_its_distances_and_without_its_people(as_core_member: Client) -> None:
    slots = a_series(as_core_member, starts="2026-10-20T18:00", materials="Guide — https://example.org/a", capacity=5)
    scenes.sign_up(slots[0], *scenes.people(1))
    Slot.objects.update(notes="Bring chalk.")
    form = sent(slots, first="2027-03-02T17:00")

    ahead = as_core_member.post(f"{TOGETHER}copy/ahead/", form)
    foreseen = [row.starts for row in ahead.context["rows"]]
    as_core_member.post(f"{TOGETHER}copy/do/", form)

    made: Any = Slot.objects.with_counts().filter(starts_at__year=2027).order_by("starts_at")
    assert [slot.starts_at for slot in made] == foreseen
    assert [f"{slot.starts_at.astimezone(ZoneInfo(slot.zone)):%m-%d %H:%M}" for slot in made] == [
        "03-02 17:00", "03-09 17:00", "03-16 17:00", "03-23 17:00",
    ]  # fmt: skip
    kept = {(slot.state, slot.seat_count, slot.materials.get().title, slot.notes, slot.sequence) for slot in made}
    assert kept == {("draft", 5, "Guide", "", 0)}
    assert (SignUp.objects.count(), Series.objects.latest("pk").rule) == (1, "FREQ=WEEKLY;COUNT=4")


@pytest.mark.usefixtures("_autumn")
def test_a_copy_in_the_odd_hour_is_asked_about(as_core_member: Client) -> None:
    [first, second, *_rest] = a_series(as_core_member, starts="2026-10-25T20:00")
    form = sent([first, second], first="2027-03-07T02:30")

    asked = as_core_member.post(f"{TOGETHER}copy/do/", form)
    assert (asked.status_code, "3:30 am (EDT)" in read(asked)) == (409, True)
    as_core_member.post(f"{TOGETHER}copy/do/", {**form, f"which-{second.pk}": "0"})

    assert f"{Slot.objects.latest('starts_at').starts_at:%m-%d %H:%M}" == "03-14 07:30"


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("path", "form", "queries"),
    [
        ("seats/ahead/", {"capacity": 9}, 10),
        ("facilitators/ahead/", {}, 10),
        ("copy/ahead/", {"first": "2031-01-01T12:00"}, 11),
    ],
)
def test_looking_ahead_costs_the_same_however_many(
    as_core_member: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    path: str,
    form: dict[str, object],
    queries: int,
) -> None:
    slots = many(count)
    as_core_member.post(TOGETHER + path, sent(slots, **form))

    with django_assert_num_queries(queries):
        as_core_member.post(TOGETHER + path, sent(slots, **form))


@pytest.mark.parametrize("count", [1, 50, 500])
@pytest.mark.parametrize(
    ("address", "queries"), [(TOGETHER, 9), ("/admin/sessions/", 11), ("/admin/sessions/month/2030-11/", 9)]
)
def test_lists_and_the_month_cost_the_same_however_many(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, address: str, queries: int
) -> None:
    many(count)
    as_core_member.get(address)

    with django_assert_num_queries(queries):
        as_core_member.get(address)


def many(count: int) -> list[Slot]:
    """The same session over and over, as rows."""
    one = scenes.a_slot(starts_at=road.NOW.replace(year=2030, month=11))
    return [one, *Slot.objects.bulk_create([_again(one) for _ in range(count - 1)])]


def _again(slot: Slot) -> Slot:
    fields = {field.attname: getattr(slot, field.attname) for field in Slot._meta.concrete_fields if field.name != "id"}
    return Slot(**fields)


def test_the_month_shows_seats_and_who_waits(as_core_member: Client) -> None:
    house = scenes.a_full_house(waiting=2)
    day = house.slot.starts_at

    shown = page(as_core_member, f"/admin/sessions/month/{day.year}-{day.month}/")

    assert ("1 of 1 · 2 waiting" in shown, f'/admin/sessions/{house.slot.pk}/roster/"' in shown) == (True, True)


def test_the_month_speaks_the_reader_s_zone(as_core_member: Client, core_member: User) -> None:
    core_member.time_zone = "Asia/Kolkata"
    core_member.save()
    scenes.a_slot(starts_at=road.NOW.replace(year=2030, month=10, day=31, hour=20), title="Late in New York")

    shown = as_core_member.get("/admin/sessions/month/2030-11/").context["month"]

    assert [day.date.day for week in shown.weeks for day in week if day.inside and day.entries] == [1]


@pytest.mark.parametrize("month", ["2030-0", "2030-13", "1-1", "99999-1"])
def test_a_month_that_is_none_is_not_there(as_core_member: Client, month: str) -> None:
    assert as_core_member.get(f"/admin/sessions/month/{month}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [("due=yes", ["Over"]), ("kind=practice", ["Practice"]), ("language=fr", ["Cercle"]), ("q=Prac", ["Practice"])],
)
def test_the_list_is_narrowed(as_core_member: Client, asked: str, found: list[str]) -> None:
    scenes.a_slot(title="Over", starts_in=timedelta(days=-2))
    scenes.a_slot(title="Practice", kind="practice")
    scenes.a_slot(title="Cercle", language="fr")
    scenes.a_slot(title="Usual")

    rows = as_core_member.get(f"/admin/sessions/?{asked}").context["object_list"]

    assert [slot.title for slot in rows] == found


@pytest.mark.parametrize("path", ["", "publish/", "publish/ahead/", "publish/do/", "publish/do-some/", "copy/do/"])
def test_trainees_change_nothing_together(as_trainee: Client, path: str) -> None:
    slot = scenes.a_slot(published=False)

    answer = as_trainee.post(TOGETHER + path, sent([slot]))

    slot.refresh_from_db()
    assert (answer.status_code in (302, 403), slot.state) == (True, "draft")


def test_an_act_that_is_none_is_not_there(as_core_member: Client) -> None:
    assert as_core_member.post(f"{TOGETHER}erase/", sent([scenes.a_slot()])).status_code == 404


def test_refused_acts_raise_no_matter_who_asks() -> None:
    slot = scenes.a_slot()
    act = ACTS["seats"]({"capacity": 1})
    assert act.is_valid()
    scenes.sign_up(slot, *scenes.people(2))

    with pytest.raises(Refused):
        together.carry_out_all(act=act.act(), slot_ids=[slot.pk], by=road.an_admin())
