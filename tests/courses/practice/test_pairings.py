"""Asking people to co-lead or to observe, what they answer, and what comes of leading together."""

import pytest
from django.db import IntegrityError

from courses.practice.actions import headcounts, observations, pairings
from courses.practice.models import FoundingMember, Observation, Pairing
from courses.practice.rules import Reason
from courses.progress.models import LedgerEvent
from lms.actions import Refused
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_saying_yes_twice_changes_nothing() -> None:
    dialogue, person = scenes.a_dialogue(scenes.an_enrolment()), UserFactory.create()
    asked = scenes.ask(dialogue, person, Pairing.Part.CO_LEAD)

    again = pairings.accept(pairing_id=asked.pk, by=person)

    assert (again.state, again.answered_at) == (Pairing.State.ACCEPTED, asked.answered_at)


def test_the_database_refuses_a_second_co_lead() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    scenes.ask(dialogue, UserFactory.create(), Pairing.Part.CO_LEAD)

    with pytest.raises(IntegrityError, match=r"pairing_one_co_lead|practice_pairing\.dialogue_id"):
        Pairing.objects.create(
            dialogue=dialogue, person=UserFactory.create(), part=Pairing.Part.CO_LEAD, asked_at=scenes.NOW
        )


def test_somebody_who_only_was_asked_hands_nothing_in() -> None:
    dialogue, person = scenes.a_dialogue(scenes.an_enrolment()), UserFactory.create()
    pairings.ask(dialogue_id=dialogue.pk, person=person, part=Pairing.Part.OBSERVER, by=scenes.a_core_member())

    with pytest.raises(Refused) as refusal:
        observations.save_draft(dialogue_id=scenes.hold(dialogue).pk, written=observations.Written(), by=person)

    assert refusal.value.reasons == (Reason.NOT_ASSIGNED,)


def test_who_led_beside_somebody_experienced_has_co_led_in_both_ledgers() -> None:
    dialogue, pair = scenes.a_dialogue(scenes.an_enrolment()), scenes.an_enrolment()
    assert pair.person is not None
    FoundingMember.objects.create(person=pair.person, part="lead", because="Began it.", named_at=scenes.NOW)
    scenes.ask(dialogue, pair.person, Pairing.Part.CO_LEAD)

    scenes.hold(dialogue)

    told = LedgerEvent.objects.filter(subject=f"co-lead:dialogue/{dialogue.pk}")
    assert {row.enrolment_id: row.value["experienced"] for row in told} == {dialogue.enrolment_id: True, pair.pk: False}


def test_the_database_refuses_to_change_what_was_handed_in() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))
    scenes.observe(dialogue)

    with pytest.raises(IntegrityError, match="only ever added"):
        Observation.objects.filter(dialogue=dialogue).update(readiness="not_yet")


def test_only_an_observer_counts_the_people() -> None:
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))
    lead = dialogue.enrolment.person
    assert lead is not None

    with pytest.raises(Refused) as refusal:
        headcounts.note(dialogue_id=dialogue.pk, people=12, by=lead)

    assert refusal.value.reasons == (Reason.NOT_ASSIGNED,)
    assert headcounts.note(dialogue_id=dialogue.pk, people=12, by=observer).headcount == 12
