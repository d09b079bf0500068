"""What the database refuses of applications and votes, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from certification.review.models import Case, Review, Round
from lms.people.models import User
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]
APPROVE = Review.Decision.APPROVE


def twin_of(case: Case, **fields: Any) -> Case:
    names = [field.name for field in Case._meta.concrete_fields if field.name != "id"]
    return Case(**{name: getattr(case, name) for name in names} | fields)


@pytest.mark.parametrize("state", [Case.State.IN_REVIEW, Case.State.CHANGES_REQUESTED])
def test_the_database_refuses_a_second_open_application_of_a_training(state: Case.State) -> None:
    case = scenes.an_application()

    with pytest.raises(IntegrityError, match=r"case_one_open_per_enrolment|review_case\.enrolment_id"):
        Case.objects.bulk_create([twin_of(case, state=state)])


def test_the_database_refuses_a_second_approved_application_of_a_training() -> None:
    case = scenes.an_approved_case()

    with pytest.raises(IntegrityError, match=r"case_one_approved_per_enrolment|review_case\.enrolment_id"):
        Case.objects.bulk_create([twin_of(case)])


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"state": "lost"}, "case_state_known"), ({"road": "by air"}, "case_road_known")],
)
def test_the_database_refuses_an_application_that_cannot_be(fields: dict[str, Any], constraint: str) -> None:
    case = scenes.an_application()
    # Of several refusals PostgreSQL tells one: whoever isn't on the usual road was put forward by somebody.
    by = scenes.a_core_member() if "road" in fields else None

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(put_forward_by=by, **fields)


def a_review(case: Case, reviewer: User, **fields: Any) -> Review:
    given: dict[str, Any] = {"decision": APPROVE, "reason": "I saw it.", "decided_at": scenes.NOW}
    return Review(**{"round": Round.objects.get(case=case), "reviewer": reviewer} | given | fields)


def test_the_database_refuses_a_second_vote_of_a_member_in_a_round() -> None:
    case, reviewer = scenes.an_application(), scenes.a_core_member()
    scenes.decide(case, reviewer)

    with pytest.raises(IntegrityError, match=r"review_once_per_round|review_review\.reviewer_id"):
        Review.objects.bulk_create([a_review(case, reviewer)])


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"reason": ""}, "review_has_a_reason"),
        ({"decision": "decline", "letter": ""}, "review_declines_with_words"),
        ({"decision": "maybe"}, "review_decision_known"),
    ],
)
def test_the_database_refuses_a_vote_that_cannot_be(fields: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Review.objects.bulk_create([a_review(scenes.an_application(), scenes.a_core_member(), **fields)])
