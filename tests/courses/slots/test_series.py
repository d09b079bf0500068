"""Changing and calling off members of a series: which are meant, how they move, and what people are told."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from courses.slots.actions import series
from courses.slots.models import Series, SignUp, Slot
from courses.slots.rules import Reason, Scope
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import read, typed

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FIRST = "2026-10-20T18:00"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False) as traveller:
        yield traveller


def a_series(staff: Client, *, count: int = 4, **fields: object) -> list[Slot]:
    """Tuesdays at six in New York, over the end of daylight saving, and open to people."""
    form = typed(**{"starts": FIRST, "again": "week", "count": count, **fields})
    answer = staff.post("/admin/sessions/plan/season/published/", form)
    assert answer.status_code == 302
    return [*Slot.objects.order_by("starts_at")]


def form_of(staff: Client, slot: Slot) -> dict[str, Any]:
    """What the form of a member sends when nobody touches it."""
    form = staff.get(f"/admin/sessions/{slot.pk}/change/").context["form"]
    values = {field.name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items()}


def change(staff: Client, slot: Slot, scope: Scope, **fields: object) -> Any:
    sent = {**form_of(staff, slot), "scope": scope.value, **fields}
    return staff.post(f"/admin/sessions/{slot.pk}/change/series/", sent)


def walls() -> list[str]:
    rows = Slot.objects.order_by("pk").values_list("starts_at", "zone")
    return [f"{at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for at, zone in rows]


def rules() -> list[tuple[str, str, int]]:
    rows = Series.objects.order_by("starts")
    return [(row.rule, row.starts, row.slots.count()) for row in rows]


def test_one_member_moves_alone(as_core_member: Client) -> None:
    slots = a_series(as_core_member)

    sent = {**form_of(as_core_member, slots[1]), "starts": "2026-10-28T19:00"}
    as_core_member.post(f"/admin/sessions/{slots[1].pk}/change/", sent)

    assert walls() == ["10-20 18:00", "10-28 19:00", "11-03 18:00", "11-10 18:00"]
    assert rules() == [("FREQ=WEEKLY;COUNT=4", FIRST, 4)]


def test_all_members_move_by_the_same_wall_time_and_people_keep_their_places(as_core_member: Client) -> None:
    slots = a_series(as_core_member)
    people = scenes.people(3)
    for slot, person in zip((slots[0], slots[2], slots[2]), people, strict=True):
        scenes.sign_up(slot, person)

    change(as_core_member, slots[0], Scope.ALL, starts="2026-10-21T17:30")

    assert walls() == ["10-21 17:30", "10-28 17:30", "11-04 17:30", "11-11 17:30"]
    assert [f"{slot.starts_at:%H:%M}" for slot in Slot.objects.order_by("pk")] == ["21:30", "21:30", "22:30", "22:30"]
    assert rules() == [("FREQ=WEEKLY;COUNT=4", "2026-10-21T17:30", 4)]
    assert SignUp.objects.confirmed().count() == 3
    assert sorted(OutgoingMail.objects.filter(name="slot_moved").values_list("person", flat=True)) == scenes.pks(people)
    assert [*Slot.objects.order_by("pk").values_list("sequence", flat=True)] == [1, 1, 1, 1]


def test_this_and_following_become_a_series_of_their_own(as_core_member: Client) -> None:
    slots = a_series(as_core_member)

    change(as_core_member, slots[2], Scope.FOLLOWING, starts="2026-11-05T12:00", room="Room 3")

    assert walls() == ["10-20 18:00", "10-27 18:00", "11-05 12:00", "11-12 12:00"]
    assert rules() == [("FREQ=WEEKLY;COUNT=2", FIRST, 2), ("FREQ=WEEKLY;COUNT=2", "2026-11-05T12:00", 2)]
    assert [*Slot.objects.order_by("pk").values_list("room", flat=True)] == ["", "", "Room 3", "Room 3"]


def test_what_is_past_or_called_off_is_never_changed(as_core_member: Client, clock: time_machine.Traveller) -> None:
    slots = a_series(as_core_member)
    as_core_member.post(f"/admin/sessions/{slots[2].pk}/call-off/", {"because": "Snow."})
    clock.move_to("2026-10-21T12:00:00Z")

    change(as_core_member, slots[1], Scope.ALL, starts="2026-10-27T19:00", title="New words")

    assert walls() == ["10-20 18:00", "10-27 19:00", "11-03 18:00", "11-10 19:00"]
    assert [slot.title == "New words" for slot in Slot.objects.order_by("pk")] == [False, True, False, True]
    assert rules() == [("FREQ=WEEKLY;COUNT=1", FIRST, 1), ("FREQ=WEEKLY;COUNT=3", "2026-10-27T19:00", 3)]


def test_only_what_changed_is_taken_over_by_the_others(as_core_member: Client) -> None:
    slots = a_series(as_core_member)
    Slot.objects.filter(pk=slots[3].pk).update(room="Attic")

    change(as_core_member, slots[0], Scope.ALL, title="New words")

    assert [*Slot.objects.order_by("pk").values_list("title", "room")] == [("New words", "")] * 3 + [
        ("New words", "Attic")
    ]


def test_a_series_moved_into_the_odd_hour_is_asked_about_and_moves_when_answered(as_core_member: Client) -> None:
    slots = a_series(as_core_member, starts="2026-10-25T20:00")

    asked = change(as_core_member, slots[0], Scope.ALL, starts="2026-10-25T01:30")
    assert (asked.status_code, read(asked).count("Which is meant?"), walls()[1]) == (409, 1, "11-01 20:00")
    change(as_core_member, slots[0], Scope.ALL, starts="2026-10-25T01:30", **{f"which-{slots[1].pk}": "1"})

    found = [f"{slot.starts_at:%m-%d %H:%M}" for slot in Slot.objects.order_by("pk")]
    assert found == ["10-25 05:30", "11-01 06:30", "11-08 06:30", "11-15 06:30"]


def test_another_zone_keeps_what_clocks_show(as_core_member: Client) -> None:
    slots = a_series(as_core_member, count=2)

    change(as_core_member, slots[0], Scope.ALL, zone="America/Chicago")

    assert (walls(), Series.objects.get().zone) == (["10-20 18:00", "10-27 18:00"], "America/Chicago")


def test_a_monthly_series_that_moves_to_another_weekday_has_another_rule(as_core_member: Client) -> None:
    slots = a_series(as_core_member, again="month", count=3)

    change(as_core_member, slots[0], Scope.ALL, starts="2026-10-21T18:00")

    assert rules() == [("FREQ=MONTHLY;BYDAY=3WE;COUNT=3", "2026-10-21T18:00", 3)]


def test_a_change_is_looked_at_first_and_the_look_is_what_comes_of_it(as_core_member: Client) -> None:
    slots = a_series(as_core_member)
    scenes.sign_up(slots[1], *scenes.people(2))
    sent = {**form_of(as_core_member, slots[0]), "scope": "all", "starts": "2026-10-20T19:00"}

    ahead = as_core_member.post(f"/admin/sessions/{slots[0].pk}/change/", sent)
    foreseen = [(row.starts, row.ends) for row in ahead.context["rows"]]
    assert ("Change 4 sessions" in read(ahead), "2 people are told." in read(ahead), walls()[0]) == (
        True,
        True,
        "10-20 18:00",
    )
    as_core_member.post(f"/admin/sessions/{slots[0].pk}/change/series/", sent)

    assert foreseen == [*Slot.objects.order_by("starts_at").values_list("starts_at", "ends_at")]


def test_what_was_changed_since_the_form_was_opened_is_told_before_a_series_is_written(as_core_member: Client) -> None:
    slots = a_series(as_core_member)
    opened = form_of(as_core_member, slots[0])
    change(as_core_member, slots[0], Scope.ALL, room="Annenberg 12")

    sent = {**opened, "scope": "all", "title": "Another title"}
    answer = as_core_member.post(f"/admin/sessions/{slots[0].pk}/change/series/", sent)

    assert (answer.status_code, "Somebody else has changed this session" in read(answer)) == (409, True)
    assert set(Slot.objects.values_list("room", "title")) == {("Annenberg 12", slots[0].title)}


def test_all_of_a_series_move_or_none(as_core_member: Client) -> None:
    slots = a_series(as_core_member)

    answer = change(as_core_member, slots[0], Scope.ALL, starts="2026-09-22T18:00", opens="2026-09-01T18:00")

    assert (answer.status_code, walls()[3]) == (409, "11-10 18:00")


@pytest.mark.parametrize(("scope", "called_off"), [("this", [1]), ("following", [1, 2, 3]), ("all", [0, 1, 2, 3])])
def test_members_are_called_off_alone_onwards_or_all(as_core_member: Client, scope: str, called_off: list[int]) -> None:
    slots = a_series(as_core_member)
    [person] = scenes.people(1)
    scenes.sign_up(slots[3], person)

    as_core_member.post(f"/admin/sessions/{slots[1].pk}/call-off/", {"because": "Snow.", "scope": scope})

    ended = [place for place, slot in enumerate(Slot.objects.order_by("pk")) if slot.state == "cancelled"]
    told = OutgoingMail.objects.filter(name="slot_called_off", person=person).count()
    assert (ended, told) == (called_off, int(3 in called_off))


def test_an_open_question_is_refused_by_the_verb_itself(as_core_member: Client) -> None:
    slots = a_series(as_core_member, starts="2026-10-25T20:00")
    changes = {
        "starts_at": slots[0].starts_at.replace(day=25, hour=5, minute=30),
        "ends_at": slots[0].ends_at.replace(day=25, hour=6, minute=30),
    }
    same = {name: getattr(slots[0], name) for name in ("signup_opens_at", "zone")}
    ends = {"signup_closes_at": changes["starts_at"], "cancel_until": changes["starts_at"]}

    with pytest.raises(Refused) as refusal:
        series.change(
            slot_id=slots[0].pk, scope=Scope.ALL, changes={**changes, **same, **ends}, answers={}, by=road.an_admin()
        )

    assert refusal.value.reasons == (Reason.HOUR_IN_DOUBT,)
