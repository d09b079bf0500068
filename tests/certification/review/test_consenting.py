"""Whether reviewers may practise on an application: its candidate says so, and takes it back."""

import pytest

from certification.review import actions
from certification.review.models import Case, ReviewExercise, Round
from certification.review.rules import Reason
from lms.actions import Refused
from lms.people.models import User
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def test_a_candidate_agrees_once_a_review_is_over_and_takes_it_back() -> None:
    case = scenes.a_not_yet_case()
    agreed = actions.let_practise(case_id=case.pk, by=candidate_of(case), clock=scenes.at(scenes.NOW))
    assert (agreed.exercise_consent_at, Case.objects.get().exercise_consent_at) == (scenes.NOW, scenes.NOW)

    actions.no_more(case_id=case.pk, by=candidate_of(case))

    assert Case.objects.get().exercise_consent_at is None


def test_taking_it_back_empties_what_was_made_of_it() -> None:
    case = scenes.a_not_yet_case()
    actions.let_practise(case_id=case.pk, by=candidate_of(case))
    ReviewExercise.objects.create(
        round=Round.objects.get(),
        title="A calm frame",
        document={"words": 1},
        made_by=scenes.an_admin(),
        made_at=scenes.NOW,
    )

    actions.no_more(case_id=case.pk, by=candidate_of(case))

    made = ReviewExercise.objects.get()
    assert (made.document, made.title, made.withdrawn_at is not None) == ({}, "—", True)


def test_before_anything_is_decided_there_is_nothing_to_agree_to() -> None:
    case = scenes.an_application()

    with pytest.raises(Refused) as refusal:
        actions.let_practise(case_id=case.pk, by=candidate_of(case))

    assert refusal.value.reasons == (Reason.NOTHING_CLOSED,)


@pytest.mark.parametrize("verb", [actions.let_practise, actions.no_more])
def test_nobody_else_says_so(verb: object) -> None:
    case = scenes.a_not_yet_case()

    with pytest.raises(Refused) as refusal:
        verb(case_id=case.pk, by=scenes.a_core_member())  # type: ignore[operator]

    assert refusal.value.reasons == (Reason.NOT_THE_CANDIDATE,)
