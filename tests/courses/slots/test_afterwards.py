"""What people read after their session: thanks and what comes next, or that they were missed and where a seat is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.slots.actions import attendance, calendars, thanks
from courses.slots.models import Slot
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes, season
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def after(slot: Slot) -> int:
    return thanks.after_closing(slot, at=timezone.now())


def a_past_slot(*who: User, **fields: object) -> Slot:
    slot = scenes.a_slot(starts_in=timedelta(hours=-2), **fields)  # type: ignore[arg-type]
    scenes.sign_up(slot, *who)
    return slot


def was_there(slot: Slot, person: User, minutes: int) -> None:
    attendance.mark(slot_id=slot.pk, person=person, minutes=minutes, by=road.a_core_member())


def names(person: User) -> list[str]:
    rows = OutgoingMail.objects.filter(person=person, name__in=["slot_thanks", "slot_missed"])
    return list(rows.values_list("name", flat=True))


def test_who_was_there_long_enough_is_thanked_and_the_others_were_missed() -> None:
    there, short, away = who = scenes.people(3)
    slot = a_past_slot(*who)
    was_there(slot, there, 45)
    was_there(slot, short, 44)

    assert after(slot) == 3
    assert [names(person) for person in who] == [["slot_thanks"], ["slot_missed"], ["slot_missed"]]
    assert "45 minutes are noted for you" in words_of(there.mails.get(name="slot_thanks")).text
    assert "44 minutes are noted for you" in words_of(short.mails.get(name="slot_missed")).text
    assert "the circle was smaller without you" in words_of(away.mails.get(name="slot_missed")).text


def test_everybody_reads_it_once_whatever_is_corrected_later() -> None:
    [person] = scenes.people(1)
    slot = a_past_slot(person)
    after(slot)
    was_there(slot, person, 60)

    assert (after(slot), names(person)) == (0, ["slot_missed"])


def test_who_doesnt_want_mails_afterwards_gets_none() -> None:
    [person] = scenes.people(1)
    slot = a_past_slot(person)
    calendars.choose_mails(person=person, day_before=True, hour_before=True, afterwards=False)

    assert after(slot) == 0


def test_thanks_name_the_next_step_of_the_training_in_the_readers_words() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    slot = a_past_slot(enrolment.person)
    was_there(slot, enrolment.person, 60)

    after(slot)

    text = words_of(enrolment.person.mails.get(name="slot_thanks")).text
    assert "What comes next for you: Lessons" in text
    assert "http://testserver/training/" in text


def test_who_was_missed_reads_where_a_seat_of_the_same_kind_is_free() -> None:
    [person] = scenes.people(1)
    slot = a_past_slot(person)
    free = scenes.a_slot(title="Again, and free")
    full = scenes.a_full_house().slot
    other = scenes.a_slot(kind=Slot.Kind.OFFICE_HOUR)
    own = scenes.a_slot()
    scenes.sign_up(own, person)

    after(slot)

    text = words_of(person.mails.get(name="slot_missed")).text
    assert "Again, and free · " in text
    assert [f"/sessions/{one.pk}/\n" in text for one in (free, full, other, own)] == [True, False, False, False]


def test_who_was_missed_and_finds_no_seat_is_shown_all_sessions() -> None:
    [person] = scenes.people(1)
    slot = a_past_slot(person)

    after(slot)

    assert (
        "See the other sessions\nhttp://testserver/sessions/\n" in words_of(person.mails.get(name="slot_missed")).text
    )


@pytest.mark.parametrize(("times", "told"), [(1, False), (2, True)])
def test_who_was_missed_again_reads_the_kind_note_and_others_dont(times: int, told: bool) -> None:
    person = season.somebody_who_missed(times)
    slot = Slot.objects.latest("pk")

    after(slot)

    text = words_of(person.mails.get(name="slot_missed", cause__endswith=f":{slot.sign_ups.get().pk}")).text
    note = "You had a seat in 2 sessions during the last half year and weren't there. It happens to everybody."
    assert (note in text) is told


def test_who_came_for_a_part_reads_no_note_about_missed_sessions() -> None:
    person = season.somebody_who_missed(2)
    slot = a_past_slot(person)
    was_there(slot, person, 10)

    after(slot)

    assert "weren't there" not in words_of(person.mails.get(name="slot_missed")).text


def test_who_waited_is_neither_thanked_nor_missed() -> None:
    house = scenes.a_full_house(waiting=1, starts_in=timedelta(hours=-2))

    after(house.slot)

    assert names(house.waiting[0]) == []


def test_a_session_for_few_is_offered_to_those_few() -> None:
    [person] = scenes.people(1)
    slot = a_past_slot(person)
    scenes.a_slot(title="For the core group", audience=Slot.Audience.ROLE, for_role="core_group")

    after(slot)

    assert "For the core group" not in words_of(person.mails.get(name="slot_missed")).text


def test_a_mail_afterwards_is_in_the_readers_language_whoever_closes() -> None:
    person = UserFactory.create(language="fr")
    slot = a_past_slot(person)

    after(slot)

    assert person.mails.get(name="slot_missed").language == "fr"
