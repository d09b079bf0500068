"""Nobody finds out who said what: not from everything that the database holds after the release."""

from collections import Counter
from collections.abc import MutableSequence, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection

from courses.practice.actions import feedback, traces
from courses.practice.actions.feedback import Given
from courses.practice.models import Answer, Dialogue, FeedbackRound, SealedAnswer
from tests import scenes
from tests.courses.practice import attacker
from tests.courses.practice.feedback_scenes import DURING
from tests.scenes import NOW, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

RUNS, PEOPLE, COUNTED = 200, 5, 10
LATER = NOW + timedelta(days=30)


class Unshuffled(Random):
    """A chance that leaves everything as it came."""

    def shuffle(self, x: MutableSequence[Any]) -> None:
        pass

    def sample(self, population: Sequence[Any], k: int, *, counts: Any = None) -> list[Any]:
        return list(population)[:k]


def rounds(count: int) -> list[FeedbackRound]:
    """Dialogues of one lead; the people of the first few were counted, so that the ledger knows of answers."""
    enrolment, told = scenes.an_enrolment(), {"topic": "Silence", "aim": "Pauses", "state": Dialogue.State.HELD}
    plan = [
        Dialogue(
            enrolment=enrolment, starts_at=NOW, created_at=NOW, headcount=PEOPLE if number < COUNTED else None, **told
        )
        for number in range(count)
    ]
    return [feedback.open_round(dialogue, at=NOW) for dialogue in Dialogue.objects.bulk_create(plan)]


def wish(run: int, person: int) -> str:
    """What one person says in one run: nobody else says it."""
    return f"w-{run:03}-{person}-"


def play(round_: FeedbackRound, run: int, chance: Random) -> list[int]:
    """People answer in some order, which the attacker watches; then the round is released."""
    arrivals = Random(run).sample(range(PEOPLE), PEOPLE)  # noqa: S311 - the same in every run of the tests
    for person in arrivals:
        given = Given(interest=1 + person % 4, wish=wish(run, person))
        feedback.answer(code=round_.code, given=given, clock=at(NOW + DURING), chance=chance)
    feedback.release(round_id=round_.pk, clock=at(LATER), chance=chance)
    return arrivals


def hits(arrivals: list[list[int]], played: list[FeedbackRound]) -> Counter[str]:
    """How often each way of guessing names the answer of the one person in a run whom the attacker is after."""
    of_round = attacker.by_round(attacker.dump(Answer._meta.db_table), Answer)
    file = attacker.bytes_of_the_file() if connection.vendor == "sqlite" else b""
    found: Counter[str] = Counter()
    for run, (arrived, round_) in enumerate(zip(arrivals, played, strict=True)):
        target = run % PEOPLE
        for name, wishes in attacker.orders(of_round[round_.pk], file):
            found[name] += wishes[target] == wish(run, arrived[target])
    return found


def test_no_answer_is_tied_to_a_person_better_than_by_chance() -> None:
    made = rounds(RUNS)
    arrivals = [play(round_, run, Random(1000 + run)) for run, round_ in enumerate(made)]  # noqa: S311 - as above
    traces.wipe()

    found = hits(arrivals, made)

    by_chance = attacker.interval(RUNS, 1 / PEOPLE)
    assert {name: count for name, count in found.items() if count not in by_chance} == {}
    assert len(found) >= 5


def test_the_same_attacker_names_everybody_where_nothing_is_shuffled() -> None:
    made = rounds(20)
    arrivals = [play(round_, run, Unshuffled(run)) for run, round_ in enumerate(made)]

    found = hits(arrivals, made)

    assert found["place in the table"] == 20


@pytest.mark.postgres
def test_all_answers_of_a_round_come_from_one_transaction() -> None:
    [round_] = rounds(1)

    play(round_, 0, Random(0))  # noqa: S311 - as above

    rows = attacker.dump(Answer._meta.db_table)
    assert len({row[0] for row in rows}) == 1


@pytest.mark.postgres
def test_sealed_answers_of_one_dump_before_the_release_have_no_order_either() -> None:
    [round_] = rounds(1)
    for person in range(PEOPLE):
        feedback.answer(code=round_.code, given=Given(wish=wish(0, person)), clock=at(NOW + DURING))

    rows = attacker.dump(SealedAnswer._meta.db_table)

    assert (len(rows), len({row[0] for row in rows})) == (PEOPLE, 1)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files to itself")
def test_nothing_of_deleted_answers_stays_in_the_file() -> None:
    [round_] = rounds(1)
    for person in range(4):
        feedback.answer(code=round_.code, given=Given(wish=wish(7, person)), clock=at(NOW + DURING))
    traces.wipe()
    before = attacker.bytes_of_the_file().count(b"w-007-")

    feedback.release(round_id=round_.pk, clock=at(LATER))
    traces.wipe()

    assert (before, attacker.bytes_of_the_file().count(b"w-007-")) == (4, 0)


@pytest.mark.postgres
def test_the_room_of_sealed_answers_is_given_back() -> None:
    [round_] = rounds(1)
    play(round_, 0, Random(0))  # noqa: S311 - as above

    traces.wipe()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [SealedAnswer._meta.db_table])
        assert cursor.fetchone() == (0,)
