"""What happens when dialogues are planned, led, observed and thought over."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from courses.practice.actions import observations, plans, room
from courses.practice.models import Dialogue, Observation, ObservationDraft, Stage, StageRun
from courses.practice.rules import Reason
from courses.progress.models import LedgerEvent
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_minutes_of_each_stage_are_those_between_the_recorded_starts_and_ends() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))

    event = LedgerEvent.objects.filter(subject=f"dialogue:{dialogue.pk}").latest("seq")
    assert event.value == {"state": "held", "stages": dict.fromkeys(Stage.values, 10)}


def test_beginning_the_running_stage_again_changes_nothing() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead = dialogue.enrolment.person
    assert lead is not None
    first = room.begin_stage(
        dialogue_id=dialogue.pk, stage=Stage.CHECK_IN, by=lead, clock=scenes.at(dialogue.starts_at)
    )

    later = scenes.at(dialogue.starts_at + timedelta(minutes=3))
    again = room.begin_stage(dialogue_id=dialogue.pk, stage=Stage.CHECK_IN, by=lead, clock=later)

    assert (again, again.started_at) == (first, first.started_at)


def test_the_database_refuses_two_running_stages_of_one_dialogue() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    StageRun.objects.create(dialogue=dialogue, stage=Stage.CHECK_IN, started_at=scenes.NOW)

    with pytest.raises(IntegrityError, match=r"stage_one_running|practice_stagerun\.dialogue_id"):
        StageRun.objects.create(dialogue=dialogue, stage=Stage.CONCEPT, started_at=scenes.NOW)


def test_somebody_related_to_the_lead_is_not_asked_to_observe() -> None:
    enrolment = scenes.an_enrolment()
    mentor = UserFactory.create()
    RelationFactory.create(person=mentor, other=enrolment.person, kind=Relation.Kind.MENTOR)

    with pytest.raises(Refused) as refusal:
        scenes.a_dialogue(enrolment, observer=mentor)

    assert refusal.value.reasons == (Reason.CONFLICT,)


def test_an_observation_counts_in_the_ledger_from_the_moment_it_is_handed_in() -> None:
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))

    scenes.observe(dialogue, level=4)

    event = LedgerEvent.objects.get(subject=f"observation:{dialogue.pk}/{observer.pk}")
    assert event.value == {"dialogue": dialogue.pk, "scores": dict.fromkeys(scenes.COMPETENCIES, 4)}
    assert event.actor == observer


def test_a_draft_keeps_what_was_typed_and_counts_nothing() -> None:
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))

    written = observations.Written(scores={"care": 2}, strengths="Calm.")
    observations.save_draft(dialogue_id=dialogue.pk, written=written, by=observer)

    draft = ObservationDraft.objects.get()
    assert (draft.scores, draft.strengths, draft.revision) == ({"care": 2}, "Calm.", 1)
    assert not LedgerEvent.objects.filter(subject__startswith="observation:").exists()


def test_an_observation_that_is_refused_at_handing_in_leaves_nothing_half_stored() -> None:
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))

    with pytest.raises(Refused) as refusal:
        observations.hand_in(dialogue_id=dialogue.pk, written=observations.Written(), by=observer)

    assert refusal.value.reasons == (Reason.SCORES_MISSING, Reason.WORDS_MISSING)
    assert not Observation.objects.exists()


def test_a_shared_reflection_leaves_its_words_out_of_the_ledger() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))

    scenes.reflect(dialogue)

    assert LedgerEvent.objects.get(subject=f"reflection:{dialogue.pk}").value == {"shared": True}


def test_calling_a_dialogue_off_tells_its_observers() -> None:
    observer = UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)
    assert dialogue.enrolment.person is not None

    plans.cancel(dialogue_id=dialogue.pk, by=dialogue.enrolment.person)

    assert Dialogue.objects.get().state == Dialogue.State.CANCELLED
    assert OutgoingMail.objects.filter(name="dialogue_cancelled", person=observer).count() == 1


def test_a_new_enrolment_finds_the_dialogues_that_were_led_before_it() -> None:
    first = scenes.a_trainee_ready_to_apply()
    other = scenes.a_release(slug="second-road")

    second = scenes.an_enrolment(first.person, release=other)

    subjects = set(second.progress)
    assert subjects == {subject for subject in first.progress if not subject.startswith("lesson:")}
