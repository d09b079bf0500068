"""Who decides without having been asked: they take nobody's seat, for a seat that is gone would tell of a vote."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from certification.review import actions, queries
from certification.review.models import Case, Review, Round, Seat
from certification.review.rules import Reason
from certification.review.words import WORDS
from courses.progress.actions import releases
from courses.progress.models import Release
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def a_case_with(**review: Any) -> Case:
    document, lessons = scenes.a_document()
    document["review"] = review
    releases.release(document=document, lessons=lessons, rule=Release.Rule.KEEP, by=scenes.an_admin())
    enrolment = scenes.a_trainee_ready_to_apply()
    for _ in range(4):
        scenes.a_core_member()
    return scenes.an_application(enrolment)


def seated(case: Case) -> list[User]:
    held = Seat.objects.held().filter(round=queries.round_of(case)).order_by("pk")
    return [row.reviewer for row in held.select_related("reviewer")]


def next_in_turn(case: Case) -> User:
    """Who would be asked if a seat were free, found out by freeing one for a moment."""
    before = seated(case)
    with transaction.atomic():
        actions.recuse(case_id=case.pk, by=before[0])
        [found] = set(seated(case)) - set(before)
        transaction.set_rollback(True)
    return found


def test_who_was_asked_keeps_the_seat_when_somebody_else_decides() -> None:
    case = a_case_with(approvals=2)
    asked = seated(case)

    scenes.decide(case, scenes.a_core_member(), Review.Decision.NOT_YET)
    scenes.decide(case, scenes.a_core_member())

    assert seated(case)[:2] == asked
    assert scenes.decide(case, asked[0]).state == Case.State.IN_REVIEW


def test_a_seat_that_was_taken_to_vote_is_no_load_of_anybody() -> None:
    case, somebody = a_case_with(approvals=2), scenes.a_core_member()
    scenes.decide(case, somebody)

    [load] = queries.members(
        [somebody.pk],
        among=Seat.objects.in_turn(),
        at=scenes.NOW,
        since=scenes.NOW - timedelta(days=90),
        delegates=set(),
    )

    assert (load.open, load.recent, load.last) == (0, 0, None)


@pytest.mark.parametrize("has_decided", [False, True])
def test_who_follows_somebody_is_the_same_whether_or_not_they_have_decided_already(has_decided: bool) -> None:
    case = a_case_with(approvals=2)
    first, second = seated(case)
    follower = next_in_turn(case)
    if has_decided:
        scenes.decide(case, follower)

    actions.recuse(case_id=case.pk, by=first)

    [load] = queries.members(
        [follower.pk], among=Seat.objects.in_turn(), at=scenes.NOW, since=scenes.NOW, delegates=set()
    )
    assert (set(seated(case)), load.open) == ({second, follower}, 1)


@pytest.mark.parametrize("has_decided", [False, True])
def test_nobody_is_told_that_people_are_missing_where_the_last_one_has_decided_already(has_decided: bool) -> None:
    case = a_case_with(approvals=2)
    first, second = seated(case)
    third = next_in_turn(case)
    for person in User.objects.filter(groups__name=Role.CORE_GROUP).exclude(pk__in=[first.pk, second.pk, third.pk]):
        people.withdraw_role(person=person, role=Role.CORE_GROUP, by=None)
    if has_decided:
        scenes.decide(case, third)

    actions.recuse(case_id=case.pk, by=first)

    assert not OutgoingMail.objects.filter(name="review_short").exists()
    assert set(seated(case)) == {second, third}


@pytest.mark.parametrize(
    "review",
    [{"approvals": 2, "rule": "n_of_m", "panel": 3}, {"approvals": 2, "rule": "unanimous"}],
)
def test_a_panel_decides_by_itself(review: dict[str, Any]) -> None:
    case = a_case_with(**review)

    with pytest.raises(Refused) as refusal:
        scenes.decide(case, scenes.a_core_member())

    assert refusal.value.reasons == (Reason.SEATS_TAKEN,)


def test_who_was_asked_and_did_not_decide_reads_so_once_the_round_is_over() -> None:
    case = a_case_with(approvals=2)
    asked = seated(case)
    scenes.decide(case, scenes.a_core_member())
    scenes.decide(case, asked[0])

    assert list(Seat.objects.exclude(left_at=None).values_list("reviewer", "left_because")) == [
        (asked[1].pk, Seat.Left.PASSED_ON)
    ]


def test_all_who_are_asked_for_a_second_look_have_to_agree_that_a_decision_stands() -> None:
    case = a_case_with(approvals=2, rule="n_of_m", panel=3)
    declined = seated(case)[:2]
    for reviewer in declined:
        scenes.decide(case, reviewer, Review.Decision.DECLINE)
    case = scenes.close(case, declined[0])
    assert case.enrolment.person is not None
    clock = scenes.at(scenes.NOW + timedelta(days=40))
    case = actions.appeal(case_id=case.pk, words="Please.", by=case.enrolment.person, clock=clock)

    look = Round.objects.get(case=case, kind="appeal")

    assert (look.seats, look.needed, len(seated(case))) == (2, 2, 2)


def test_the_desk_offers_a_panels_vote_to_those_who_were_asked_and_tells_others_why_not() -> None:
    case = a_case_with(approvals=2, rule="n_of_m", panel=3)
    other = scenes.a_core_member()

    asked, unasked = (queries.desk(Case.objects.get(), who, at=scenes.NOW) for who in (seated(case)[0], other))

    assert (asked.may_vote, asked.obstacle_words) == (True, [])
    assert (unasked.may_vote, unasked.obstacle_words) == (False, [str(WORDS[Reason.SEATS_TAKEN])])
