"""Whom to ask: hard rules never break, and no way of asking is better than the one proposed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.practice.rules import (
    Bar,
    Fit,
    GapFacts,
    HelperFacts,
    Hours,
    Place,
    Proposed,
    Span,
    bars,
    fits,
    observers_wanted,
    propose,
)

# A Tuesday, three in the afternoon in New York.
START = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
LEAD, ANA, BEN, CAM = 1, 11, 12, 13
TUESDAY = 24 * 60
GAP = GapFacts(dialogue=1, lead=LEAD, starts=START, observers=1)


def helper(person: int, **facts: object) -> HelperFacts:
    return replace(HelperFacts(person=person, zone="America/New_York"), **facts)  # type: ignore[arg-type]


def asked(gaps: Sequence[GapFacts], *helpers: HelperFacts) -> list[tuple[int, Place, int]]:
    return [(row.dialogue, row.place, row.person) for row in propose(gaps, helpers).places]


def observer_of(gap: GapFacts, *helpers: HelperFacts) -> int:
    [(_dialogue, _place, person)] = asked([gap], *helpers)
    return person


# --- hard rules -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "facts", "bar"),
    [
        (replace(GAP, here=frozenset({ANA})), {}, Bar.ALREADY),
        (replace(GAP, lead=ANA), {}, Bar.ALREADY),
        (replace(GAP, tied=frozenset({ANA})), {}, Bar.TIED),
        (replace(GAP, declined=frozenset({ANA})), {}, Bar.SAID_NO),
        (GAP, {"may_observe": False}, Bar.NO_OBSERVER_YET),
        (replace(GAP, language="fr"), {}, Bar.LANGUAGE),
        (GAP, {"busy": (Span(START + timedelta(minutes=59), START + timedelta(hours=2)),)}, Bar.BUSY),
        (GAP, {"observes": False}, Bar.OWN_WISH),
        (replace(GAP, topic=7), {"avoids": frozenset({7})}, Bar.OWN_WISH),
        (GAP, {"load": {(2026, 10): 4}}, Bar.OWN_WISH),
        (GAP, {"hours": (Hours(TUESDAY + 9 * 60, TUESDAY + 12 * 60),)}, Bar.OWN_WISH),
    ],
)
def test_a_hard_rule_keeps_somebody_from_being_asked(gap: GapFacts, facts: dict[str, object], bar: Bar) -> None:
    assert bars(gap, helper(ANA, **facts), Place.OBSERVER) == (bar,)
    assert asked([gap], helper(ANA, **facts)) == []


def test_a_first_dialogue_is_led_beside_somebody_experienced_only() -> None:
    gap = replace(GAP, co_lead=True, needs_experience=True, observers=0)

    assert bars(gap, helper(ANA), Place.CO_LEAD) == (Bar.NOT_EXPERIENCED,)
    assert asked([gap], helper(ANA), helper(BEN, experienced=True)) == [(1, Place.CO_LEAD, BEN)]


def test_what_ends_when_the_dialogue_starts_is_in_nobodys_way() -> None:
    before = Span(START - timedelta(hours=1), START)

    assert bars(GAP, helper(ANA, busy=(before,)), Place.OBSERVER) == ()


def test_who_has_a_seat_in_the_session_of_the_dialogue_is_free_for_it() -> None:
    seat = Span(START, START + timedelta(hours=1), slot=5)

    assert bars(replace(GAP, slot=5), helper(ANA, busy=(seat,)), Place.OBSERVER) == ()


def test_hours_are_those_of_ones_own_wall_clock() -> None:
    afternoon = (Hours(TUESDAY + 15 * 60, TUESDAY + 16 * 60),)

    assert bars(GAP, helper(ANA, hours=afternoon), Place.OBSERVER) == ()
    assert bars(GAP, helper(ANA, hours=afternoon, zone="Europe/Paris"), Place.OBSERVER) == (Bar.OWN_WISH,)


def test_two_times_that_touch_suit_as_one() -> None:
    halves = (Hours(TUESDAY + 15 * 60, TUESDAY + 15 * 60 + 30), Hours(TUESDAY + 15 * 60 + 30, TUESDAY + 17 * 60))

    assert bars(GAP, helper(ANA, hours=halves), Place.OBSERVER) == ()


def test_hours_over_the_end_of_the_week_hold() -> None:
    sunday = replace(GAP, starts=datetime(2026, 10, 25, 23, 30, tzinfo=UTC))
    late, early = Hours(6 * 1440 + 22 * 60, 7 * 1440), Hours(0, 60)

    assert bars(sunday, helper(ANA, zone="UTC", hours=(late, early)), Place.OBSERVER) == ()
    assert bars(sunday, helper(ANA, zone="UTC", hours=(late,)), Place.OBSERVER) == (Bar.OWN_WISH,)


def test_a_month_is_one_of_the_persons_own_calendar() -> None:
    new_year = replace(GAP, starts=datetime(2027, 1, 1, 2, 0, tzinfo=UTC))
    full = {(2026, 12): 4}

    assert bars(new_year, helper(ANA, load=full), Place.OBSERVER) == (Bar.OWN_WISH,)
    assert bars(new_year, helper(ANA, load=full, zone="Europe/Paris"), Place.OBSERVER) == ()


# --- preferences ----------------------------------------------------------------------------------


def test_new_eyes_come_before_a_free_month() -> None:
    assert observer_of(replace(GAP, seen={ANA: 1}), helper(ANA), helper(BEN, load={(2026, 10): 3})) == BEN


def test_qualified_eyes_come_first_where_only_theirs_count() -> None:
    gap = replace(GAP, qualified=True, seen={BEN: 1})

    assert observer_of(gap, helper(ANA), helper(BEN, qualified=True)) == BEN


def test_who_would_be_up_at_night_is_asked_last() -> None:
    assert observer_of(GAP, helper(ANA, zone="Asia/Tokyo"), helper(BEN, load={(2026, 10): 2})) == BEN


def test_whoever_was_not_asked_for_longest_comes_first() -> None:
    long_ago, lately = START - timedelta(days=200), START - timedelta(days=20)

    assert observer_of(GAP, helper(ANA, asked_last=lately), helper(BEN, asked_last=long_ago)) == BEN
    assert observer_of(GAP, helper(BEN, asked_last=long_ago), helper(CAM)) == CAM


def test_where_too_few_help_each_dialogue_has_an_observer_before_any_has_two() -> None:
    later = replace(GAP, dialogue=2, lead=2, starts=START + timedelta(hours=3), observers=2)
    first = replace(GAP, observers=2)

    found = asked([later, first], helper(ANA, most=1), helper(BEN, most=1))

    assert Counter(dialogue for dialogue, _place, _person in found) == {1: 1, 2: 1}


def test_the_sooner_dialogue_comes_first_where_one_alone_can_be_helped() -> None:
    later = replace(GAP, dialogue=2, lead=2, starts=START + timedelta(days=1))

    assert asked([later, GAP], helper(ANA, most=1)) == [(1, Place.OBSERVER, ANA)]


def test_the_only_experienced_person_leads_and_somebody_else_observes() -> None:
    gap = replace(GAP, co_lead=True, needs_experience=True)

    found = asked([gap], helper(ANA, experienced=True), helper(BEN, load={(2026, 10): 3}))

    assert found == [(1, Place.CO_LEAD, ANA), (1, Place.OBSERVER, BEN)]


def test_a_leads_second_dialogue_gets_another_observer() -> None:
    second = replace(GAP, dialogue=2, starts=START + timedelta(days=1))

    assert {person for *_, person in asked([GAP, second], helper(ANA), helper(BEN))} == {ANA, BEN}


def test_the_reasons_are_told_beside_each_person() -> None:
    gap = replace(GAP, seen={ANA: 1}, qualified=True)

    assert fits(gap, helper(ANA, load={(2026, 10): 1}), Place.OBSERVER) == (
        Fit.SEEN_BEFORE,
        Fit.ADVISES_ONLY,
        Fit.BY_DAY,
        Fit.HELPS_ALREADY,
    )
    assert propose([GAP], [helper(BEN)]).places[0].because == (Fit.NEW_EYES, Fit.BY_DAY, Fit.FREE_MONTH)


@pytest.mark.parametrize(
    ("asked_for", "differed", "wanted"),
    [((), False, 1), (((2, 2),), False, 1), (((1, 2),), False, 2), (((2, 3),), False, 2), (((2, 2),), True, 2)],
)
def test_a_dialogue_has_as_many_observers_as_its_training_needs(
    asked_for: tuple[tuple[int, int], ...], differed: bool, wanted: int
) -> None:
    assert observers_wanted(asked_for, differed=differed) == wanted


# --- held against brute force ---------------------------------------------------------------------

PEOPLE = (11, 12, 13, 14)
BOTH = frozenset({"en", "fr"})


@st.composite
def some_helpers(draw: st.DrawFn) -> list[HelperFacts]:
    count = draw(st.sampled_from([3, 4, 2, 1]))
    return [draw(a_helper(person)) for person in PEOPLE[:count]]


@st.composite
def a_helper(draw: st.DrawFn, person: int) -> HelperFacts:
    busy_from = START + timedelta(minutes=30 * draw(st.integers(-4, 8)))
    return HelperFacts(
        person=person,
        zone=draw(st.sampled_from(["America/New_York", "Asia/Tokyo"])),
        languages=draw(st.sampled_from([BOTH, BOTH, frozenset({"en"})])),
        hours=draw(st.sampled_from([(), (), (), (Hours(TUESDAY + 14 * 60, TUESDAY + 18 * 60),)])),
        most=draw(st.sampled_from([3, 2, 1])),
        observes=draw(st.sampled_from([True, True, True, False])),
        avoids=draw(st.sampled_from([frozenset(), frozenset(), frozenset({7})])),
        experienced=draw(st.booleans()),
        qualified=draw(st.booleans()),
        busy=draw(st.sampled_from([(), (), (Span(busy_from, busy_from + timedelta(hours=1)),)])),
        load={(2026, 10): draw(st.integers(0, 1)), (2026, 11): draw(st.integers(0, 1))},
        asked_last=draw(st.sampled_from([None, START, START - timedelta(days=9)])),
    )


@st.composite
def some_gaps(draw: st.DrawFn) -> list[GapFacts]:
    count = draw(st.integers(1, 3))
    return [draw(a_gap(number)) for number in range(1, count + 1)]


@st.composite
def a_gap(draw: st.DrawFn, number: int) -> GapFacts:
    people = st.frozensets(st.sampled_from(PEOPLE), min_size=1, max_size=1)
    minutes = draw(st.sampled_from([0, 0, 30, 60, 90, 60 * 24 * 12]))
    return GapFacts(
        dialogue=number,
        lead=number,
        starts=START + timedelta(minutes=minutes),
        language=draw(st.sampled_from(["en", "en", "fr"])),
        topic=draw(st.sampled_from([None, None, 7])),
        co_lead=draw(st.booleans()),
        needs_experience=True,
        observers=draw(st.integers(0, 2)),
        observed=draw(st.booleans()),
        qualified=draw(st.booleans()),
        tied=draw(st.one_of(st.just(frozenset()), people)),
        here=draw(st.one_of(st.just(frozenset()), people)),
        seen=draw(st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 2), max_size=3)),
    )


Way = tuple[Proposed, ...]


def is_allowed(way: Way, gaps: dict[int, GapFacts], helpers: dict[int, HelperFacts]) -> bool:
    """Whether somebody may be where they are on their own, and all of it together, written without the product's."""
    alone = all(bars(gaps[row.dialogue], helpers[row.person], row.place) == () for row in way)
    once = all(
        abs(gaps[one.dialogue].starts - gaps[other.dialogue].starts) >= timedelta(hours=1)
        for one, other in combinations(way, 2)
        if one.person == other.person
    )
    months = Counter((row.person, helpers[row.person].month_of(gaps[row.dialogue].starts)) for row in way)
    kept = all(
        helpers[person].load.get(month, 0) + more <= helpers[person].most for (person, month), more in months.items()
    )
    return alone and once and kept


def ways(gaps: Sequence[GapFacts], people: Sequence[int]) -> Iterator[Way]:
    """Every way to fill or not to fill the places of some dialogues."""
    if not gaps:
        yield ()
        return
    gap = gaps[0]
    leads = [None, *people] if gap.co_lead else [None]
    eyes = [group for size in range(gap.observers + 1) for group in combinations(people, size)]
    for rest in ways(gaps[1:], people):
        for lead in leads:
            for group in eyes:
                led = () if lead is None else (Proposed(gap.dialogue, Place.CO_LEAD, lead),)
                yield (*rest, *led, *(Proposed(gap.dialogue, Place.OBSERVER, person) for person in group))


def worth(way: Way, gaps: dict[int, GapFacts], helpers: dict[int, HelperFacts]) -> tuple[int, ...]:
    """What ways are compared by, as ``rules.proposals`` says in words; less is better."""
    observing = [row for row in way if row.place is Place.OBSERVER]
    firsts = len({row.dialogue for row in observing if not gaps[row.dialogue].observed})
    order = sorted(gaps.values(), key=lambda gap: (gap.starts, gap.dialogue))
    waited = sorted(helpers.values(), key=lambda row: (row.asked_last is not None, row.asked_last or START, row.person))
    months: Counter[tuple[int, tuple[int, int]]] = Counter()
    load = 0
    for row in way:
        starts = gaps[row.dialogue].starts
        key = (row.person, helpers[row.person].month_of(starts))
        load += helpers[row.person].load_at(starts) + months[key]
        months[key] += 1
    return (
        len(observing) - len(way),
        -firsts,
        firsts - len(observing),
        sum(order.index(gaps[row.dialogue]) for row in way),
        sum(gaps[row.dialogue].qualified and not helpers[row.person].qualified for row in observing),
        sum(gaps[row.dialogue].seen.get(row.person, 0) for row in way),
        sum(helpers[row.person].zone == "Asia/Tokyo" and not helpers[row.person].hours for row in way),
        load,
        sum(waited.index(helpers[row.person]) for row in way),
    )


@settings(max_examples=150, deadline=None)
@given(some_gaps(), some_helpers())
def test_no_way_of_asking_is_better_than_the_one_proposed(gaps: list[GapFacts], helpers: list[HelperFacts]) -> None:
    by_dialogue, by_person = {gap.dialogue: gap for gap in gaps}, {row.person: row for row in helpers}
    found = propose(gaps, helpers)
    free = {gap.dialogue: [row.person for row in helpers if _may_any(gap, row)] for gap in gaps}

    allowed = [
        way
        for way in ways(gaps, [row.person for row in helpers])
        if all(row.person in free[row.dialogue] for row in way) and is_allowed(way, by_dialogue, by_person)
    ]

    assert found.best
    assert worth(found.places, by_dialogue, by_person) == min(worth(way, by_dialogue, by_person) for way in allowed)


def _may_any(gap: GapFacts, row: HelperFacts) -> bool:
    return any(bars(gap, row, place) == () for place in Place)


@settings(max_examples=100, deadline=None)
@given(st.lists(a_gap(1), min_size=1, max_size=12), some_helpers())
def test_hard_rules_never_break(drawn: list[GapFacts], helpers: list[HelperFacts]) -> None:
    gaps = [replace(gap, dialogue=number, lead=number % 3) for number, gap in enumerate(drawn)]
    by_dialogue, by_person = {gap.dialogue: gap for gap in gaps}, {row.person: row for row in helpers}

    found = propose(gaps, helpers).places

    assert is_allowed(found, by_dialogue, by_person)
    assert len({(row.dialogue, row.person) for row in found}) == len(found)
    for gap in gaps:
        places = Counter(row.place for row in found if row.dialogue == gap.dialogue)
        assert places[Place.CO_LEAD] <= int(gap.co_lead)
        assert places[Place.OBSERVER] <= gap.observers


def test_the_same_facts_lead_to_the_same_people_in_whatever_order_they_come() -> None:
    gaps = [replace(GAP, dialogue=number, lead=number, starts=START + timedelta(days=number)) for number in range(5)]
    helpers = [helper(person) for person in range(20, 30)]

    assert propose(gaps, helpers) == propose(gaps[::-1], helpers[::-1])
