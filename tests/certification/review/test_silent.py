"""Whoever was asked and stays silent keeps their vote, and somebody else is asked beside them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from certification.review import actions, queries
from certification.review.models import Case, Review, Round, Seat
from certification.review.queries import queue
from certification.review.rules import Why, is_silent
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes
from tests.certification.review.at_the_desk import read
from tests.certification.review.test_volunteers import a_case_with, next_in_turn, seated
from tests.conftest import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ASKED = datetime(2026, 10, 1, tzinfo=UTC)
# The target, at which people are reminded, and three days more.
TWO_WEEKS, AND_A_BIT = timedelta(days=14), timedelta(days=17)
PANEL: dict[str, Any] = {"approvals": 2, "rule": "n_of_m", "panel": 3}


def wait(case: Case, *spans: timedelta) -> None:
    """Let time look after a case, each time so long after it was opened."""
    opened = queries.round_of(case).opened_at
    for span in spans or (TWO_WEEKS, AND_A_BIT):
        actions.mind(clock=scenes.at(opened + span))


def beside(case: Case) -> dict[User, User]:
    """Who is asked beside whom."""
    rows = Seat.objects.held().filter(round__case=case).exclude(beside=None)
    return {row.reviewer: row.beside.reviewer for row in rows if row.beside}


def mails(case: Case) -> list[User]:
    rows = OutgoingMail.objects.filter(name="review_beside", cause__contains=f":{case.pk}/").order_by("pk")
    return [row.person for row in rows.select_related("person") if row.person]


@pytest.mark.parametrize(
    ("reminded", "looked", "silent"), [(None, 20, False), (13, 20, False), (14, 16, False), (14, 17, True)]
)
def test_somebody_is_silent_three_days_after_a_reminder_that_came_at_their_target(
    reminded: int | None, looked: int, silent: bool
) -> None:
    told = None if reminded is None else ASKED + timedelta(days=reminded)

    assert is_silent(ASKED, told, given=TWO_WEEKS, length=TWO_WEEKS, at=ASKED + timedelta(days=looked)) is silent


def test_where_a_review_is_short_the_patience_is_a_quarter_of_it() -> None:
    day = timedelta(days=1)

    assert is_silent(ASKED, ASKED + day, given=day, length=day, at=ASKED + 1.25 * day)


@pytest.mark.parametrize("review", [PANEL, {"approvals": 2}, {"approvals": 2, "rule": "unanimous"}])
def test_beside_each_who_is_silent_the_next_person_is_asked_once(review: dict[str, Any]) -> None:
    case = a_case_with(**review)
    silent, *others = seated(case)
    for person in others[1:]:
        scenes.decide(case, person, Review.Decision.NOT_YET)
    follower = next_in_turn(case)

    wait(case, TWO_WEEKS, AND_A_BIT, AND_A_BIT + timedelta(hours=1))

    assert beside(case)[follower] == silent
    assert sorted(row.pk for row in mails(case)) == sorted(row.pk for row in beside(case))
    assert list(beside(case).values()) == [silent, *others[:1]]


def test_nobody_is_asked_beside_anybody_before_they_were_reminded_at_their_target() -> None:
    case = a_case_with(**PANEL)

    wait(case, AND_A_BIT)

    assert beside(case) == {}


def test_who_is_silent_still_votes_and_so_does_who_was_asked_beside_them() -> None:
    case = a_case_with(**PANEL)
    silent = seated(case)[0]
    wait(case)
    helper = next(person for person, other in beside(case).items() if other == silent)

    scenes.decide(case, helper)

    assert scenes.decide(case, silent).state == Case.State.APPROVED


def test_the_next_person_is_asked_when_who_was_asked_beside_steps_aside() -> None:
    case = a_case_with(approvals=1, rule="n_of_m", panel=2)
    silent = seated(case)
    wait(case)
    first = next(iter(beside(case)))

    actions.recuse(case_id=case.pk, by=first)
    wait(case, AND_A_BIT + timedelta(hours=1))

    assert (first in beside(case), set(beside(case).values())) == (False, set(silent))


def test_nobody_is_asked_beside_anybody_while_those_who_decided_talk() -> None:
    case = a_case_with(approvals=2)
    scenes.a_core_member()
    scenes.decide(case, scenes.a_core_member())
    scenes.decide(case, scenes.a_core_member(), Review.Decision.NOT_YET)
    Round.objects.filter(case=case).update(settle_by=queries.round_of(case).opened_at + timedelta(days=60))

    wait(case)

    assert beside(case) == {}


def test_in_a_second_look_somebody_is_asked_beside_who_is_silent_before_it_ends() -> None:
    case = scenes.a_declined_case()
    for _ in range(5):
        scenes.a_core_member()
    assert case.enrolment.person
    begun = scenes.NOW + timedelta(days=40)
    actions.appeal(case_id=case.pk, words="Please.", by=case.enrolment.person, clock=scenes.at(begun))
    case.refresh_from_db()

    wait(case, timedelta(days=7), timedelta(days=10))

    case.refresh_from_db()
    assert (case.state, len(beside(case)), len(mails(case))) == (Case.State.APPEALED, 2, 2)


def test_being_asked_beside_somebody_is_a_load_that_only_such_choices_count() -> None:
    case = a_case_with(**PANEL)
    before = {row.name: row.open for row in queue.loads()}
    wait(case)
    helper = next(iter(beside(case)))

    opens = [
        queries.members([helper.pk], among=among, at=scenes.NOW, since=scenes.NOW, delegates=set())[0].open
        for among in (Seat.objects.in_turn(), Seat.objects.asked())
    ]
    assert {row.name: row.open for row in queue.loads()} == before
    assert opens == [0, 1]


def test_the_page_says_beside_whom_somebody_was_asked_to_those_alone_who_have_decided(sign_in: SignIn) -> None:
    case = a_case_with(**PANEL)
    silent, voter, _other = seated(case)
    scenes.decide(case, voter, Review.Decision.NOT_YET)
    wait(case)
    helper = next(person for person, other in beside(case).items() if other == silent)
    words = f"{silent} had not answered since"

    assert [words in read(page, case) for page in (sign_in(voter), sign_in(helper))] == [True, False]
    assert "somebody who was asked before has not answered" in read(sign_in(helper), case)


def test_the_database_refuses_two_people_beside_one() -> None:
    case = a_case_with(**PANEL)
    wait(case)
    row = Seat.objects.exclude(beside=None).latest("pk")

    with pytest.raises(IntegrityError, match=r"seat_one_beside|review_seat\.beside_id"), transaction.atomic():
        Seat.objects.create(
            round=row.round, reviewer=scenes.a_core_member(), beside=row.beside, because=[Why.BESIDE], seated_at=ASKED
        )
