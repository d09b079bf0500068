"""What is decided about reflections, debriefs, care and concerns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.practice import rules
from courses.practice.marks import in_time, letter, side_by_side
from courses.practice.rules import Awaited, Beside, Reason

ENDED = datetime(2026, 10, 21, 17, 0, tzinfo=UTC)
SOON = ENDED + timedelta(days=1)


def awaited(**facts: object) -> tuple[Awaited, ...]:
    usual: dict[str, object] = {
        "ended": ENDED,
        "observers_out": 0,
        "feedback_open": False,
        "reflected": True,
        "at": SOON,
    }
    return rules.still_awaited(**{**usual, **facts})  # type: ignore[arg-type]


def test_a_debrief_opens_once_everything_is_in() -> None:
    assert awaited() == ()


@pytest.mark.parametrize(
    ("fact", "what"),
    [
        ({"observers_out": 1}, Awaited.OBSERVATION),
        ({"feedback_open": True}, Awaited.FEEDBACK),
        ({"reflected": False}, Awaited.REFLECTION),
    ],
)
def test_a_debrief_waits_for_each_of_the_three(fact: dict[str, object], what: Awaited) -> None:
    assert awaited(**fact) == (what,)


def test_after_fourteen_days_a_debrief_waits_for_nothing() -> None:
    late = {"observers_out": 2, "feedback_open": True, "reflected": False}

    assert awaited(**late, at=ENDED + timedelta(days=14)) == ()


def test_a_minute_before_fourteen_days_it_still_waits() -> None:
    at = ENDED + timedelta(days=14) - timedelta(minutes=1)

    assert awaited(observers_out=1, at=at) == (Awaited.OBSERVATION,)


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        (4, [2, 3], Beside.HIGHER),
        (1, [2, 2], Beside.LOWER),
        (3, [3, 4], Beside.ALIKE),
        (4, [3, None], Beside.HIGHER),
        (None, [3], Beside.UNKNOWN),
        (3, [None, None], Beside.UNKNOWN),
        (3, [], Beside.UNKNOWN),
    ],
)
def test_own_view_stands_beside_the_mean_of_those_who_saw_it(own: int, others: list[int], told: Beside) -> None:
    assert rules.own_beside_others(own, others) is told


def test_somebody_may_ask_to_talk_until_three_days_have_passed() -> None:
    last = ENDED + timedelta(hours=72)

    early = rules.decide_care(took_part=True, ended=ENDED, at=last - timedelta(seconds=1))
    late = rules.decide_care(took_part=True, ended=ENDED, at=last)

    assert (early.because, late.because) == ((), (Reason.CARE_LATE,))


def test_whoever_had_no_part_asks_for_no_talk() -> None:
    assert rules.decide_care(took_part=False, ended=ENDED, at=SOON).because == (Reason.NO_PART,)


def raising(**facts: object) -> tuple[Reason, ...]:
    usual = {"near": True, "begun": True, "concerned": False, "words": True, "owner_may": True, "owner_close": False}
    return rules.decide_raising(**{**usual, "due_in": 7, **facts}).because  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({}, ()),
        ({"near": False}, (Reason.NO_PART,)),
        ({"concerned": True}, (Reason.NO_PART,)),
        ({"begun": False}, (Reason.NOT_HELD,)),
        ({"words": False}, (Reason.WORDS_MISSING,)),
        ({"owner_may": False}, (Reason.OWNER_UNKNOWN,)),
        ({"owner_close": True}, (Reason.TOO_CLOSE,)),
        ({"due_in": -1}, (Reason.DUE_TOO_FAR,)),
        ({"due_in": 30}, ()),
        ({"due_in": 31}, (Reason.DUE_TOO_FAR,)),
    ],
)
def test_a_concern_is_raised_by_who_was_near_with_somebody_who_stands_apart(
    facts: dict[str, object], because: tuple[Reason, ...]
) -> None:
    assert raising(**facts) == because


def test_a_concern_is_usually_answered_within_a_week() -> None:
    assert rules.usual_due(date(2026, 10, 21)) == date(2026, 10, 28)


def test_equal_marks_hide_nothing_for_each_has_a_line_of_its_own() -> None:
    plot = side_by_side([("Care", 3, [3, 3])], (1, 2, 3, 4))

    marks = plot.rows[0].marks
    assert ([mark.letter for mark in marks], len({mark.y for mark in marks}), {mark.x for mark in marks}) == (
        ["", "A", "B"],
        3,
        {235},
    )


def test_what_was_not_observed_has_a_line_and_no_mark() -> None:
    plot = side_by_side([("Care", None, [None, 4])], (1, 2, 3, 4))

    assert (len(plot.rows[0].lines), [mark.letter for mark in plot.rows[0].marks]) == (3, ["B"])


def test_levels_in_time_run_from_the_first_dialogue_to_the_last_and_leave_gaps_out() -> None:
    plot = in_time([("Care", [1.0, None, 4.0])], (1, 2, 3, 4))

    path = plot.rows[0]
    assert [(mark.x, mark.y) for mark in path.marks] == [(16, path.low), (344, path.high)]
    assert [tick.label for tick in plot.ticks] == ["1", "2", "3"]


def test_one_dialogue_alone_stands_in_the_middle() -> None:
    assert in_time([("Care", [2.5])], (1, 2, 3, 4)).ticks[0].x == 180


def test_observers_are_called_by_letters() -> None:
    assert [letter(number) for number in (0, 1, 25)] == ["A", "B", "Z"]
