"""Agreement figures: equal to published worked examples to the printed digits, and right in what must always hold."""

from collections import Counter
from collections.abc import Mapping
from math import isclose, sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.practice.rules.agreement import (
    Distance,
    Estimate,
    Lean,
    Levels,
    Word,
    alpha,
    beside,
    estimate,
    kappa,
    linear,
    one_by_one,
    quadratic,
    student,
    units_of,
    word_for,
)

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C: observers below each other, a
# dot where one didn't see the unit.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
WITH_GAPS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*observers: str) -> Counter[Levels]:
    columns = ([ord(mark) - ord("0") for mark in column if mark != "."] for column in zip(*observers, strict=True))
    return Counter(tuple(sorted(column)) for column in columns if len(column) > 1)


FOUR = units(*WITH_GAPS)


def nominal(one: int, other: int) -> float:
    return float(one != other)


def ratio(one: int, other: int) -> float:
    return ((one - other) / (one + other)) ** 2


def rounded(value: float | None, digits: int = 3) -> float:
    assert value is not None
    return round(value, digits)


# --- Krippendorff's alpha -------------------------------------------------------------------------


def test_alpha_of_krippendorffs_four_observers_with_gaps_is_as_he_prints_it_for_levels_in_an_order() -> None:
    assert rounded(alpha(FOUR)) == 0.815


@pytest.mark.parametrize(("distance", "printed"), [(nominal, 0.743), (quadratic, 0.849), (ratio, 0.797)])
def test_the_same_data_give_what_he_prints_for_the_other_scales(distance: Distance, printed: float) -> None:
    assert rounded(alpha(FOUR, lambda _margins: distance)) == printed


def test_alpha_of_his_two_observers_of_two_values_is_as_printed() -> None:
    assert rounded(alpha(units(*BINARY), lambda _margins: nominal)) == 0.095


def test_alpha_of_his_two_observers_of_five_values_is_as_printed() -> None:
    assert rounded(alpha(units(*NOMINAL), lambda _margins: nominal)) == 0.692


# --- weighted kappa -------------------------------------------------------------------------------

# J. Cohen (1968), table 1: two psychiatrists, 200 patients, and how grave it is to take one diagnosis for another.
COHEN = {(0, 0): 88, (0, 1): 14, (0, 2): 18, (1, 0): 10, (1, 1): 40, (1, 2): 10, (2, 0): 2, (2, 1): 6, (2, 2): 12}
GRAVITY = ((0, 1, 3), (1, 0, 6), (3, 6, 0))


def test_weighted_kappa_of_cohens_patients_is_as_he_prints_it() -> None:
    assert rounded(kappa(COHEN, lambda one, other: GRAVITY[one][other])) == 0.348


def test_unweighted_kappa_of_the_same_is_as_printed() -> None:
    assert rounded(kappa(COHEN, nominal)) == 0.492


# J. L. Fleiss, J. Cohen and B. S. Everitt (1969): parts of 200 people, and how much a pair of diagnoses agrees.
FLEISS = Counter(
    {(0, 0): 106, (0, 1): 10, (0, 2): 4, (1, 0): 22, (1, 1): 28, (1, 2): 10, (2, 0): 2, (2, 1): 12, (2, 2): 6}
)


def large_sample_error(pairs: Mapping[tuple[int, int], int], weights: Mapping[tuple[int, int], float]) -> float:
    """The standard error of weighted kappa by their formula 13, for kappas other than zero."""
    number = sum(pairs.values())
    part = {pair: count / number for pair, count in pairs.items()}
    rows = [sum(part[i, j] for j in range(3)) for i in range(3)]
    columns = [sum(part[i, j] for i in range(3)) for j in range(3)]
    of_row = [sum(columns[j] * weights[i, j] for j in range(3)) for i in range(3)]
    of_column = [sum(rows[i] * weights[i, j] for i in range(3)) for j in range(3)]
    seen = sum(part[pair] * weights[pair] for pair in part)
    chance = sum(rows[i] * columns[j] * weights[i, j] for i, j in part)
    spread = sum(
        part[i, j] * (weights[i, j] * (1 - chance) - (of_row[i] + of_column[j]) * (1 - seen)) ** 2 for i, j in part
    )
    return sqrt((spread - (seen * chance - 2 * chance + seen) ** 2) / (number * (1 - chance) ** 4))


def test_kappa_of_fleiss_cohen_and_everitt_is_as_they_print_it_and_its_interval_as_wide_as_their_formula_says() -> None:
    weights = {(i, j): float(i == j) for i in range(3) for j in range(3)}
    found = estimate(lambda pairs: kappa(pairs, nominal), one_by_one(FLEISS))

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert rounded(found.value) == 0.429
    half = (found.high - found.low) / 2
    assert half == pytest.approx(student(199) * large_sample_error(FLEISS, weights), rel=0.02)


@pytest.mark.parametrize("distance", [linear, quadratic])
def test_two_who_always_say_the_same_have_a_kappa_of_one(distance: Distance) -> None:
    assert kappa({(1, 1): 3, (2, 2): 4, (4, 4): 1}, distance) == 1


def test_a_kappa_of_two_who_said_one_level_only_isnt_told() -> None:
    assert kappa({(3, 3): 12}) is None


# --- what must always hold ------------------------------------------------------------------------

usual = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LEVEL = st.one_of(st.none(), st.integers(1, 4))
SCORINGS = st.lists(st.lists(LEVEL, min_size=2, max_size=4), min_size=2, max_size=30)


def of_columns(columns: list[list[int | None]]) -> Counter[Levels]:
    found = (tuple(sorted(level for level in column if level is not None)) for column in columns)
    return Counter(levels for levels in found if len(levels) > 1)


@usual
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(2, 4)), min_size=2, max_size=30))
def test_those_who_always_agree_have_an_alpha_of_one(seen: list[tuple[int, int]]) -> None:
    found = alpha(Counter((level,) * times for level, times in seen))

    assert found == (1.0 if len({level for level, _times in seen}) > 1 else None)


@usual
@given(SCORINGS, st.randoms(use_true_random=False))
def test_neither_the_order_of_dialogues_nor_that_of_observers_matters(
    columns: list[list[int | None]], chance: object
) -> None:
    before = alpha(of_columns(columns))
    mixed = [chance.sample(column, len(column)) for column in chance.sample(columns, len(columns))]  # type: ignore[attr-defined]

    assert alpha(of_columns(mixed)) == before


@usual
@given(SCORINGS, st.integers(1, 4))
def test_what_one_person_alone_saw_changes_nothing(columns: list[list[int | None]], level: int) -> None:
    assert alpha(of_columns([*columns, [level, None, None]])) == alpha(of_columns(columns))


@usual
@given(SCORINGS)
def test_alpha_depends_on_the_order_of_levels_and_not_on_their_names(columns: list[list[int | None]]) -> None:
    stretched = {1: 10, 2: 11, 3: 50, 4: 1000, None: None}
    renamed = [[stretched[level] for level in column] for column in columns]

    one, other = alpha(of_columns(columns)), alpha(of_columns(renamed))

    assert one == other or (one is not None and other is not None and isclose(one, other, abs_tol=1e-9))


@usual
@given(SCORINGS)
def test_an_interval_holds_its_figure_and_never_passes_one(columns: list[list[int | None]]) -> None:
    found = estimate(alpha, one_by_one(of_columns(columns)))

    if found is not None and found.low is not None and found.high is not None:
        assert found.low <= found.value <= found.high <= 1


@usual
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40))
def test_kappa_doesnt_care_who_of_the_two_comes_first(pairs: list[tuple[int, int]]) -> None:
    one, other = kappa(Counter(pairs)), kappa(Counter((b, a) for a, b in pairs))

    assert one == other or (one is not None and other is not None and isclose(one, other, abs_tol=1e-9))


def test_difference_that_comes_from_one_dialogue_alone_has_no_bounds() -> None:
    found = estimate(alpha, one_by_one(Counter[tuple[int, ...]]({(3, 3): 11, (2, 3): 1})))

    assert found is not None
    assert (found.units, found.low, found.high) == (12, None, None)


def test_equal_units_may_be_counted_or_stand_apart() -> None:
    apart = estimate(alpha, [(Counter({levels: 1}), 1) for levels, times in FOUR.items() for _ in range(times)])
    counted = estimate(alpha, one_by_one(FOUR))

    assert apart is not None
    assert counted is not None
    assert (apart.value, apart.units, apart.low) == pytest.approx((counted.value, counted.units, counted.low))


@pytest.mark.parametrize(("freedom", "printed"), [(4, 2.776), (9, 2.262), (19, 2.093), (120, 1.980)])
def test_students_t_is_that_of_the_tables(freedom: int, printed: float) -> None:
    assert round(student(freedom), 3) == printed


# --- words ----------------------------------------------------------------------------------------


def test_a_dialogue_gives_a_unit_for_each_competency_that_two_saw() -> None:
    scorings = [{"frame": 3, "care": None, "harm": 2}, {"frame": 1, "care": 4, "harm": None}]

    assert units_of(scorings) == Counter({("frame", (1, 3)): 1})


@pytest.mark.parametrize(
    ("found", "dialogues", "word"),
    [
        (None, 9, Word.TOO_FEW),
        (None, 10, Word.ALL_ALIKE),
        (Estimate(0.8, 40, 0.7, 0.9), 40, Word.SOLID),
        (Estimate(0.5, 40, 0.41, 0.66), 40, Word.SOME),
        (Estimate(0.2, 40, -0.1, 0.39), 40, Word.LITTLE),
        (Estimate(0.5, 12, 0.1, 0.8), 12, Word.OPEN),
        (Estimate(1.0, 12), 12, Word.SOLID),
        (Estimate(0.0, 12), 12, Word.OPEN),
    ],
)
def test_a_figure_is_said_in_a_word(found: Estimate | None, dialogues: int, word: Word) -> None:
    assert word_for(found, dialogues=dialogues) is word


@pytest.mark.parametrize(
    ("differences", "lean"),
    [
        ([-1.0] * 4, Lean.TOO_FEW),
        ([-1.0] * 5, Lean.STRICTER),
        ([1.0, 1.0, 0.5, 1.0, 0.5], Lean.KINDER),
        ([0.0, 0.5, -0.5, 0.0, 0.0, 0.5], Lean.ALIKE),
        # Half a level on average, and as well by chance.
        ([-3.0, 2.0, -3.0, 2.0, -1.0], Lean.ALIKE),
    ],
)
def test_somebody_is_called_stricter_or_kinder_only_where_chance_explains_it_poorly(
    differences: list[float], lean: Lean
) -> None:
    assert beside(differences).lean is lean
