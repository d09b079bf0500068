"""What no page of ours asks for is answered in words, never by an error of ours."""

import pytest
from django.test import Client

from courses.slots.models import MeetingReport
from tests.courses.slots import report_scenes, scenes
from tests.courses.slots.test_reports import ana

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# More than a key of any database.
HUGE = 10**25


@pytest.mark.parametrize(
    "address",
    [
        f"/sessions/{HUGE}/calendar.ics",
        f"/admin/sessions/{HUGE}/import/1/",
        f"/admin/sessions/{HUGE}/line/1/move-up/",
        f"/admin/sessions/{HUGE}/roster/",
        "/sessions/month/99999-1/",
        "/admin/sessions/month/0-1/",
    ],
)
def test_there_is_nothing_at_numbers_beyond_all_keys(as_core_member: Client, address: str) -> None:
    assert as_core_member.get(address).status_code == 404


def test_a_mark_of_a_session_beyond_all_keys_is_not_found(as_core_member: Client) -> None:
    assert as_core_member.post(f"/admin/sessions/{HUGE}/mark/undo/", {"mark": 1}).status_code == 404


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_at_the_edge_of_the_calendar_is_pointed_at(client: Client, since: str) -> None:
    answer = client.get("/api/v1/sessions/", {"from": since})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["pointer"] == "#/from"


@pytest.mark.parametrize("address", ["/admin/sessions/", "/admin/sessions/together/", "/admin/trainings/"])
def test_days_at_the_edge_of_the_calendar_narrow_nothing(as_core_member: Client, address: str) -> None:
    edge = {
        "period_from": "0001-01-01",
        "period_to": "9999-12-31",
        "began_from": "0001-01-01",
        "began_to": "9999-12-31",
    }

    assert as_core_member.get(address, edge).status_code == 200


@pytest.mark.parametrize("address", ["/admin/sessions/together/", "/admin/sessions/{pk}/walk-in/"])
def test_signs_that_no_database_keeps_are_looked_for_without_them(as_core_member: Client, address: str) -> None:
    slot = scenes.a_slot(title="Welcome to the circle")

    assert as_core_member.get(address.format(pk=slot.pk), {"q": "Welcome\0 to"}).status_code == 200


@pytest.mark.parametrize(
    "chosen",
    [
        {"person": "9" * 5000},
        {f"who-{HUGE}": "1"},
        {"who-2": "9" * 5000},
        {"remember": "9" * 5000},
    ],
)
def test_numbers_beyond_all_keys_choose_nobody_in_a_report(as_core_member: Client, chosen: dict[str, str]) -> None:
    slot = report_scenes.an_hour_with(ana())
    report = report_scenes.keep(slot, ("Somebody", "", 0, 60))

    answer = as_core_member.post(f"/admin/sessions/{slot.pk}/import/{report.pk}/take/", chosen)

    assert (answer.status_code, MeetingReport.objects.get().imported_at) == (409, None)
