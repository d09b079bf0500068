"""Reports that can't be imported or taken back, are read again, and are forgotten after thirty days."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.progress.models import Enrolment
from courses.progress.signals import progress_asserted
from courses.slots import personal_data
from courses.slots.actions import reports
from courses.slots.models import AttendanceMark, MeetingReport, ReportRow
from lms.actions import Refused
from lms.people import actions as accounts
from tests import scenes as road
from tests.courses.slots import report_scenes as told
from tests.courses.slots import scenes
from tests.courses.slots.test_reports import ana, bo, known

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(report: MeetingReport, act: str = "take", **chosen: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        getattr(reports, act)(report_id=report.pk, by=road.a_core_member(), **chosen)
    return [str(reason) for reason in caught.value.reasons]


def test_only_people_with_a_seat_can_be_chosen() -> None:
    report = told.keep(told.an_hour_with(ana()), ("Bo", "", 0, 60))

    assert refused(report, people=[], chosen={2: bo().pk}) == ["no_seat"]


def test_nobody_imports_their_own_attendance() -> None:
    core = road.a_core_member()
    report = told.keep(told.an_hour_with(core), ("Me", core.email, 0, 60))

    with pytest.raises(Refused, match="own_attendance"):
        reports.take(report_id=report.pk, people=[core.pk], by=core)


def test_nobody_takes_back_what_a_report_says_of_themselves() -> None:
    core = road.a_core_member()
    slot = told.an_hour_with(core)
    report = told.bring_in(slot, ("Me", core.email, 0, 10))

    with pytest.raises(Refused, match="own_part"):
        reports.undo(report_id=report.pk, by=core)

    assert told.minutes(slot, core) == 10
    told.undo(report)
    assert told.minutes(slot, core) is None


def test_nothing_is_imported_before_the_session_begins() -> None:
    person = ana()
    slot = scenes.a_slot(starts_in=timedelta(hours=3))
    scenes.sign_up(slot, person)

    assert refused(told.keep(slot, ("Ana", person.email, 0, 60)), people=[person.pk]) == ["not_started"]


def test_what_was_never_imported_or_taken_back_already_is_not_taken_back() -> None:
    person = ana()
    slot = told.an_hour_with(person)
    fresh, done = told.keep(slot, ("Ana", "", 0, 60)), told.bring_in(slot, ("Ana", person.email, 0, 60))
    told.undo(done)

    assert (refused(fresh, "undo"), refused(done, "undo")) == (["not_imported"], ["taken_back"])
    assert refused(done, people=[person.pk]) == ["taken_back"]
    assert refused(done, "read_again", zone="UTC") == ["imported"]


def test_a_report_read_again_in_another_zone_has_other_times() -> None:
    person = ana()
    report = told.keep(told.an_hour_with(person), ("Ana", person.email, 0, 60))

    reports.read_again(report_id=report.pk, zone="Asia/Kolkata", by=road.a_core_member())
    assert told.lines(report) == [(2, "rejected", "outside")]

    reports.read_again(report_id=report.pk, zone="UTC", by=road.a_core_member())
    assert told.lines(report) == [(2, "matched", "by_address")]


def test_somebody_who_is_given_a_seat_is_known_when_the_report_is_read_again() -> None:
    slot = told.an_hour_with(ana())
    late = bo()
    report = told.keep(slot, ("Bo", late.email, 0, 60))
    scenes.sign_up(slot, late)

    reports.read_again(report_id=report.pk, zone="UTC", by=road.a_core_member())

    assert told.known_people(report) == {late.pk}


def test_after_thirty_days_only_what_counts_is_left_without_names() -> None:
    person = ana()
    slot = told.an_hour_with(person)
    told.bring_in(slot, ("Ana", person.email, 0, 40), ("Somebody", "some@example.org", 0, 60))

    assert reports.forget(clock=road.at(timezone.now() + timedelta(days=29))) == 0
    assert reports.forget(clock=road.at(timezone.now() + timedelta(days=31))) == 1

    report = MeetingReport.objects.get()
    assert (report.content, report.name) == (None, "")
    assert list(ReportRow.objects.values_list("person", "name", "email")) == [(person.pk, "", "")]
    told.bring_in(slot, ("Ana", person.email, 35, 60))
    assert told.minutes(slot, person) == 60


def test_names_in_a_report_of_somebody_who_left_are_forgotten_all_the_same() -> None:
    person = ana()
    told.bring_in(told.an_hour_with(person), ("Ana", person.email, 0, 40), ("Somebody", "some@example.org", 0, 60))
    accounts.erase(person=person, by=person)

    assert reports.forget(clock=road.at(timezone.now() + timedelta(days=31))) == 1

    assert not ReportRow.objects.exclude(name="").exists()
    assert reports.forget(clock=road.at(timezone.now() + timedelta(days=31))) == 0


def test_people_take_along_what_reports_say_of_them() -> None:
    slot = told.an_hour_with(person := ana())
    told.keep(slot, ("Ana S.", person.email, 0, 40), ("Bo", "", 0, 40))

    assert personal_data.export(person)["meeting_reports"] == [
        {"session": slot.title, "name": "Ana S.", "email": person.email}
    ]


def test_an_erased_person_is_in_no_report() -> None:
    person = ana()
    told.bring_in(told.an_hour_with(person), ("Ana", person.email, 0, 40))

    accounts.erase(person=person, by=person)

    row = ReportRow.objects.get()
    assert (row.person, row.name, row.email) == (None, "", "")
    assert MeetingReport.objects.get().content is None
    assert AttendanceMark.objects.get().key is None


def test_a_report_of_an_erased_person_can_still_be_taken_back() -> None:
    person = ana()
    report = told.bring_in(told.an_hour_with(person), ("Ana", person.email, 0, 40))
    accounts.erase(person=person, by=person)

    told.undo(report)

    assert not AttendanceMark.objects.standing().exists()


def test_a_whole_import_is_one_transaction() -> None:
    people = [ana(), bo()]
    one, other = map(road.an_enrolment, people)
    slot = told.an_hour_with(*people)
    report = told.keep(slot, *(("A", each.email, 0, 60) for each in people))

    def fall_over(*, enrolment: Enrolment, **_: Any) -> None:
        if enrolment.pk == other.pk:
            raise ZeroDivisionError

    progress_asserted.connect(fall_over)
    try:
        with pytest.raises(ZeroDivisionError):
            told.take(report, *people)
    finally:
        progress_asserted.disconnect(fall_over)

    assert not AttendanceMark.objects.exists()
    assert (MeetingReport.objects.get().imported_at, known(slot, one)) == (None, None)
