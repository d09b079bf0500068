"""What staff note that no page records: in all trainings of a person, corrected and taken back everywhere alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from courses.progress import personal_data, queries
from courses.progress.actions.records import Account
from courses.progress.models import Enrolment, LedgerEvent, Reason, StaffRecord
from courses.progress.rules import Reason as Refusal
from courses.progress.unseen import Unseen
from lms.actions import Refused
from lms.people.actions import erase
from lms.people.models import User
from tests import scenes
from tests.courses.progress.staff_scenes import (
    AT,
    TODAY,
    Kind,
    correct,
    fresh,
    in_a_session,
    note,
    said_of,
    take_back,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def person_of(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def refused(reason: Refusal) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refusal: refusal.reasons == (reason,))


def subject_of(row: StaffRecord) -> str:
    return f"attendance:record/{row.number}"


def test_a_session_elsewhere_meets_the_requirement() -> None:
    enrolment = scenes.an_enrolment()

    row = note(enrolment)

    assert said_of(enrolment, subject_of(row)) == {"kind": "training", "minutes": 60}
    [asked] = [
        row
        for row in queries.person(fresh(enrolment), unseen=Unseen(), at=AT).asked
        if row.requirement.key == "sessions"
    ]
    assert asked.status.met


def test_chats_and_co_leading_are_noted_under_their_own_subjects() -> None:
    enrolment = scenes.an_enrolment()
    chat = note(enrolment, Account(kind=Kind.CHAT, occurred_on=TODAY, session_kind="chat", minutes=50), key="a")
    led = note(enrolment, Account(kind=Kind.CO_LEAD, occurred_on=TODAY, experienced=True), key="b")

    assert said_of(enrolment, subject_of(chat)) == {"kind": "chat", "minutes": 50}
    assert said_of(enrolment, f"co-lead:record/{led.number}") == {"experienced": True}


def feedback(dialogue: int, *, invited: int = 9, answers: int = 3) -> Account:
    return Account(
        kind=Kind.FEEDBACK, occurred_on=TODAY, dialogue=dialogue, invited=invited, answers=answers, closed=False
    )


def test_feedback_is_noted_of_a_dialogue_that_was_led() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    dialogue = enrolment.dialogues.get().pk

    note(enrolment, feedback(dialogue))

    assert said_of(enrolment, f"feedback:{dialogue}") == {"invited": 9, "answers": 3, "closed": False}


def test_feedback_of_somebody_elses_dialogue_is_refused() -> None:
    dialogue = scenes.a_trainee_ready_to_apply().dialogues.get().pk

    with refused(Refusal.NO_SUCH_DIALOGUE):
        note(scenes.an_enrolment(), feedback(dialogue))


def test_feedback_of_one_dialogue_is_noted_once() -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    note(enrolment, feedback(enrolment.dialogues.get().pk))

    with refused(Refusal.ALREADY_RECORDED):
        note(enrolment, feedback(enrolment.dialogues.get().pk), key="another")


def test_it_goes_into_all_trainings_of_the_person_and_into_no_other() -> None:
    first = scenes.an_enrolment()
    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))
    scenes.an_enrolment(release=second.syllabus.releases.get())

    note(first)

    assert set(LedgerEvent.objects.values_list("enrolment_id", flat=True)) == {first.pk, second.pk}


def test_a_new_training_adopts_what_was_noted_with_its_corrections() -> None:
    first = scenes.an_enrolment()
    row = note(first)
    correct(first, row, in_a_session(minutes=30))

    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))

    assert said_of(second, subject_of(row)) == {"kind": "training", "minutes": 30}
    take_back(second, 2)
    assert said_of(second, subject_of(row)) == said_of(first, subject_of(row)) == {"kind": "training", "minutes": 60}


def test_what_was_taken_back_is_not_adopted() -> None:
    first = scenes.an_enrolment()
    note(first)
    take_back(first, 1)

    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))

    assert fresh(second).progress == {}


def test_the_same_form_sent_twice_is_one_record() -> None:
    enrolment = scenes.an_enrolment()

    assert (note(enrolment), StaffRecord.objects.count()) == (note(enrolment), 1)
    assert LedgerEvent.objects.count() == 1


def test_the_same_of_the_same_day_is_noted_once_by_whomever() -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment)

    with refused(Refusal.ALREADY_RECORDED):
        note(enrolment, in_a_session(minutes=45), key="another form")


def test_a_second_one_of_the_same_day_is_noted_when_it_is_said_to_be_one() -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment)

    second = note(enrolment, replace(in_a_session(), nth=2), key="another form")

    assert (second.nth, StaffRecord.objects.standing().count()) == (2, 2)


def test_nobody_notes_anything_of_their_own() -> None:
    enrolment = scenes.an_enrolment()

    with refused(Refusal.OWN_TRAINING):
        note(enrolment, by=person_of(enrolment))


def test_nothing_is_noted_of_somebody_erased() -> None:
    enrolment = scenes.an_enrolment()
    erase(person=person_of(enrolment), by=None)

    with refused(Refusal.NOBODYS_TRAINING):
        note(enrolment)


def test_a_day_that_began_elsewhere_first_never_stands_in_the_future() -> None:
    enrolment, at = scenes.an_enrolment(), datetime(2026, 10, 31, 11, tzinfo=UTC)

    note(enrolment, in_a_session(on=at.date() + timedelta(days=1)), at=at)

    assert LedgerEvent.objects.get().occurred_at == at


def test_a_correction_takes_the_place_of_what_stood_there() -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)

    corrected = correct(enrolment, row, in_a_session(minutes=30))

    assert (corrected.number, corrected.revision) == (row.number, 2)
    assert said_of(enrolment, subject_of(row)) == {"kind": "training", "minutes": 30}
    assert list(StaffRecord.objects.order_by("revision").values_list("stands", flat=True)) == [False, True]


def test_a_correction_that_was_made_meanwhile_is_not_written_over() -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)
    correct(enrolment, row, in_a_session(minutes=30))

    with refused(Refusal.CHANGED_MEANWHILE):
        correct(enrolment, row, in_a_session(minutes=20), key="later")


def test_a_correction_sent_twice_is_one() -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)

    first, again = (correct(enrolment, row, in_a_session(minutes=30)) for _ in range(2))

    assert (first, StaffRecord.objects.count()) == (again, 2)


def test_saying_the_same_again_corrects_nothing() -> None:
    enrolment = scenes.an_enrolment()

    with refused(Refusal.NOTHING_CORRECTED):
        correct(enrolment, note(enrolment), in_a_session())


def test_a_correction_does_not_move_onto_a_day_that_is_taken() -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment, in_a_session(on=TODAY - timedelta(days=1)), key="yesterday")

    with refused(Refusal.ALREADY_RECORDED):
        correct(enrolment, note(enrolment), in_a_session(on=TODAY - timedelta(days=1)))


def test_taking_a_record_back_takes_it_back_in_all_trainings() -> None:
    first = scenes.an_enrolment()
    second = scenes.an_enrolment(first.person, release=scenes.a_release(slug="second-road"))
    note(first)

    take_back(first, 1)

    assert (fresh(first).progress, fresh(second).progress) == ({}, {})
    assert not StaffRecord.objects.standing().exists()


def test_taking_a_correction_back_lets_what_stood_before_stand_again() -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)
    correct(enrolment, row, in_a_session(minutes=30))

    take_back(enrolment, 2)

    assert said_of(enrolment, subject_of(row)) == {"kind": "training", "minutes": 60}
    assert StaffRecord.objects.standing().get() == row


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment)
    take_back(enrolment, 1)

    with refused(Refusal.ALREADY_UNDONE):
        take_back(enrolment, 1)


def test_a_record_does_not_come_back_beside_one_that_took_its_day() -> None:
    enrolment = scenes.an_enrolment()
    row = note(enrolment)
    correct(enrolment, row, in_a_session(on=TODAY - timedelta(days=1)))
    note(enrolment, key="another")

    with refused(Refusal.ALREADY_RECORDED):
        take_back(enrolment, 2)


def test_each_act_is_in_the_audit_log() -> None:
    enrolment = scenes.an_enrolment()
    correct(enrolment, note(enrolment), in_a_session(minutes=30))
    take_back(enrolment, 2)

    told = ModelLogEntry.objects.for_instance(enrolment)
    assert sorted(told.values_list("action", flat=True)) == [
        "progress.correct_record",
        "progress.record",
        "progress.undo",
    ]


def test_the_reason_stands_where_it_can_be_erased() -> None:
    enrolment = scenes.an_enrolment()
    note(enrolment)
    assert Reason.objects.get().words == "The host wrote it down."

    erase(person=person_of(enrolment), by=None)

    assert (Reason.objects.count(), StaffRecord.objects.get().person, StaffRecord.objects.get().because) == (
        0,
        None,
        "",
    )


def test_the_person_takes_along_what_was_noted_of_them() -> None:
    enrolment = scenes.an_enrolment()
    correct(enrolment, note(enrolment), in_a_session(minutes=30))

    told = personal_data.export_records(person_of(enrolment))

    assert [(row["minutes"], row["stands"], row["why"]) for row in told] == [
        (60, False, "The host wrote it down."),
        (30, True, "They left early."),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": None},
        {"minutes": 0},
        {"session_kind": "chat"},
        {"session_kind": "party"},
        {"kind": "chat"},
        {"kind": "co_lead", "experienced": None},
        {"kind": "feedback", "dialogue": 1, "closed": False, "invited": 1, "answers": 2},
        {"kind": "dance"},
        {"taken_back_at": AT},
    ],
)
def test_the_database_refuses_a_record_that_does_not_say_what_it_needs(changes: dict[str, object]) -> None:
    row = note(scenes.an_enrolment())

    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRecord.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize("same", [{"key": "form"}, {"number": None}, {"occurred_on": TODAY}])
def test_the_database_refuses_a_second_record_of_the_same(same: dict[str, object]) -> None:
    row = note(scenes.an_enrolment())
    other = note(Enrolment.objects.get(), in_a_session(on=TODAY - timedelta(days=1)), key="other")
    changes = {name: row.number if value is None else value for name, value in same.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRecord.objects.filter(pk=other.pk).update(**changes)
