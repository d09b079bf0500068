"""A season in one form: its dates across daylight saving, what is asked about them, and what is kept."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from courses.progress.queries import asked_sessions
from courses.slots.actions import closing
from courses.slots.models import Series, Slot
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read, typed
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PLAN, SEASON = "/admin/sessions/plan/", "/admin/sessions/plan/season/"
PUBLISHED = SEASON + "published/"


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    """The clocks of 2026 and 2027 still lie ahead."""
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False):
        yield


def hidden(answer: Any) -> dict[str, list[str]]:
    """What a page sends on that shows what would be planned."""
    found: dict[str, list[str]] = defaultdict(list)
    for field in re.findall(r'<input type="hidden"[^>]*>', answer.content.decode()):
        told = dict(re.findall(r'(name|value)="([^"]*)"', field))
        found[told["name"]].append(unescape(told.get("value", "")))
    return found


def instants() -> list[str]:
    return [f"{at:%m-%d %H:%M}" for at in Slot.objects.order_by("starts_at").values_list("starts_at", flat=True)]


def walls() -> list[str]:
    """What clocks show where the sessions are."""
    rows = Slot.objects.order_by("starts_at").values_list("starts_at", "zone")
    return [f"{at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for at, zone in rows]


@pytest.mark.parametrize(
    ("zone", "first", "expected"),
    [
        ("America/New_York", "2026-10-26T18:00", ["10-26 22:00", "11-02 23:00"]),
        ("America/Toronto", "2026-10-26T18:00", ["10-26 22:00", "11-02 23:00"]),
        ("America/Sao_Paulo", "2026-10-26T18:00", ["10-26 21:00", "11-02 21:00"]),
        ("Asia/Kolkata", "2026-10-26T18:00", ["10-26 12:30", "11-02 12:30"]),
        ("Europe/London", "2026-10-19T18:00", ["10-19 17:00", "10-26 18:00"]),
        ("America/New_York", "2027-03-08T18:00", ["03-08 23:00", "03-15 22:00"]),
        ("America/Toronto", "2027-03-08T18:00", ["03-08 23:00", "03-15 22:00"]),
        ("America/Sao_Paulo", "2027-03-08T18:00", ["03-08 21:00", "03-15 21:00"]),
        ("Asia/Kolkata", "2027-03-08T18:00", ["03-08 12:30", "03-15 12:30"]),
        ("Europe/London", "2027-03-22T18:00", ["03-22 18:00", "03-29 17:00"]),
    ],
)
def test_a_series_keeps_its_wall_time_whatever_clocks_do(
    as_core_member: Client, zone: str, first: str, expected: list[str]
) -> None:
    as_core_member.post(SEASON, typed(zone=zone, starts=first, again="week", count=2))

    assert (instants(), {wall[6:] for wall in walls()}) == (expected, {"18:00"})
    series = Series.objects.get()
    assert (series.rule, series.starts, series.zone) == ("FREQ=WEEKLY;COUNT=2", first, zone)


def test_a_season_of_four_dates_is_one_form_looked_at_and_kept(as_core_member: Client) -> None:
    more = ["2030-10-27T15:00", "", "2030-11-03T15:00", "2030-11-10T16:00"]
    form = typed(more=more, materials="Slides — https://example.org/slides")

    ahead = as_core_member.post(PLAN, form)
    assert ("Plan these 4 as drafts" in read(ahead), Slot.objects.count()) == (True, 0)
    as_core_member.post(SEASON, hidden(ahead))

    assert walls() == ["10-20 15:00", "10-27 15:00", "11-03 15:00", "11-10 16:00"]
    assert {(slot.state, slot.materials.count(), slot.series) for slot in Slot.objects.all()} == {("draft", 1, None)}
    assert ModelLogEntry.objects.filter(action="slots.plan_season").count() == 1


def test_a_season_is_published_at_once_or_not_at_all(as_core_member: Client) -> None:
    as_core_member.post(PUBLISHED, typed(more=["2030-10-27T15:00"]))
    assert [*Slot.objects.values_list("state", flat=True)] == ["published"] * 2

    answer = as_core_member.post(
        PUBLISHED, typed(starts="2026-09-01T15:00", more=["2030-10-28T15:00"], opens="2026-08-01T15:00")
    )

    assert ("would start in the past" in read(answer), Slot.objects.count()) == (True, 2)


@pytest.mark.parametrize(
    ("again", "first", "last", "expected"),
    [
        ("week", "2026-12-01T15:00", "2026-12-15", ["12-01", "12-08", "12-15"]),
        ("two_weeks", "2026-12-01T15:00", "2026-12-31", ["12-01", "12-15", "12-29"]),
        ("month", "2026-10-13T15:00", "2026-12-31", ["10-13", "11-10", "12-08"]),
        ("month", "2026-10-29T15:00", "2026-12-31", ["10-29", "11-26", "12-31"]),
    ],
)
def test_a_series_ends_on_a_day(as_core_member: Client, again: str, first: str, last: str, expected: list[str]) -> None:
    as_core_member.post(SEASON, typed(starts=first, again=again, last=last))

    assert [wall[:5] for wall in walls()] == expected


@pytest.mark.parametrize(
    ("first", "answer", "expected"),
    [
        ("2026-11-01T01:30", "0", "05:30"),
        ("2026-11-01T01:30", "1", "06:30"),
        ("2027-03-14T02:30", "0", "07:30"),
        ("2027-03-14T02:30", "1", "06:30"),
    ],
)
def test_the_odd_hour_is_asked_about_beside_the_field_and_answered(
    as_core_member: Client, first: str, answer: str, expected: str
) -> None:
    asked = as_core_member.post(PLAN, typed(starts=first, title="A night walk"))
    assert ("Which is meant?" in read(asked), "A night walk" in read(asked), Slot.objects.count()) == (True, True, 0)

    as_core_member.post(PLAN, typed(starts=first, starts_which=answer))

    assert [at[6:] for at in instants()] == [expected]


def test_both_moments_of_the_odd_hour_are_named(as_core_member: Client) -> None:
    twice = read(as_core_member.post(PLAN, typed(starts="2026-11-01T01:30")))
    skipped = read(as_core_member.post(PLAN, typed(starts="2027-03-14T02:30")))

    assert "the first time: 1:30 am (EDT)" in twice
    assert "the second time: 1:30 am (EST)" in twice
    assert "1:30 am (EST)" in skipped
    assert "3:30 am (EDT)" in skipped


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Asia/Kolkata", "Europe/London"])
def test_where_clocks_stand_still_that_night_nothing_is_asked(as_core_member: Client, zone: str) -> None:
    for first in ("2026-11-01T01:30", "2027-03-14T02:30"):
        as_core_member.post(PLAN, typed(starts=first, zone=zone))

    assert walls() == ["11-01 01:30", "03-14 02:30"]


def test_a_series_through_the_odd_hour_asks_about_that_night_alone(as_core_member: Client) -> None:
    form = typed(starts="2026-10-25T01:30", again="week", count=3)
    asked = as_core_member.post(SEASON, form)
    assert (asked.status_code, read(asked).count("Which is meant?"), Slot.objects.count()) == (409, 1, 0)

    as_core_member.post(SEASON, {**form, "which-2026-11-01T01:30:00": "1"})

    assert instants() == ["10-25 05:30", "11-01 06:30", "11-08 06:30"]


def test_the_host_s_other_session_at_the_same_time_is_told(as_core_member: Client, core_member: User) -> None:
    scenes.a_slot(host=core_member, title="Office hour", starts_at=datetime(2030, 10, 27, 19, 30, tzinfo=UTC))

    answer = as_core_member.post(PLAN, typed(host=core_member.pk, more=["2030-10-27T15:00"]))

    assert f"{core_member} hosts “Office hour” at the same time" in read(answer)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"again": "week"}, "either how many times, or until when"),
        ({"again": "week", "count": 3, "last": "2031-01-01"}, "either how many times, or until when"),
        ({"again": "week", "last": "2030-10-21"}, "That makes 1 sessions"),
        ({"count": 3}, "Please choose how often it comes again."),
        ({"again": "week", "count": 3, "more": ["2030-10-27T15:00"]}, "either more dates, or how often"),
        ({"more": ["2030-10-13T15:00"]}, "Please write the earliest date first."),
        ({"more": ["soon"]}, "Please write each date as a day and a time of day."),
        ({"again": "week", "count": 61}, "This can be 60 at most."),
        ({"starts": "0202-10-13T15:00"}, "Please look at the year again."),
        ({"audience": "role"}, "Please choose the role."),
        ({"audience": "institution"}, "Please choose the institution."),
        ({"materials": "The slides"}, "please end the line with its address"),
        ({"materials": "-" * 50_000}, "is too long"),
        ({"minutes": 30, "minutes_needed": 45}, "The session is shorter than that."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_typed_is_lost(
    as_core_member: Client, fields: dict[str, object], words: str
) -> None:
    answer = read(as_core_member.post(PLAN, typed(title="Typed by hand", **fields)))

    assert (words in answer, "Typed by hand" in answer, Slot.objects.count()) == (True, True, 0)


def test_the_end_of_sign_up_keeps_its_distance_and_its_beginning_its_day(as_core_member: Client) -> None:
    times = {"opens": "2026-10-05T09:00", "closes": "2026-10-25T15:00", "until": "2026-10-26T12:00"}
    as_core_member.post(SEASON, typed(starts="2026-10-26T15:00", again="week", count=2, **times))

    second = Slot.objects.latest("starts_at")
    found = [f"{at.astimezone(ZoneInfo(second.zone)):%m-%d %H:%M}" for at in (
        second.signup_opens_at, second.signup_closes_at, second.cancel_until
    )]  # fmt: skip
    assert found == ["10-05 09:00", "11-01 15:00", "11-02 12:00"]


def test_the_form_begins_with_what_was_said_last(as_core_member: Client, core_member: User) -> None:
    scenes.a_slot(kind="chat_local", title="Circle at the library", text="Bring tea.")

    form = as_core_member.get(PLAN + "?kind=chat_local").context["form"]

    values = {name: form[name].value() for name in ("kind", "title", "text", "host", "zone", "minutes", "capacity")}
    assert values == {
        "kind": "chat_local", "title": "Circle at the library", "text": "Bring tea.", "host": core_member.pk,
        "zone": core_member.time_zone, "minutes": 60, "capacity": 8,
    }  # fmt: skip


def test_a_first_chat_begins_with_the_five_stages(as_core_member: Client) -> None:
    form = as_core_member.get(PLAN + "?kind=chat_national").context["form"]

    assert form["agenda"].value().splitlines() == ["10 Check-in", "5 Concept", "10 Frame", "20 Breakout", "15 Debrief"]


def test_groups_are_closed_until_they_hold_something(as_core_member: Client) -> None:
    fresh = as_core_member.get(PLAN).context["form"]
    wrong = as_core_member.post(PLAN, typed(audience="role")).context["form"]
    slot = scenes.a_slot(captions=True)
    known = as_core_member.get(f"/admin/sessions/{slot.pk}/change/").context["form"]

    opened = [[str(group.title) for group in form.groups if group.open] for form in (fresh, wrong, known)]
    assert opened == [
        [],
        ["Who may sign up, and what it counts for"],
        ["Access and captions", "Times of sign-up"],
    ]


def test_whoever_may_no_longer_host_stays_named(as_core_member: Client) -> None:
    slot = scenes.a_slot()
    assert slot.host
    slot.host.groups.clear()

    form = as_core_member.get(f"/admin/sessions/{slot.pk}/change/").context["form"]

    assert (form["host"].value(), slot.host in form.fields["host"].queryset) == (slot.host.pk, True)


def test_facilitators_and_materials_are_kept_and_changed(as_core_member: Client, core_member: User) -> None:
    slot = scenes.a_slot()
    second = UserFactory.create(roles=[Role.CORE_GROUP])
    fields = typed(
        starts="2030-10-20T15:00",
        facilitators=[second.pk],
        materials="Guide — https://example.org/a\nhttps://example.org/b",
    )

    as_core_member.post(f"/admin/sessions/{slot.pk}/change/", fields)

    assert [*slot.facilitators.all()] == [second]
    assert [(each.title, each.url) for each in slot.materials.all()] == [
        ("Guide", "https://example.org/a"), ("https://example.org/b", "https://example.org/b"),
    ]  # fmt: skip
    assert "Guide — https://example.org/a" in page(as_core_member, f"/admin/sessions/{slot.pk}/change/")


def test_a_form_that_was_opened_before_undoes_no_notes(as_core_member: Client, core_member: User) -> None:
    slot = scenes.a_slot()
    assert "notes" not in as_core_member.get(f"/admin/sessions/{slot.pk}/change/").context["form"].fields
    closing.write_notes(slot_id=slot.pk, words="Ana leads.", seen=closing.print_of(""), by=core_member)

    as_core_member.post(f"/admin/sessions/{slot.pk}/change/", typed(starts="2030-10-20T15:00", title="Other", notes=""))

    slot.refresh_from_db()
    assert (slot.title, slot.notes) == ("Other", "Ana leads.")


def test_a_session_counts_for_a_requirement_of_a_current_training(as_core_member: Client) -> None:
    title = road.a_release().pathway.title
    [*_usual, (key, words)] = as_core_member.get(PLAN).context["form"].fields["counts_for"].choices
    asked = {row.key: row.kind for row in asked_sessions()}

    refused = read(as_core_member.post(PLAN, typed(kind="office_hour", counts_for=key)))
    as_core_member.post(PLAN, typed(kind=asked[key], counts_for=key))

    assert "That asks for sessions of another kind." in refused
    assert (Slot.objects.get().counts_for, words.startswith(f"{title}: ")) == (key, True)
