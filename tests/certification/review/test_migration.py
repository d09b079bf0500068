"""Applications of the time before rounds: each state, vote and next step is kept, and everybody's roles are known."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from certification.review import actions, queries
from certification.review.models import Ask, Case, Review, Round, Seat
from lms.people.models import RoleGiven, User
from lms.people.roles import Role
from tests import scenes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

BEFORE = [("review", "0001_cases_reviews"), ("people", "0001_people")]
EVIDENCE = {
    "syllabus": {"number": 1, "digest": "ab"},
    "ledger": {"seq": 4, "hash": "cd"},
    "requirements": [],
    "facts": {},
}
Votes = list[tuple[int, str, str]]
# By its state: its round, and of each vote the round, the decision and the ask.
EARLIER: dict[str, tuple[int, Votes]] = {
    "in_review": (2, [(1, "not_yet", "Lead one more."), (1, "approve", ""), (2, "approve", "")]),
    "changes_requested": (1, [(1, "not_yet", "Pause after a question."), (1, "not_yet", "Name the time left.")]),
    "approved": (1, [(1, "approve", ""), (1, "approve", "")]),
    "withdrawn": (3, [(1, "not_yet", "Read."), (2, "not_yet", "Listen.")]),
}


@pytest.fixture
def earlier() -> Iterator[Any]:
    """The tables as they were, with what stood in them; says what the models of then were."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def up_to_date() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def people() -> list[User]:
    return [scenes.a_core_member() for _ in range(2)]


@pytest.fixture
def enrolments(people: list[User]) -> dict[str, int]:
    return {state: scenes.an_enrolment().pk for state in EARLIER}


def write(apps: Any, enrolments: dict[str, int], people: list[User]) -> None:
    for state, (number, votes) in EARLIER.items():
        closed = state in ("approved", "withdrawn", "changes_requested")
        case = apps.get_model("review", "Case").objects.create(
            enrolment_id=enrolments[state],
            state=state,
            round=number,
            approvals_needed=2,
            printed_name="李小龍",
            motivation="Honest rooms.",
            evidence=EVIDENCE,
            evidence_digest="ef" * 32,
            opened_at=scenes.NOW,
            submitted_at=scenes.NOW + timedelta(days=number),
            decided_at=scenes.NOW + timedelta(days=9) if closed else None,
        )
        for turn, (of, decision, ask) in enumerate(votes):
            apps.get_model("review", "Review").objects.create(
                case=case,
                round=of,
                reviewer_id=people[turn % 2].pk,
                decision=decision,
                reason="I saw it.",
                ask=ask,
                decided_at=scenes.NOW + timedelta(days=8),
            )


def test_applications_of_every_state_keep_their_votes_and_next_steps(
    people: list[User], enrolments: dict[str, int], earlier: Any
) -> None:
    write(earlier, enrolments, people)

    up_to_date()

    found = {case.state: case for case in Case.objects.all()}
    assert {state: case.round for state, case in found.items()} == {state: row[0] for state, row in EARLIER.items()}
    for state, (_, votes) in EARLIER.items():
        kept = Review.objects.filter(round__case=found[state]).order_by("pk")
        assert list(kept.values_list("round__number", "decision")) == [(of, decision) for of, decision, _ in votes]
        asks = Ask.objects.filter(round__case=found[state]).order_by("pk")
        assert list(asks.values_list("text", flat=True)) == [ask for _, _, ask in votes if ask]
    outcomes = {
        state: list(Round.objects.filter(case=case).order_by("number").values_list("outcome", flat=True))
        for state, case in found.items()
    }
    assert outcomes == {
        "in_review": ["not_yet", ""],
        "changes_requested": ["not_yet"],
        "approved": ["approved"],
        "withdrawn": ["not_yet", "not_yet", "withdrawn"],
    }
    last = Round.objects.get(case=found["in_review"], number=2)
    assert (last.evidence, last.evidence_digest, last.words) == (EVIDENCE, "ef" * 32, "Honest rooms.")


def test_what_was_told_is_asked_for_in_the_next_round_and_the_open_case_goes_on(
    people: list[User], enrolments: dict[str, int], earlier: Any
) -> None:
    write(earlier, enrolments, people)

    up_to_date()
    case = queries.whole().get(state="in_review")
    actions.mind(clock=scenes.at(scenes.NOW + timedelta(days=10)))

    assert [ask.text for ask in queries.asks_before(case)] == ["Lead one more."]
    assert Seat.objects.held().filter(round__case=case, round__number=2).count() == 2


def test_whoever_had_a_role_is_taken_to_have_had_it_since_they_joined(people: list[User], earlier: Any) -> None:
    del earlier

    up_to_date()

    given = RoleGiven.objects.filter(role=Role.CORE_GROUP, person__in=people)
    assert dict(given.values_list("person", "since")) == {person.pk: person.date_joined for person in people}
