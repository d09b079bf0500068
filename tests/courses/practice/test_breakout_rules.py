"""How people part into groups."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.practice.rules import Member, Reason, decide_groups, how_many, mixed, sizes

crowds = st.lists(
    st.tuples(st.sampled_from(["", "core", "trainee"]), st.sampled_from(["", "A", "B", "C"])), max_size=40
)


def members_of(crowd: list[tuple[str, str]]) -> list[Member]:
    return [Member(number, role, institution) for number, (role, institution) in enumerate(crowd)]


def spread(groups: list[list[Member]], mark: Callable[[Member], str]) -> list[int]:
    """For each mark: by how much the group with most of it is ahead of the group with fewest."""
    counts = [Counter(mark(member) for member in group if mark(member)) for group in groups]
    return [max(one[name] for one in counts) - min(one[name] for one in counts) for name in set().union(*counts)]


@given(crowds, st.integers(1, 9), st.integers(0, 2**31))
def test_sizes_roles_and_institutions_differ_by_one_at_most(crowd: list[tuple[str, str]], n: int, seed: int) -> None:
    groups = mixed(members_of(crowd), n, seed=seed)

    assert [len(group) for group in groups] == sizes(len(crowd), n)
    assert max(spread(groups, lambda member: member.role), default=0) <= 1
    assert max(spread(groups, lambda member: member.institution), default=0) <= 1


@given(crowds, st.integers(1, 9), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_groups_whoever_asks_in_whatever_order(
    crowd: list[tuple[str, str]], n: int, chance: object
) -> None:
    members = members_of(crowd)
    other_way = list(members)
    chance.shuffle(other_way)  # type: ignore[attr-defined]

    assert mixed(other_way, n, seed=7) == mixed(members, n, seed=7)


@given(crowds, st.integers(1, 9))
def test_everybody_is_in_one_group(crowd: list[tuple[str, str]], n: int) -> None:
    groups = mixed(members_of(crowd), n, seed=1)

    assert sorted(member.pk for group in groups for member in group) == list(range(len(crowd)))


def test_mixing_again_gives_other_groups() -> None:
    crowd = members_of(list(product(["core", "trainee"], ["A", "B", "C", ""])))

    assert len({str(mixed(crowd, 3, seed=seed)) for seed in range(10)}) > 5


@pytest.mark.parametrize(
    ("people", "by", "n", "groups"),
    [
        (12, "size", 4, [4, 4, 4]),
        (10, "size", 4, [4, 3, 3]),
        (5, "size", 4, [3, 2]),
        (3, "size", 2, [3]),
        (11, "number", 3, [4, 4, 3]),
        (5, "number", 4, [3, 2]),
        (2, "number", 1, [2]),
    ],
)
def test_groups_by_size_or_number_leave_nobody_alone(people: int, by: str, n: int, groups: list[int]) -> None:
    assert sizes(people, how_many(people, by=by, n=n)) == groups


def test_a_group_of_one_or_an_empty_room_makes_no_groups() -> None:
    assert decide_groups(lead=True, over=False, by="size", n=1, people=12).because == (Reason.GROUPS_UNCLEAR,)
    assert decide_groups(lead=True, over=False, by="number", n=3, people=1).because == (Reason.TOO_FEW_PEOPLE,)


def test_only_leads_make_groups_and_only_until_the_end() -> None:
    assert decide_groups(lead=False, over=True, by="number", n=3, people=9).because == (
        Reason.NOT_THE_LEAD,
        Reason.ALREADY_OVER,
    )
