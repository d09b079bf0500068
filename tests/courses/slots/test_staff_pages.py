"""The core group's pages: list, plan, change, roster and its verbs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import attendance
from courses.slots.models import AttendanceMark, Slot
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read, typed

pytestmark = pytest.mark.django_db


def roster_of(slot: Slot) -> str:
    return f"/admin/sessions/{slot.pk}/roster/"


def test_a_session_is_planned_as_its_own_clock_shows_it(as_core_member: Client) -> None:
    answer = as_core_member.post("/admin/sessions/plan/", typed(starts="2030-10-20T15:00"))

    slot: Any = Slot.objects.with_counts().get()
    assert answer.headers["Location"] == roster_of(slot)
    assert (slot.starts_at.isoformat(), slot.minutes, slot.state) == ("2030-10-20T19:00:00+00:00", 60, "draft")
    assert (slot.seat_count, slot.signup_closes_at, slot.cancel_until) == (8, slot.starts_at, slot.starts_at)


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("2030-03-10T02:30", "Clocks go forward that night: this time doesn't exist."),
        ("2030-11-03T01:30", "Clocks go back that night: this time comes twice."),
    ],
)
def test_an_hour_that_does_not_exist_or_comes_twice_is_asked_about(
    as_core_member: Client, starts: str, words: str
) -> None:
    answer = as_core_member.post("/admin/sessions/plan/", typed(starts=starts))

    assert words in read(answer)
    assert not Slot.objects.exists()


def test_sign_up_that_closes_before_it_opens_is_asked_about(as_core_member: Client) -> None:
    times = {"opens": "2030-10-02T09:00", "closes": "2030-10-01T09:00"}

    answer = as_core_member.post("/admin/sessions/plan/", typed(**times))

    assert "Sign-up has to close after it opens." in read(answer)


def test_opening_a_session_to_change_it_and_keeping_it_changes_nothing(as_core_member: Client) -> None:
    slot = scenes.a_slot(zone="Asia/Kolkata")
    form = as_core_member.get(f"/admin/sessions/{slot.pk}/change/").context["form"]
    values = {name: field.value() for name, field in ((field.name, field) for field in form)}
    as_core_member.post(
        f"/admin/sessions/{slot.pk}/change/", {name: "" if value is None else value for name, value in values.items()}
    )

    stored = {field.name: getattr(Slot.objects.get(), field.name) for field in Slot._meta.concrete_fields}
    assert stored == {field.name: getattr(slot, field.name) for field in Slot._meta.concrete_fields}


def opened(client: Client, slot: Slot) -> dict[str, Any]:
    """What the form of a session sends if it is kept as it stands."""
    form = client.get(f"/admin/sessions/{slot.pk}/change/").context["form"]
    return {field.name: "" if field.value() is None else field.value() for field in form}


def test_the_second_of_two_who_change_a_session_reads_of_it_and_loses_nothing(as_core_member: Client) -> None:
    slot = scenes.a_slot()
    first, second = (opened(as_core_member, slot) for _ in range(2))
    place = f"/admin/sessions/{slot.pk}/change/"

    as_core_member.post(place, first | {"room": "Annenberg 12"})
    answer = as_core_member.post(place, second | {"title": "Another title"})

    assert "Somebody else has changed this session" in read(answer)
    assert (Slot.objects.get().room, Slot.objects.get().title) == ("Annenberg 12", slot.title)
    typed_again = {field.name: "" if field.value() is None else field.value() for field in answer.context["form"]}
    as_core_member.post(place, typed_again)
    assert (Slot.objects.get().room, Slot.objects.get().title) == (slot.room, "Another title")


def test_a_new_time_of_a_session_that_runs_is_refused_at_the_form(as_core_member: Client) -> None:
    slot = scenes.a_full_house(starts_in=timedelta(minutes=-5)).slot

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/change/", typed(starts="2030-10-21T15:00"))

    assert "This session has begun already." in read(answer)
    assert Slot.objects.get().starts_at == slot.starts_at


def test_publishing_opens_a_draft(as_core_member: Client) -> None:
    slot = scenes.a_slot(published=False)

    as_core_member.post(f"/admin/sessions/{slot.pk}/publish/")

    assert Slot.objects.get().state == "published"


def test_a_refused_publication_is_read_on_the_roster(as_core_member: Client) -> None:
    slot = scenes.a_slot()

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/publish/")

    assert (answer.status_code, "Only a draft can be published." in read(answer)) == (409, True)


def test_too_few_seats_are_refused_at_the_field(as_core_member: Client) -> None:
    slot = scenes.a_full_house(seats=3).slot

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/capacity/", {"capacity": 2})

    assert "More people are confirmed than that." in read(answer)


def test_a_session_is_called_off_with_its_reason(as_core_member: Client) -> None:
    slot = scenes.a_slot()

    as_core_member.post(f"/admin/sessions/{slot.pk}/call-off/", {"because": "Snow."})

    assert Slot.objects.values_list("state", "cancelled_because").get() == ("cancelled", "Snow.")


def test_attendance_is_marked_in_one_tap_and_the_row_is_found_again(as_core_member: Client) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))
    [person] = house.seated

    answer = as_core_member.post(f"/admin/sessions/{house.slot.pk}/mark/", {"person": person.pk, "minutes": 60})

    assert answer.headers["Location"] == f"{roster_of(house.slot)}#person-{person.pk}"
    assert AttendanceMark.objects.values_list("person", "minutes").get() == (person.pk, 60)
    assert "there for 60 minutes" in page(as_core_member, roster_of(house.slot))


@pytest.mark.parametrize(("minutes", "status"), [("61", 409), ("many", 302), ("-1", 302)])
def test_minutes_that_cannot_be_are_refused(as_core_member: Client, minutes: str, status: int) -> None:
    house = scenes.a_full_house(starts_in=timedelta(minutes=-30))

    url = f"/admin/sessions/{house.slot.pk}/mark/"
    answer = as_core_member.post(url, {"person": house.seated[0].pk, "minutes": minutes})

    assert (answer.status_code, AttendanceMark.objects.count()) == (status, 0)


def test_nobody_marks_their_own_attendance(as_core_member: Client, core_member: User) -> None:
    slot = scenes.a_slot(starts_in=timedelta(minutes=-30))
    scenes.sign_up(slot, core_member)

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/mark/", {"person": core_member.pk, "minutes": 60})

    assert "Somebody else has to mark your own attendance." in read(answer)
    assert not AttendanceMark.objects.exists()


def test_the_roster_says_why_the_line_stands_still(as_core_member: Client) -> None:
    stopped = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=11)).slot
    moving = scenes.a_full_house(waiting=1).slot

    assert "The line doesn't move any more" in page(as_core_member, roster_of(stopped))
    assert "Whoever is first is confirmed the moment one is given back" in page(as_core_member, roster_of(moving))


@pytest.mark.parametrize("verb", ["plan", "change", "roster", "capacity", "call-off", "publish", "mark"])
def test_trainees_do_not_run_sessions(as_trainee: Client, verb: str) -> None:
    slot = scenes.a_slot()
    url = "/admin/sessions/plan/" if verb == "plan" else f"/admin/sessions/{slot.pk}/{verb}/"

    answer = as_trainee.post(url, {"because": "Mine."})

    slot.refresh_from_db()
    # Wagtail leads those without access to its sign-in page.
    assert (answer.status_code in (302, 403), slot.state) == (True, "published")


def test_no_form_of_wagtails_own_changes_a_session(as_program_admin: Client) -> None:
    slot = scenes.a_slot()
    urls = ["new/", f"edit/{slot.pk}/", f"delete/{slot.pk}/", f"copy/{slot.pk}/", f"inspect/{slot.pk}/"]

    assert [as_program_admin.get(f"/admin/sessions/{url}").status_code for url in urls] == [404] * len(urls)


@pytest.mark.parametrize("count", [1, 50])
def test_the_staff_list_costs_the_same_however_many_sessions(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        scenes.a_slot()
    page(as_core_member, "/admin/sessions/")

    with django_assert_num_queries(11):
        page(as_core_member, "/admin/sessions/")


@pytest.mark.parametrize("count", [1, 50])
def test_the_roster_costs_the_same_however_many_people(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    house = scenes.a_full_house(seats=count, waiting=count, starts_in=timedelta(minutes=-30))
    for person in house.seated:
        attendance.mark(slot_id=house.slot.pk, person=person, minutes=60, by=road.a_core_member())
    page(as_core_member, roster_of(house.slot))

    with django_assert_num_queries(13):
        page(as_core_member, roster_of(house.slot))


def test_the_next_session_stands_on_top_and_what_is_over_below(as_core_member: Client) -> None:
    titles = ("far", "near", "lately", "long ago")
    for title, days in zip(titles, (20, 2, -2, -20), strict=True):
        scenes.a_slot(title=f"A chat {title}", starts_in=timedelta(days=days))

    text = page(as_core_member, "/admin/sessions/")

    assert sorted(titles, key=lambda title: text.index(f"A chat {title}")) == ["near", "far", "lately", "long ago"]
    assert "over, not closed yet" in text


def test_an_empty_list_says_what_will_stand_there(as_core_member: Client) -> None:
    assert "No session is planned yet." in page(as_core_member, "/admin/sessions/")
    assert "Nothing here matches." in page(as_core_member, "/admin/sessions/?q=something")


def test_a_draft_of_a_day_that_is_past_can_be_changed_and_not_published(as_core_member: Client) -> None:
    slot = scenes.a_slot(published=False, starts_in=timedelta(days=-30))

    text = page(as_core_member, roster_of(slot))

    offered = [f"/admin/sessions/{slot.pk}/{verb}/" in text for verb in ("change", "call-off", "publish")]
    assert (offered, "its date has passed" in text) == ([True, True, False], True)
