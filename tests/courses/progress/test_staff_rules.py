"""What staff may note and credit, and of which days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from courses.progress.rules import (
    EVIDENCE_MOST_BYTES,
    CreditFacts,
    Reason,
    RecordFacts,
    counts_until,
    decide_credit,
    decide_end,
    decide_record,
    decide_waiver,
    latest_day,
)

AT = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
TODAY = AT.date()
NOTED = RecordFacts(own=False, because="The host wrote it down.", occurred_on=TODAY)
CREDITED = CreditFacts(
    own=False,
    known=True,
    credited=False,
    earned_on=TODAY - timedelta(days=400),
    because="The same course elsewhere.",
    type="application/pdf",
    size=1000,
)


def test_what_took_place_today_may_be_noted() -> None:
    assert decide_record(NOTED, at=AT).because == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"own": True}, Reason.OWN_TRAINING),
        ({"nobodys": True}, Reason.NOBODYS_TRAINING),
        ({"because": "  "}, Reason.NO_REASON_GIVEN),
        ({"occurred_on": TODAY + timedelta(days=2)}, Reason.IN_THE_FUTURE),
        ({"occurred_on": TODAY - timedelta(days=3654)}, Reason.TOO_LONG_AGO),
        ({"doubled": True}, Reason.ALREADY_RECORDED),
        ({"led": False}, Reason.NO_SUCH_DIALOGUE),
        ({"invited": 3, "answers": 4}, Reason.MORE_ANSWERS_THAN_ASKED),
    ],
)
def test_each_thing_against_a_record_is_told_by_its_name(changes: dict[str, object], reason: Reason) -> None:
    assert decide_record(replace(NOTED, **changes), at=AT).because == (reason,)  # type: ignore[arg-type]


def test_where_days_begin_first_it_is_tomorrow_already_and_that_counts() -> None:
    assert (latest_day(AT), latest_day(AT.replace(hour=9))) == (TODAY + timedelta(days=1), TODAY)


def test_earlier_training_with_a_proof_counts() -> None:
    assert decide_credit(CREDITED, at=AT).because == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"own": True}, Reason.OWN_TRAINING),
        ({"nobodys": True}, Reason.NOBODYS_TRAINING),
        ({"known": False}, Reason.NO_SUCH_REQUIREMENT),
        ({"credited": True}, Reason.ALREADY_CREDITED),
        ({"because": ""}, Reason.NO_REASON_GIVEN),
        ({"earned_on": TODAY + timedelta(days=2)}, Reason.IN_THE_FUTURE),
        ({"earned_on": date(2023, 10, 30)}, Reason.TOO_OLD_TO_COUNT),
        ({"size": 0, "type": ""}, Reason.EVIDENCE_MISSING),
        ({"size": EVIDENCE_MOST_BYTES + 1}, Reason.EVIDENCE_TOO_LARGE),
        ({"type": "image/svg+xml"}, Reason.EVIDENCE_UNKNOWN),
    ],
)
def test_each_thing_against_a_credit_is_told_by_its_name(changes: dict[str, object], reason: Reason) -> None:
    assert decide_credit(replace(CREDITED, **changes), at=AT).because == (reason,)  # type: ignore[arg-type]


def test_training_counts_on_the_very_day_on_which_it_becomes_three_years_old() -> None:
    assert decide_credit(replace(CREDITED, earned_on=date(2023, 10, 31)), at=AT).because == ()


def test_training_of_a_leap_day_counts_until_the_last_of_february() -> None:
    assert counts_until(date(2024, 2, 29)) == date(2027, 2, 28)


def test_a_year_that_no_calendar_has_any_more_is_in_the_future() -> None:
    facts = replace(CREDITED, earned_on=date.max)

    assert decide_credit(facts, at=AT).because == (Reason.IN_THE_FUTURE,)


def test_what_is_waived_already_is_not_waived_again() -> None:
    assert decide_waiver(own=False, known=True, waived=True, because="Yes.").because == (Reason.ALREADY_WAIVED,)


def test_only_what_stands_can_be_ended() -> None:
    decision = decide_end(own=False, stands=False, missing=Reason.NOT_WAIVED, because="It was a mistake.")

    assert decision.because == (Reason.NOT_WAIVED,)
