"""A concern and an application: nothing of it stands there unless it was said openly and answered."""

import json

import pytest
from django.urls import reverse

from certification.review import queries
from certification.review.models import Case, Round
from courses.practice.actions import concerns
from courses.practice.models import Concern, Dialogue
from tests import scenes
from tests.conftest import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def case() -> Case:
    """An application with a concern about the candidate's dialogue."""
    enrolment = scenes.a_trainee_ready_to_apply()
    dialogue = Dialogue.objects.get(enrolment=enrolment)
    concerns.raise_one(
        dialogue_id=dialogue.pk,
        kind="harm",
        text="quokka-worry",
        owner=scenes.a_core_member(),
        due_on=dialogue.starts_at.date(),
        by=dialogue.pairings.get().person,
        clock=scenes.at(dialogue.starts_at),
    )
    return scenes.an_application(enrolment)


def desk_of(case: Case, sign_in: SignIn) -> str:
    return sign_in(scenes.a_core_member()).get(reverse("cases:inspect", args=[case.pk])).content.decode()


def test_a_concern_is_no_evidence(case: Case, sign_in: SignIn) -> None:
    assert "quokka" not in json.dumps(Round.objects.get(case=case).evidence)
    assert "quokka" not in desk_of(case, sign_in)


def test_what_was_said_openly_waits_for_the_answer(case: Case, sign_in: SignIn) -> None:
    concern = Concern.objects.get()
    concerns.say_openly(concern_id=concern.pk, text="quokka-openly", by=concern.owner)

    assert "quokka" not in desk_of(case, sign_in)


def test_reviewers_read_the_open_words_together_with_the_answer_and_nothing_else(case: Case, sign_in: SignIn) -> None:
    concern = Concern.objects.get()
    concerns.say_openly(concern_id=concern.pk, text="quokka-openly", by=concern.owner)
    concerns.answer(concern_id=concern.pk, text="quokka-answer", by=concern.about)
    concerns.close(concern_id=concern.pk, outcome="quokka-outcome", by=concern.owner)

    body = desk_of(case, sign_in)

    said = [f"quokka-{name}" in body for name in ("openly", "answer", "worry", "outcome")]
    assert said == [True, True, False, False]
    assert str(concern.raised_by) not in body.split("Said openly to them")[1].split("</details>")[0]


def test_a_concern_of_another_training_stands_on_no_desk_of_this_one(case: Case) -> None:
    concern = Concern.objects.get()
    concerns.say_openly(concern_id=concern.pk, text="quokka-openly", by=concern.owner)
    concerns.answer(concern_id=concern.pk, text="quokka-answer", by=concern.about)
    other = scenes.an_application()

    assert queries.desk(other, scenes.a_core_member(), at=scenes.NOW).reading.concerns == ()
