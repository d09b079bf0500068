"""Invitations as calendars read them: one entry for each seat, brought up to date and taken away by mail."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.conf import settings

from courses.slots.actions import line, scheduling
from courses.slots.models import Slot
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.mailed import Entry, invitation, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def entry(name: str, person: User, *, which: int = -1) -> Entry:
    found = invitation(sent(name, person)[which])
    assert found is not None
    return found


def change(slot: Slot, **changes: object) -> None:
    later = road.at(slot.starts_at - scenes.LONG_BEFORE + timedelta(days=1))
    scheduling.change(slot_id=slot.pk, changes=changes, by=road.an_admin(), clock=later)
    slot.refresh_from_db()


def test_a_seat_comes_with_an_invitation_in_utc_to_this_person_alone() -> None:
    slot = scenes.a_slot()
    person, _other = who = scenes.people(2)
    scenes.sign_up(slot, *who)

    found = entry("slot_signed_up", person)

    assert (found.method, found.status, found.sequence, found.title) == ("REQUEST", "CONFIRMED", 0, slot.title)
    assert (found.starts, found.ends) == (slot.starts_at, slot.ends_at)
    assert f"DTSTART:{slot.starts_at:%Y%m%dT%H%M%SZ}" in found.text
    [attendee] = found.attendees
    assert attendee.endswith(f":mailto:{person.email}")
    assert all(said in attendee for said in ("PARTSTAT=ACCEPTED", "RSVP=FALSE"))


def test_the_organizer_is_whom_the_mail_is_from() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)

    [message] = sent("slot_signed_up", person)

    found = invitation(message)
    assert found is not None
    assert found.organizer == f"mailto:{parseaddr(message['From'])[1]}"
    assert parseaddr(settings.DEFAULT_FROM_EMAIL)[1] == parseaddr(message["From"])[1]


def test_the_invitation_is_the_last_alternative_in_utf_8_with_whole_lines() -> None:
    slot, [person] = scenes.a_slot(title="Zuhören: " + "Ọláyínká und Þórdís " * 6), scenes.people(1)
    scenes.sign_up(slot, person)

    [message] = sent("slot_signed_up", person)

    part = list(message.iter_parts())[-1]
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert (message.get_content_type(), part.get_content_charset()) == ("multipart/alternative", "utf-8")
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    lines = raw.splitlines()
    assert max(map(len, lines)) <= 75
    assert [each.decode() for each in lines if b"VCALENDAR" in each] == ["BEGIN:VCALENDAR", "END:VCALENDAR"]


def test_the_entry_is_stored_as_the_standard_writes_lines() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)

    text = words_of(person.mails.get(name="slot_signed_up")).calendar

    assert text.count("\r\n") == text.count("\n") > 10


def test_who_waits_is_invited_when_a_seat_is_theirs() -> None:
    house = scenes.a_full_house(waiting=1)
    [person] = house.waiting
    assert invitation(sent("slot_waiting", person)[0]) is None

    scenes.cancel(house.slot, house.seated[0])

    assert entry("slot_promoted", person).method == "REQUEST"


def test_a_session_that_moves_brings_the_same_entry_up_to_date_with_each_change() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)
    first = entry("slot_signed_up", person)

    change(slot, starts_at=slot.starts_at + timedelta(hours=1), ends_at=slot.ends_at + timedelta(hours=1))
    change(slot, title="Another title")

    moved, titled = (entry("slot_moved", person, which=which) for which in (0, 1))
    assert first.uid == moved.uid == titled.uid
    assert [one.sequence for one in (first, moved, titled)] == [0, 1, 2]
    assert first.stamp < moved.stamp < titled.stamp
    assert (moved.starts, titled.title) == (slot.starts_at, "Another title")


def test_who_waits_reads_of_a_move_without_an_invitation() -> None:
    house = scenes.a_full_house(waiting=1)
    change(house.slot, room="Room 3")

    assert invitation(sent("slot_moved", house.waiting[0])[0]) is None


def test_giving_a_seat_back_takes_the_entry_away_above_all_that_was_sent() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)
    change(slot, room="Room 3")
    moved = entry("slot_moved", person)

    scenes.cancel(slot, person)

    gone = entry("slot_cancelled_by_you", person)
    assert (gone.method, gone.status, gone.uid) == ("CANCEL", "CANCELLED", moved.uid)
    assert gone.sequence > moved.sequence
    assert gone.attendees == moved.attendees


def test_a_new_seat_after_a_cancellation_is_a_new_entry() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)
    scenes.cancel(slot, person)

    scenes.sign_up(slot, person)

    first, second = (entry("slot_signed_up", person, which=which) for which in (0, 1))
    assert (first.uid != second.uid, second.sequence) == (True, 0)


def test_a_session_that_is_called_off_takes_its_entries_away() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)
    invited = entry("slot_signed_up", person)

    scheduling.call_off(slot_id=slot.pk, because="Snow.", by=road.an_admin())

    gone = entry("slot_called_off", person)
    assert (gone.method, gone.uid) == ("CANCEL", invited.uid)
    assert gone.sequence > invited.sequence


def test_who_is_taken_out_loses_the_entry_too() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    [row] = scenes.sign_up(slot, person)

    line.take_out(slot_id=slot.pk, sign_up_id=row.pk, because="Wrong session.", by=road.an_admin())

    assert entry("slot_taken_out", person).method == "CANCEL"


def test_leaving_the_line_cancels_nothing_for_nothing_was_sent() -> None:
    house = scenes.a_full_house(waiting=1)
    scenes.cancel(house.slot, house.waiting[0])

    assert invitation(sent("slot_cancelled_by_you", house.waiting[0])[0]) is None


def test_an_entry_holds_neither_the_link_to_join_nor_one_that_acts_for_somebody() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    scenes.sign_up(slot, person)

    text = entry("slot_signed_up", person).text.replace("\r\n ", "")

    assert (scenes.JOIN_LINK in text, "give-back" in text) == (False, False)
    assert f"URL:http://testserver/sessions/{slot.pk}/" in text
