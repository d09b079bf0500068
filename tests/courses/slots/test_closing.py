"""Closing a slot: what was said of who was there becomes fact, once, all of it or nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from courses.progress.models import LedgerEvent
from courses.progress.signals import progress_asserted
from courses.slots import queries
from courses.slots.actions import attendance, checkin, closing
from courses.slots.models import AttendanceMark, Slot
from courses.slots.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_pages import page, read
from tests.scenes import at

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def facts(person: User) -> list[tuple[int, int, str]]:
    """What the person's ledger says of attendance: minutes, rank and source."""
    rows = LedgerEvent.objects.filter(enrolment__person=person, subject__startswith="attendance:").order_by("seq")
    return [(row.value["minutes"], row.rank, row.source) for row in rows]


def close(slot: Slot, headcount: int, *, by: User | None = None, because: str = "", minute: int = 60) -> Slot:
    clock = at(slot.starts_at + timedelta(minutes=minute))
    return closing.close(
        slot_id=slot.pk, headcount=headcount, because=because, by=by or road.a_core_member(), clock=clock
    )


def came(slot: Slot, *who: User, minute: int = 0) -> None:
    for person in who:
        checkin.check_in(slot_id=slot.pk, person=person, clock=at(slot.starts_at + timedelta(minutes=minute)))


def written_to() -> list[str]:
    """Which mails followed the closing, in the order of their names."""
    mails = OutgoingMail.objects.filter(name__in=["slot_thanks", "slot_missed"]).order_by("name")
    return list(mails.values_list("name", flat=True))


@pytest.fixture
def trained() -> list[User]:
    """Three people in training."""
    release, who = road.a_release(), scenes.people(3)
    for person in who:
        road.an_enrolment(person, release=release)
    return who


def test_closing_writes_check_ins_absences_and_staffs_words_to_the_ledgers(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)
    came(slot, trained[0], minute=10)
    attendance.mark(slot_id=slot.pk, person=trained[1], minutes=55, by=road.a_core_member())

    close(slot, 2)

    assert [facts(person) for person in trained] == [[(50, 0, "check-in")], [(55, 2, "staff")], [(0, 0, "closing")]]
    assert [mark.minutes for mark in queries.attended(trained[0])] == [50]


def test_closing_notes_when_and_by_whom(core_member: User) -> None:
    slot = scenes.a_running_slot(minutes_ago=90)

    closed = close(slot, 0, by=core_member)

    assert (closed.state, closed.closed_at, closed.closed_by) == ("closed", slot.ends_at, core_member)


def test_closing_twice_changes_nothing(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)
    came(slot, trained[0])

    first = close(slot, 1)
    again = close(slot, 99, minute=70)

    assert (again.closed_at, AttendanceMark.objects.count()) == (first.closed_at, 3)
    assert written_to() == ["slot_missed", "slot_missed", "slot_thanks"]


def test_whatever_stumbles_takes_all_of_it_back(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)

    def stumble(**_: Any) -> None:
        raise OSError

    progress_asserted.connect(stumble)
    with pytest.raises(OSError):  # noqa: PT011
        close(slot, 0)
    progress_asserted.disconnect(stumble)

    slot.refresh_from_db()
    assert (slot.state, AttendanceMark.objects.count(), facts(trained[0])) == ("published", 0, [])


def test_before_the_start_it_is_not_closed() -> None:
    slot = scenes.a_running_slot()

    with pytest.raises(Refused) as refusal:
        close(slot, 0, minute=-1)

    assert refusal.value.reasons == (Reason.NOT_BEGUN,)


def test_a_draft_is_not_closed() -> None:
    slot = scenes.a_slot(published=False)

    with pytest.raises(Refused) as refusal:
        close(slot, 0)

    assert refusal.value.reasons == (Reason.NOT_HELD,)


def test_a_headcount_that_differs_is_explained_or_refused(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)
    came(slot, *trained)

    with pytest.raises(Refused) as refusal:
        close(slot, 2)
    closed = close(slot, 2, because="One checked in from elsewhere.")

    assert refusal.value.reasons == (Reason.HEADCOUNT_DIFFERS,)
    assert closed.notes == "Counted 2, on the list 3: One checked in from elsewhere."


def test_the_roster_says_of_whom_there_was_no_word_at_closing(trained: list[User]) -> None:
    here, missing = trained[:2]
    slot = scenes.a_running_slot(here, missing)
    came(slot, here)

    close(slot, 1)

    said = {row.person: row.said for row in queries.roster(slot).confirmed}
    assert said[missing] == "wasn't there · no word at closing"
    assert said[here].startswith("there for 60 minutes · checked in ")


def test_who_closes_says_nothing_of_themselves(core_member: User) -> None:
    """Neither their check-in nor their absence counts by their own closing; somebody else marks them."""
    road.an_enrolment(core_member)
    checked_in, absent = (scenes.a_running_slot(core_member, minutes_ago=90) for _ in range(2))
    came(checked_in, core_member)

    close(checked_in, 1, by=core_member)
    close(absent, 0, by=core_member)

    assert (facts(core_member), queries.attended(core_member)) == ([], [])
    assert not AttendanceMark.objects.filter(slot=absent).exists()
    attendance.mark(slot_id=absent.pk, person=core_member, minutes=60, by=road.a_core_member())
    assert facts(core_member) == [(60, 2, "staff")]


@pytest.mark.parametrize("checks_in", [True, False])
def test_who_closes_is_neither_thanked_nor_missed_by_their_own_word(core_member: User, checks_in: bool) -> None:
    slot = scenes.a_running_slot(core_member, minutes_ago=90)
    came(slot, *[core_member][: int(checks_in)])

    close(slot, int(checks_in), by=core_member)

    assert written_to() == []


def test_a_facilitators_check_in_counts_when_another_closes(core_member: User) -> None:
    road.an_enrolment(core_member)
    slot = scenes.a_running_slot(core_member, minutes_ago=90)
    came(slot, core_member)

    close(slot, 1)

    assert facts(core_member) == [(60, 0, "check-in")]


def test_a_correction_after_closing_counts_at_once(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)
    close(slot, 0)

    attendance.mark(slot_id=slot.pk, person=trained[0], minutes=60, by=road.a_core_member())

    assert facts(trained[0]) == [(0, 0, "closing"), (60, 2, "staff")]


def test_after_closing_nobody_checks_in_or_changes_their_word(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained)
    close(slot, 0, minute=30)

    with pytest.raises(Refused) as refusal:
        came(slot, trained[0], minute=31)

    assert refusal.value.reasons == (Reason.CHECK_IN_OVER,)


def test_a_training_that_begins_later_takes_a_closed_check_in_over(trainee: User) -> None:
    slot = scenes.a_running_slot(trainee, minutes_ago=90)
    came(slot, trainee)
    close(slot, 1)

    road.an_enrolment(trainee)

    assert facts(trainee) == [(60, 0, "check-in")]


def closing_page(slot: Slot) -> str:
    return f"/admin/sessions/{slot.pk}/close/"


def test_the_page_shows_who_was_there_by_what_and_who_is_missing(as_core_member: Client) -> None:
    who = scenes.people(3)
    slot = scenes.a_running_slot(*who, minutes_ago=90)
    came(slot, who[0], minute=15)
    attendance.mark(slot_id=slot.pk, person=who[1], minutes=50, by=road.a_core_member())

    text = " ".join(page(as_core_member, closing_page(slot)).split())

    assert f"<strong>{who[0]}</strong> · 45 minutes · checked in" in text
    assert f"<strong>{who[1]}</strong> · 50 minutes · marked by staff" in text
    assert f"<li>{who[2]}</li>" in text
    assert "Yes, 2 people were there" in text


def test_one_tick_and_one_button_close_it(as_core_member: Client) -> None:
    who = scenes.people(2)
    slot = scenes.a_running_slot(*who, minutes_ago=90)
    came(slot, *who)

    answer = as_core_member.post(closing_page(slot), {"seen": 2, "agrees": "on"}, follow=True)

    slot.refresh_from_db()
    assert ("Closed." in read(answer), slot.state) == (True, "closed")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Please count who is in the room"),
        ({"agrees": "on", "seen": 1}, "Somebody came or was marked since you opened this page."),
        ({"headcount": 1}, "say what explains the difference"),
        ({"headcount": "many"}, "Enter a whole number."),
    ],
)
def test_without_a_headcount_it_stays_open(as_core_member: Client, typed: dict[str, Any], words: str) -> None:
    who = scenes.people(2)
    slot = scenes.a_running_slot(*who, minutes_ago=90)
    came(slot, *who)

    answer = as_core_member.post(closing_page(slot), {"seen": 2, **typed})

    slot.refresh_from_db()
    assert (answer.status_code, words in read(answer), slot.state) == (422, True, "published")


def test_notes_of_two_hosts_do_not_overwrite_each_other(core_member: User) -> None:
    slot = scenes.a_running_slot(notes="Bring tea.")
    seen = closing.print_of("Bring tea.")
    closing.write_notes(slot_id=slot.pk, words="Bring tea and cups.", seen=seen, by=core_member)

    with pytest.raises(Refused) as refusal:
        closing.write_notes(slot_id=slot.pk, words="Bring coffee.", seen=seen, by=core_member)

    slot.refresh_from_db()
    assert (refusal.value.reasons, slot.notes) == ((Reason.WRITTEN_MEANWHILE,), "Bring tea and cups.")


def test_keeping_the_same_notes_again_is_no_conflict(core_member: User) -> None:
    slot = scenes.a_running_slot(notes="Bring tea.")

    closing.write_notes(slot_id=slot.pk, words="Bring tea.", seen="long ago", by=core_member)


def test_a_report_that_comes_later_lifts_an_absence(trained: list[User]) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)
    close(slot, 0)
    AttendanceMark.objects.create(
        slot=slot, person=trained[0], revision=9, minutes=48, rank=1, source="zoom", marked_at=slot.ends_at
    )

    assert [mark.minutes for mark in queries.attended(trained[0])] == [48]


def test_closing_is_recorded_in_numbers_alone(trained: list[User], core_member: User) -> None:
    slot = scenes.a_running_slot(*trained, minutes_ago=90)

    close(slot, 1, by=core_member, because="A guest.")

    line = ModelLogEntry.objects.get(action="slots.close")
    assert (line.user, line.data) == (core_member, {"there": 0, "headcount": 1, "absent": 3})
