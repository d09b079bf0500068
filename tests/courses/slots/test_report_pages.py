"""The pages of a meeting report, and the command that does the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from courses.slots.actions import attendance
from courses.slots.models import Alias, AttendanceMark, MeetingReport, Slot
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import report_scenes as told
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def url(slot: Slot, report: MeetingReport | None = None, verb: str = "") -> str:
    return f"/admin/sessions/{slot.pk}/import/" + (f"{report.pk}/{verb}" if report else "")


def chosen_file(content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("report.csv", content), "zone": "UTC", "order": ""}


def test_a_file_is_looked_at_before_it_counts(as_core_member: Client) -> None:
    person = UserFactory.create(display_name="Ana Silva")
    slot = told.an_hour_with(person)

    answer = as_core_member.post(url(slot), chosen_file(told.written(slot, ("A", person.email, 0, 52))), follow=True)

    assert "52 of 60 minutes · counts" in " ".join(read(answer).split())
    assert not AttendanceMark.objects.exists()


def test_the_zone_of_the_session_stands_in_the_form(as_core_member: Client) -> None:
    slot = scenes.a_slot(zone="Asia/Kolkata")

    assert 'value="Asia/Kolkata" selected' in page(as_core_member, url(slot))


def test_a_broken_file_says_at_the_field_which_line_and_why_and_the_zone_stays(as_core_member: Client) -> None:
    slot = told.an_hour_with()

    answer = as_core_member.post(url(slot), {**chosen_file(b"Name,Join Time\nA\0,B\n"), "zone": "Asia/Kolkata"})

    assert "Line 2 holds signs that no text has." in read(answer)
    assert 'value="Asia/Kolkata" selected' in answer.content.decode()
    assert not MeetingReport.objects.exists()


def preview_of(client: Client, *stays: told.Stay, people: list[User]) -> tuple[MeetingReport, str]:
    report = told.keep(told.an_hour_with(*people), *stays)
    return report, " ".join(page(client, url(report.slot, report)).split())


def test_the_preview_says_what_an_import_would_change(as_core_member: Client) -> None:
    one, other = UserFactory.create(display_name="Ana Silva"), UserFactory.create(display_name="Bo Lindqvist")
    slot = told.an_hour_with(one, other)
    imani = road.a_core_member()
    attendance.mark(slot_id=slot.pk, person=other, minutes=60, by=imani)
    report = told.keep(
        slot, ("A", one.email, 0, 30), ("B", other.email, 0, 20), ("Ana Silvo", "", 0, 60), ("", "", 0, 60)
    )

    text = " ".join(page(as_core_member, url(slot, report)).split())

    assert "30 of 60 minutes · below 45: not enough to count" in text
    assert f"Noted by {imani}: stays as it is, 60 minutes." in text
    assert "has a name like that of somebody with a seat" in text
    assert "1 line: without a name" in text


def test_the_zone_that_would_fit_is_named_and_offered(as_core_member: Client) -> None:
    person = UserFactory.create()
    slot = told.an_hour_with(person)
    answer = as_core_member.post(
        url(slot), {**chosen_file(told.written(slot, ("A", person.email, 0, 60))), "zone": "Asia/Kolkata"}, follow=True
    )
    assert "In UTC it would fit." in " ".join(read(answer).split())
    report = MeetingReport.objects.get()

    answer = as_core_member.post(url(slot, report, "read-again/"), {"zone": "UTC", "order": ""}, follow=True)

    assert "60 of 60 minutes" in " ".join(read(answer).split())


def test_chosen_people_and_confirmed_names_are_imported(as_core_member: Client) -> None:
    people = [UserFactory.create() for _ in range(3)]
    one, other, third = people
    stays = ("A", one.email, 0, 60), ("B", other.email, 0, 60), ("Tablet", "", 0, 50)
    report, _text = preview_of(as_core_member, *stays, people=people)

    as_core_member.post(
        url(report.slot, report, "take/"), {"person": [one.pk], "who-4": third.pk, "remember": ["4"]}, follow=True
    )

    assert dict(AttendanceMark.objects.values_list("person", "minutes")) == {one.pk: 60, third.pk: 50}
    assert Alias.objects.values_list("person", "name_key").get() == (third.pk, "tablet")


def test_after_a_refusal_what_was_chosen_stays_chosen(as_core_member: Client) -> None:
    one, other = UserFactory.create(), UserFactory.create()
    report, _text = preview_of(as_core_member, ("Tablet", "", 0, 50), ("Phone", "", 0, 9), people=[one])

    choices = {"who-2": one.pk, "remember": "2", "who-3": other.pk}
    answer = as_core_member.post(url(report.slot, report, "take/"), choices)

    assert (answer.status_code, "Somebody whom you chose has no seat" in read(answer)) == (409, True)
    assert f'value="{one.pk}" selected' in answer.content.decode()
    assert 'value="2" checked' in answer.content.decode()


def test_an_import_is_taken_back_with_one_button(as_core_member: Client) -> None:
    person = UserFactory.create()
    slot = told.an_hour_with(person)
    report = told.bring_in(slot, ("A", person.email, 0, 60))

    answer = as_core_member.post(url(slot, report, "undo/"), follow=True)

    assert "Taken back: what stood before stands again." in read(answer)
    assert told.minutes(slot, person) is None


def test_a_formula_in_a_name_is_only_text(as_core_member: Client) -> None:
    report = told.keep(told.an_hour_with(UserFactory.create()), ('=HYPERLINK(""//evil"")<script>', "", 0, 60))

    text = as_core_member.get(url(report.slot, report)).content.decode()

    assert "=HYPERLINK(&quot;//evil&quot;)&lt;script&gt;" in text


def test_a_report_of_another_session_is_not_found(as_core_member: Client) -> None:
    report = told.keep(told.an_hour_with(), ("A", "", 0, 60))
    other = scenes.a_slot()

    answers = [as_core_member.post(url(other, report, verb)) for verb in ("take/", "undo/", "read-again/")]

    assert [answer.status_code for answer in answers] == [404] * 3


@pytest.mark.parametrize("count", [1, 40])
def test_the_preview_costs_the_same_however_many_people_and_lines(
    as_core_member: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [UserFactory.create() for _ in range(count)]
    stays = [("A", person.email, 0, 60) for person in people] + [(f"Name {n}", "", 0, 60) for n in range(count)]
    report, _text = preview_of(as_core_member, *stays, people=people)

    with django_assert_num_queries(17):
        page(as_core_member, url(report.slot, report))


def command(slot: Slot, path: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = 0
    try:
        call_command("import_attendance", str(path), f"--slot={slot.pk}", "--zone=UTC", "--format=json", *options)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, json.loads(capsys.readouterr().out)


def test_the_command_imports_whom_it_knows_and_tells_of_every_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = UserFactory.create(display_name="Ana Silva")
    slot = told.an_hour_with(person)
    file = tmp_path / "report.csv"
    file.write_bytes(told.written(slot, ("A", person.email, -5, 52), ("Ana Silva", "", 0, 60), ("B", "", 70, 80)))

    code, answer = command(slot, file, capsys=capsys)

    assert (code, answer["changed"], told.minutes(slot, person)) == (3, 1, 52)
    assert [(row["line"], row["state"], row["reason"], row["minutes"]) for row in answer["rows"]] == [
        (2, "matched", "by_address", 52),
        (3, "suggested", "same_name", 60),
        (4, "rejected", "outside", 0),
    ]


def test_a_dry_run_tells_the_same_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = UserFactory.create()
    slot = told.an_hour_with(person)
    file = tmp_path / "report.csv"
    file.write_bytes(told.written(slot, ("A", person.email, 0, 52)))

    code, answer = command(slot, file, "--dry-run", capsys=capsys)

    assert (code, answer["changed"], answer["people"][0]["minutes"]) == (0, 1, 52)
    assert not MeetingReport.objects.exists()
    assert not AttendanceMark.objects.exists()


def test_the_command_refuses_what_the_page_refuses(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(b"A" * (6 * 1024 * 1024))

    with pytest.raises(CommandError, match="larger than 5 MB"):
        call_command("import_attendance", str(file), f"--slot={told.an_hour_with().pk}", "--zone=UTC")
    file.write_bytes(b"Name,Join Time\n")
    with pytest.raises(CommandError, match="There is no session 987654"):
        call_command("import_attendance", str(file), "--slot=987654", "--zone=UTC")
