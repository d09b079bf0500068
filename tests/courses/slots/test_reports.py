"""Attendance from reports: once however often, never over a person's word, and taken back in one act."""

from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment
from courses.slots.actions import attendance, reports
from courses.slots.models import Alias, AttendanceMark, Slot
from lms.people.models import FormerAddress, User
from tests import scenes as road
from tests.courses.slots import report_scenes as told
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def ana(**fields: Any) -> User:
    return UserFactory.create(display_name="Ana Silva", email="ana.silva@example.org", **fields)


def bo() -> User:
    return UserFactory.create(display_name="Bo Lindqvist", email="bo@example.org")


def known(slot: Slot, enrolment: Enrolment) -> int | None:
    """The minutes that a person's progress stands on."""
    asserted = Enrolment.objects.get(pk=enrolment.pk).progress.get(f"attendance:slot/{slot.pk}")
    return asserted.value["minutes"] if asserted else None


def proven() -> str:
    """What ``rebuild_progress --check`` says; it raises where a snapshot isn't the fold of its ledger."""
    out = StringIO()
    call_command("rebuild_progress", "--check", stdout=out, stderr=out)
    return out.getvalue()


def test_minutes_are_the_union_of_all_stays_and_reach_the_ledger() -> None:
    enrolment = road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)

    told.bring_in(slot, ("Ana", "ana.silva@example.org", -5, 30), ("Ana", "ANA.SILVA@example.org", 20, 52))

    mark = AttendanceMark.objects.get()
    assert (mark.minutes, mark.rank, mark.source) == (52, Rank.IMPORT, "report")
    assert known(slot, enrolment) == 52
    assert "agree with their ledger" in proven()


def test_every_line_ends_in_one_state_with_its_reason() -> None:
    seated = [
        ana(),
        bo(),
        UserFactory.create(display_name="Bo Lindqvist"),
        UserFactory.create(display_name="Chidi Okafor"),
    ]
    slot = told.an_hour_with(*seated)
    UserFactory.create(email="walked.in@example.org")

    report = told.keep(
        slot,
        ("Somebody's tablet", "ana.silva@example.org", 0, 60),
        ("ana silva (she/her)", "", 0, 60),
        ("Bo Lindqvist", "", 0, 60),
        ("Chidi Okafr", "", 0, 60),
        ("Dora", "walked.in@example.org", 0, 60),
        ("iPhone", "", 0, 60),
        ("Ana", "ana.silva@example.org", 90, 95),
    )

    assert told.lines(report) == [
        (2, "matched", "by_address"),
        (3, "suggested", "same_name"),
        (4, "suggested", "several"),
        (5, "suggested", "like_name"),
        (6, "unknown", "no_seat"),
        (7, "unknown", "nobody_known"),
        (8, "rejected", "outside"),
    ]


def test_an_earlier_address_still_tells_who_it_was() -> None:
    person = ana()
    FormerAddress.objects.create(person=person, email="Ana@old.example.org")

    report = told.keep(told.an_hour_with(person), ("A", "ana@OLD.example.org", 0, 60))

    assert told.known_people(report) == {person.pk}


def test_an_address_that_nobody_has_confirmed_tells_nothing() -> None:
    person = ana()
    EmailAddress.objects.filter(user=person).update(verified=False)

    report = told.keep(told.an_hour_with(person), ("A", "ana.silva@example.org", 0, 60))

    assert told.lines(report) == [(2, "unknown", "nobody_known")]


def test_nothing_is_imported_before_somebody_says_so() -> None:
    told.keep(told.an_hour_with(ana()), ("Ana", "ana.silva@example.org", 0, 60))

    assert not AttendanceMark.objects.exists()


def test_a_name_is_only_suggested_until_somebody_confirms_it() -> None:
    person = ana()
    slot = told.an_hour_with(person)
    report = told.keep(slot, ("Ana Silva", "", 0, 30), ("Ana Silva", "", 40, 60))

    reports.take(report_id=report.pk, people=[], chosen={2: person.pk}, by=road.a_core_member())

    assert told.minutes(slot, person) == 50
    assert told.lines(report) == [(2, "matched", "confirmed"), (3, "matched", "confirmed")]
    assert not Alias.objects.exists()


def test_a_confirmed_name_is_remembered_where_that_is_wanted() -> None:
    person = ana()
    first = told.keep(told.an_hour_with(person), ("Nana (she/her)", "", 0, 60))
    reports.take(report_id=first.pk, people=[], chosen={2: person.pk}, remember={2}, by=road.a_core_member())

    second = told.keep(told.an_hour_with(person), ("NANA  (she/they)", "", 0, 60))

    assert told.lines(second) == [(2, "matched", "by_alias")]


def test_a_remembered_name_means_nobody_in_a_session_where_they_have_no_seat() -> None:
    Alias.objects.create(person=ana(), name_key="nana", confirmed_at=timezone.now())

    assert told.lines(told.keep(told.an_hour_with(bo()), ("Nana", "", 0, 60))) == [(2, "unknown", "nobody_known")]


def test_a_remembered_name_that_is_also_somebody_elses_is_asked_about() -> None:
    Alias.objects.create(person=(person := bo()), name_key="ana silva", confirmed_at=timezone.now())

    report = told.keep(told.an_hour_with(ana(), person), ("Ana Silva", "", 0, 60))

    assert told.lines(report) == [(2, "suggested", "several")]


def test_the_same_file_twice_changes_nothing() -> None:
    road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)
    stays = ("Ana", "ana.silva@example.org", 0, 50), ("Ana", "ana.silva@example.org", 30, 55)
    first = told.bring_in(slot, *stays)
    before = told.last_event()

    again = told.take(first, person)
    second = told.keep(slot, *stays)
    changed = told.take(second, person)

    assert (again.people, changed.people, changed.unchanged) == ((), (), 1)
    assert (AttendanceMark.objects.count(), told.last_event()) == (1, before)


def test_a_later_file_with_more_lines_adds_only_those() -> None:
    one, other = ana(), bo()
    slot = told.an_hour_with(one, other)
    told.bring_in(slot, ("Ana", one.email, 0, 30), ("Bo", other.email, 0, 60))

    told.bring_in(slot, ("Ana", one.email, 40, 60), ("Bo", other.email, 0, 60))

    assert (told.minutes(slot, one), told.minutes(slot, other)) == (50, 60)
    assert list(AttendanceMark.objects.order_by("pk").values_list("person", "minutes")) == [
        (one.pk, 30),
        (other.pk, 60),
        (one.pk, 50),
    ]


def test_a_stay_without_length_is_no_minute_and_no_error() -> None:
    slot = told.an_hour_with(person := ana())

    told.undo(told.bring_in(slot, ("Ana", person.email, 5, 5)))
    told.bring_in(slot, ("Ana", person.email, 5, 5))

    assert told.minutes(slot, person) == 0


def test_a_part_can_be_imported_and_the_rest_later() -> None:
    one, other = ana(), bo()
    slot = told.an_hour_with(one, other)
    report = told.keep(slot, ("Ana", one.email, 0, 60), ("Bo", other.email, 0, 60))

    told.take(report, one)
    assert (told.minutes(slot, one), told.minutes(slot, other)) == (60, None)

    told.take(report, other)
    assert (told.minutes(slot, one), told.minutes(slot, other)) == (60, 60)


def check_in(slot: Slot, person: User, minutes: int) -> AttendanceMark:
    """A mark of the lowest rank, in the ledger too."""
    mark = AttendanceMark.objects.create(
        slot=slot, person=person, revision=1, minutes=minutes, rank=Rank.SELF, source="self", marked_at=timezone.now()
    )
    ledger.assert_all([(person.pk, attendance.claim(mark))], by=person)
    return mark


def test_staff_come_before_an_import_and_an_import_before_a_check_in() -> None:
    enrolment = road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)

    check_in(slot, person, 60)
    assert known(slot, enrolment) == 60
    report = told.bring_in(slot, ("Ana", person.email, 0, 41))
    assert (told.minutes(slot, person), known(slot, enrolment)) == (41, 41)
    attendance.mark(slot_id=slot.pk, person=person, minutes=55, by=road.a_core_member())
    assert told.take(told.keep(slot, ("Ana", person.email, 0, 58)), person).people == ()
    assert (told.minutes(slot, person), known(slot, enrolment)) == (55, 55)
    told.undo(report)
    assert (told.minutes(slot, person), known(slot, enrolment)) == (55, 55)
    assert "agree with their ledger" in proven()


def test_taken_back_what_stood_before_stands_again_in_the_ledger_too() -> None:
    enrolment = road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)
    check_in(slot, person, 60)
    report = told.bring_in(slot, ("Ana", person.email, 0, 41))

    changed = told.undo(report)

    assert changed.people == (person.pk,)
    assert (told.minutes(slot, person), known(slot, enrolment)) == (60, 60)
    assert "agree with their ledger" in proven()


@pytest.mark.parametrize(("taken_back", "left"), [(0, 40), (1, 30)])
def test_one_of_two_reports_is_taken_back_and_the_other_still_counts(taken_back: int, left: int) -> None:
    enrolment = road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)
    both = [told.bring_in(slot, ("Ana", person.email, 0, 30)), told.bring_in(slot, ("Ana", person.email, 20, 60))]
    assert known(slot, enrolment) == 60

    told.undo(both.pop(taken_back))
    assert (told.minutes(slot, person), known(slot, enrolment)) == (left, left)

    told.undo(both.pop())
    assert (told.minutes(slot, person), known(slot, enrolment)) == (None, None)
    assert "agree with their ledger" in proven()


def test_a_copy_of_a_report_still_counts_when_the_first_is_taken_back() -> None:
    person = ana()
    slot = told.an_hour_with(person)
    first, _second = (told.bring_in(slot, ("Ana", person.email, 0, 50)) for _ in range(2))

    told.undo(first)

    assert told.minutes(slot, person) == 50


def test_what_was_taken_back_can_be_imported_again() -> None:
    enrolment = road.an_enrolment(person := ana())
    slot = told.an_hour_with(person)
    for _ in range(3):
        told.undo(told.bring_in(slot, ("Ana", person.email, 0, 50)))

    told.bring_in(slot, ("Ana", person.email, 0, 50))

    assert (told.minutes(slot, person), known(slot, enrolment)) == (50, 50)


def test_who_enrols_later_finds_only_what_still_counts() -> None:
    person = ana()
    slot = told.an_hour_with(person)
    told.undo(told.bring_in(slot, ("Ana", person.email, 0, 50)))

    enrolment = road.an_enrolment(person)

    assert known(slot, enrolment) is None
