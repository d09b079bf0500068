"""Who is asked: fair by load, absence and ties, with reasons, and the same answer for the same facts."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certification.review.rules import MemberFacts, Why, choose, times_late

DAY = datetime(2026, 10, 1, tzinfo=UTC)
# A busy machine is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
MOMENTS = st.none() | st.integers(1, 200).map(lambda days: DAY - timedelta(days=days))
MEMBERS = st.lists(
    st.builds(
        MemberFacts,
        person=st.integers(1, 40),
        away=st.booleans(),
        guest=st.booleans(),
        delegate=st.booleans(),
        open=st.integers(0, 4),
        recent=st.integers(0, 6),
        last=MOMENTS,
    ),
    max_size=9,
    unique_by=lambda row: row.person,
)


@CALM
@given(MEMBERS, st.integers(0, 4), st.randoms())
def test_the_same_people_are_chosen_whatever_order_they_are_told_in(
    members: list[MemberFacts], places: int, chance: random.Random
) -> None:
    shuffled = list(members)
    chance.shuffle(shuffled)

    assert choose(shuffled, places=places) == choose(members, places=places)


@CALM
@given(MEMBERS, st.integers(0, 4))
def test_as_many_are_chosen_as_there_are_places_and_people_who_are_here(
    members: list[MemberFacts], places: int
) -> None:
    here = [row.person for row in members if not row.away]
    chosen = [person for person, _because in choose(members, places=places)]

    assert len(chosen) == len(set(chosen)) == min(places, len(here))
    assert set(chosen) <= set(here)


@CALM
@given(MEMBERS, st.integers(0, 4))
def test_nobody_is_asked_while_somebody_with_fewer_open_applications_is_free(
    members: list[MemberFacts], places: int
) -> None:
    chosen = {person for person, _because in choose(members, places=places)}
    usual = [row for row in members if not (row.away or row.guest or row.delegate)]
    asked = [row for row in usual if row.person in chosen]
    left = [row for row in usual if row.person not in chosen]

    assert all((row.open, row.recent) <= (other.open, other.recent) for row in asked for other in left)


@CALM
@given(MEMBERS, st.integers(0, 4))
def test_who_takes_over_for_somebody_comes_first_and_guests_come_before_members(
    members: list[MemberFacts], places: int
) -> None:
    by_person = {row.person: row for row in members}
    ranks = [
        (by_person[person].delegate, by_person[person].guest) for person, _because in choose(members, places=places)
    ]

    assert ranks == sorted(ranks, reverse=True)


@CALM
@given(MEMBERS, st.integers(0, 4))
def test_each_choice_has_a_reason_that_is_true(members: list[MemberFacts], places: int) -> None:
    chosen = choose(members, places=places)
    rest = [row for row in members if not row.away and row.person not in {person for person, _because in chosen}]
    by_person = {row.person: row for row in members}
    for person, because in chosen:
        row = by_person[person]
        assert because
        assert (Why.DELEGATE in because) == row.delegate
        assert (Why.GUEST in because) == row.guest
        assert Why.FEWEST_OPEN not in because or all(row.open < other.open for other in rest)
        assert Why.LEAST_ASKED not in because or all(row.recent < other.recent for other in rest)


def _run(*, seed: int, lasting: int, tied: float, cases: int = 200, members: int = 10) -> tuple[list[int], list[int]]:
    """Cases come one by one and each is open for ``lasting`` more; says open and all seats of those without ties."""
    chance = random.Random(seed)  # noqa: S311 - the same for the same seed
    open_seats: list[list[int]] = []
    counts, last = dict.fromkeys(range(members), 0), dict[int, datetime]()
    free = range(members // 2)  # half of them are tied to nobody
    for number in range(cases):
        able = [row for row in range(members) if row in free or chance.random() > tied]
        now = [person for seats in open_seats[-lasting:] for person in seats]
        facts = [MemberFacts(person=row, open=now.count(row), recent=counts[row], last=last.get(row)) for row in able]
        chosen = [person for person, _because in choose(facts, places=2)]
        for person in chosen:
            counts[person] += 1
            last[person] = DAY + timedelta(hours=number)
        open_seats.append(chosen)
    now = [person for seats in open_seats[-lasting:] for person in seats]
    return [now.count(row) for row in free], [counts[row] for row in free]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("tied", [0.0, 0.3, 0.8])
def test_over_two_hundred_applications_nobody_without_ties_carries_much_more_than_another(
    seed: int, tied: float
) -> None:
    all_open, _all = _run(seed=seed, lasting=200, tied=tied)
    open_now, counts = _run(seed=seed, lasting=12, tied=tied)

    assert max(all_open) - min(all_open) <= 1
    assert max(open_now) - min(open_now) <= 2
    assert max(counts) - min(counts) <= 2


@pytest.mark.parametrize(("days", "late"), [(0, 0), (6.9, 0), (7, 1), (13.9, 1), (14, 2), (30, 4)])
def test_an_application_is_late_once_for_each_length_of_its_target(days: float, late: int) -> None:
    assert times_late(DAY, DAY + timedelta(days=7), at=DAY + timedelta(days=days)) == late
