"""Stepping aside, consent to a tie, and guests: who may ask, who agrees, and for whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from certification.review.rules import (
    Reason,
    ReviewerFacts,
    Tie,
    decide_consent,
    decide_guest,
    decide_recusal,
    decide_second,
)

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
OPENED = NOW - timedelta(days=3)
MEMBER = ReviewerFacts(member_since=NOW - timedelta(days=900))

ASIDE = {"open_case": True, "member": True, "oneself": False, "recused": False}


@pytest.mark.parametrize(
    ("fact", "because"),
    [
        ({}, ()),
        ({"open_case": False}, (Reason.NOT_OPEN,)),
        ({"member": False}, (Reason.NOT_CORE_GROUP,)),
        ({"oneself": True}, (Reason.ONESELF,)),
        ({"recused": True}, (Reason.RECUSED,)),
    ],
)
def test_who_could_decide_may_step_aside_once_without_a_reason(
    fact: dict[str, bool], because: tuple[Reason, ...]
) -> None:
    assert decide_recusal(**ASIDE | fact).because == because


CONSENT: dict[str, Any] = {"asked": False, "reason": "Ten years ago.", "open_case": True}
MENTOR = replace(MEMBER, ties=frozenset({Tie.MENTOR}))


@pytest.mark.parametrize(
    ("reviewer", "asker", "facts", "because"),
    [
        (MENTOR, MEMBER, {}, ()),
        (MENTOR, MENTOR, {}, ()),
        (MENTOR, ReviewerFacts(admin=True), {}, ()),
        (MENTOR, MEMBER, {"open_case": False}, (Reason.NOT_OPEN,)),
        (MENTOR, MEMBER, {"asked": True}, (Reason.ALREADY_ASKED,)),
        (MENTOR, MEMBER, {"reason": " "}, (Reason.REASON_MISSING,)),
        (MENTOR, ReviewerFacts(), {}, (Reason.NOT_CORE_GROUP,)),
        (MENTOR, replace(MEMBER, ties=frozenset({Tie.ONESELF})), {}, (Reason.NOT_CORE_GROUP,)),
        (MEMBER, MEMBER, {}, (Reason.NOTHING_TO_CONSENT,)),
        (replace(MENTOR, member_since=None), MEMBER, {}, (Reason.NOT_CORE_GROUP,)),
        (replace(MENTOR, ties=frozenset({Tie.MENTOR, Tie.DECLARED})), MEMBER, {}, (Reason.ALWAYS_EXCLUDES,)),
        (replace(MENTOR, ties=frozenset({Tie.DECIDED_BEFORE})), MEMBER, {}, (Reason.ALWAYS_EXCLUDES,)),
    ],
)
def test_consent_is_asked_for_ties_that_can_be_lifted_and_for_none_that_cannot(
    reviewer: ReviewerFacts, asker: ReviewerFacts, facts: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    assert decide_consent(reviewer, asker, **CONSENT | facts).because == because


SECOND: dict[str, Any] = {"opened_at": OPENED, "person": 3, "barred": {1, 2}, "done": False, "open_case": True}


@pytest.mark.parametrize(
    ("second", "facts", "because"),
    [
        (MEMBER, {}, ()),
        (ReviewerFacts(admin=True), {}, ()),
        (MEMBER, {"open_case": False}, (Reason.NOT_OPEN,)),
        (MEMBER, {"done": True}, (Reason.ALREADY_THERE,)),
        (MEMBER, {"person": 1}, (Reason.SECOND_PERSON,)),
        (MEMBER, {"person": 2}, (Reason.SECOND_PERSON,)),
        (MENTOR, {}, (Reason.MENTOR,)),
        (ReviewerFacts(guest=True), {}, (Reason.NOT_CORE_GROUP,)),
    ],
)
def test_the_second_person_is_another_and_free_of_ties(
    second: ReviewerFacts, facts: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    assert decide_second(second, **SECOND | facts).because == because


GUEST: dict[str, Any] = {
    "opened_at": OPENED,
    "there": False,
    "gone": False,
    "reason": "Knows the work.",
    "until": NOW + timedelta(days=30),
    "at": NOW,
    "open_case": True,
}


@pytest.mark.parametrize(
    ("guest", "facts", "because"),
    [
        (ReviewerFacts(), {}, ()),
        (ReviewerFacts(member_since=NOW), {}, ()),
        (MEMBER, {}, (Reason.ALREADY_THERE,)),
        (ReviewerFacts(), {"there": True}, (Reason.ALREADY_THERE,)),
        (ReviewerFacts(), {"gone": True}, (Reason.PERSON_GONE,)),
        (ReviewerFacts(ties=frozenset({Tie.CO_LEAD})), {}, (Reason.TIED_YOURSELF,)),
        (ReviewerFacts(ties=frozenset({Tie.UNIT})), {}, ()),
        (ReviewerFacts(ties=frozenset({Tie.UNIT}), unit_excludes=True), {}, (Reason.TIED_YOURSELF,)),
        (ReviewerFacts(), {"reason": ""}, (Reason.REASON_MISSING,)),
        (ReviewerFacts(), {"until": None}, (Reason.UNTIL_MISSING,)),
        (ReviewerFacts(), {"until": NOW}, (Reason.UNTIL_MISSING,)),
        (ReviewerFacts(), {"open_case": False}, (Reason.NOT_OPEN,)),
    ],
)
def test_a_guest_is_independent_and_from_outside_for_a_time_that_ends(
    guest: ReviewerFacts, facts: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    assert decide_guest(guest, **GUEST | facts).because == because
