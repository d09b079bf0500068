"""Who is independent: every tie beside every doing, and what membership, time, consent and power change of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.review.rules import ACTS, WEIGHTS, Doing, Reason, ReviewerFacts, Tie, Weight, independence, may

OPENED = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
BEFORE, AFTER = OPENED - timedelta(seconds=1), OPENED + timedelta(seconds=1)
MEMBER = ReviewerFacts(member_since=BEFORE)
READ, DECIDE, VOUCH = Doing.READ, Doing.DECIDE, Doing.VOUCH

# What a member of the core group with one tie may do, without anybody's consent.
TABLE = """
    tie              read  decide  vouch
    oneself          no    no      no
    declared         no    no      no
    recused          no    no      no
    decided_before   yes   no      yes
    co_lead          yes   no      no
    mentor           yes   no      no
    manager          yes   no      no
    report           yes   no      no
    only_observer    yes   no      no
    put_forward      yes   no      no
    unit             yes   yes     yes
"""
# The same with a second person's consent to the tie: it lifts what can be lifted, for deciding only.
CONSENTED = """
    tie              read  decide  vouch
    oneself          no    no      no
    declared         no    no      no
    recused          no    no      no
    decided_before   yes   no      yes
    co_lead          yes   yes     no
    mentor           yes   yes     no
    manager          yes   yes     no
    report           yes   yes     no
    only_observer    yes   yes     no
    put_forward      yes   yes     no
    unit             yes   yes     yes
"""


def rows(table: str) -> list[tuple[Tie, Doing, bool]]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return [
        (Tie(line[0]), Doing(doing), word == "yes")
        for line in lines
        for doing, word in zip(head[1:], line[1:], strict=True)
    ]


def answered(doing: Doing, facts: ReviewerFacts) -> tuple[Reason, ...]:
    return may(doing, facts, opened_at=OPENED).because


@pytest.mark.parametrize("table", [TABLE, CONSENTED])
def test_the_tables_leave_nothing_out(table: str) -> None:
    assert [(tie, doing) for tie, doing, _ in rows(table)] == list(product(Tie, Doing))


@pytest.mark.parametrize(("tie", "doing", "yes"), rows(TABLE))
def test_what_one_tie_keeps_from(tie: Tie, doing: Doing, yes: bool) -> None:
    assert answered(doing, replace(MEMBER, ties=frozenset({tie}))) == (() if yes else (Reason(tie.value),))


@pytest.mark.parametrize(("tie", "doing", "yes"), rows(CONSENTED))
def test_what_one_tie_keeps_from_that_a_second_person_found_no_obstacle(tie: Tie, doing: Doing, yes: bool) -> None:
    facts = replace(MEMBER, ties=frozenset({tie}), consented=frozenset({tie}))

    assert answered(doing, facts) == (() if yes else (Reason(tie.value),))


@pytest.mark.parametrize("doing", Doing)
def test_a_member_without_a_tie_may_do_all(doing: Doing) -> None:
    assert answered(doing, MEMBER) == ()


def test_consent_to_one_tie_lifts_no_other() -> None:
    facts = replace(MEMBER, ties=frozenset({Tie.MENTOR, Tie.MANAGER}), consented=frozenset({Tie.MENTOR}))

    assert answered(DECIDE, facts) == (Reason.MANAGER,)


def test_the_same_unit_excludes_only_where_the_pathway_says_so_and_can_be_lifted_there() -> None:
    strict = replace(MEMBER, ties=frozenset({Tie.UNIT}), unit_excludes=True)

    assert [answered(doing, strict) for doing in Doing] == [(), (Reason.UNIT,), (Reason.UNIT,)]
    assert answered(DECIDE, replace(strict, consented=frozenset({Tie.UNIT}))) == ()


# Who they are, since when, and whether they may read, decide, vouch.
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ReviewerFacts(member_since=BEFORE), ((), (), ())),
        (ReviewerFacts(member_since=OPENED), ((), (), ())),
        (ReviewerFacts(member_since=AFTER), ((), (Reason.ROLE_TOO_NEW,), (Reason.ROLE_TOO_NEW,))),
        (ReviewerFacts(member_since=AFTER, guest=True), ((), (), (Reason.ROLE_TOO_NEW,))),
        (ReviewerFacts(member_since=AFTER, admin=True), ((), (Reason.ROLE_TOO_NEW,), ())),
        (ReviewerFacts(guest=True), ((), (), (Reason.NOT_CORE_GROUP,))),
        (ReviewerFacts(admin=True), ((), (Reason.NOT_CORE_GROUP,), ())),
        (ReviewerFacts(), ((Reason.NOT_CORE_GROUP,),) * 3),
    ],
)
def test_what_membership_and_its_time_allow(facts: ReviewerFacts, expected: tuple[tuple[Reason, ...], ...]) -> None:
    assert tuple(answered(doing, facts) for doing in (READ, DECIDE, VOUCH)) == expected


@pytest.mark.parametrize("facts", [ReviewerFacts(guest=True), ReviewerFacts(admin=True, guest=True)])
@pytest.mark.parametrize("tie", Tie)
def test_a_guest_is_held_to_the_same_ties(facts: ReviewerFacts, tie: Tie) -> None:
    expected = () if tie is Tie.UNIT else (Reason(tie.value),)

    assert answered(DECIDE, replace(facts, ties=frozenset({tie}))) == expected


def test_nothing_in_the_facts_tells_of_a_superusers_powers() -> None:
    assert [name for name in ReviewerFacts.__dataclass_fields__ if "super" in name] == []


def test_everything_that_excludes_is_said_in_the_order_of_the_table() -> None:
    facts = replace(MEMBER, ties=frozenset(Tie) - {Tie.UNIT})

    assert answered(DECIDE, facts) == tuple(Reason(tie.value) for tie in WEIGHTS if tie is not Tie.UNIT)


def test_every_tie_has_a_weight_and_every_doing_a_line() -> None:
    assert (set(WEIGHTS), set(ACTS)) == (set(Tie), set(Doing))


facts_of_anybody = st.builds(
    ReviewerFacts,
    member_since=st.sampled_from([None, BEFORE, OPENED, AFTER]),
    admin=st.booleans(),
    guest=st.booleans(),
    ties=st.frozensets(st.sampled_from(Tie)),
    consented=st.frozensets(st.sampled_from(Tie)),
    unit_excludes=st.booleans(),
)


@given(facts_of_anybody)
def test_nobody_decides_with_a_tie_that_always_excludes_whatever_others_say(facts: ReviewerFacts) -> None:
    if any(WEIGHTS[tie] is Weight.ALWAYS for tie in facts.ties):
        assert independence(facts, opened_at=OPENED).refused


@given(facts_of_anybody, st.sampled_from(Tie), st.sampled_from(Doing))
def test_one_more_tie_never_allows_anything(facts: ReviewerFacts, tie: Tie, doing: Doing) -> None:
    if answered(doing, facts):
        assert answered(doing, replace(facts, ties=facts.ties | {tie}))


@given(facts_of_anybody, st.sampled_from(Doing))
def test_consent_changes_nothing_but_deciding(facts: ReviewerFacts, doing: Doing) -> None:
    if doing is not DECIDE:
        assert answered(doing, facts) == answered(doing, replace(facts, consented=frozenset()))


@given(facts_of_anybody)
def test_who_may_decide_may_read(facts: ReviewerFacts) -> None:
    if not answered(DECIDE, facts):
        assert answered(READ, facts) == ()
