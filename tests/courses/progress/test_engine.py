"""What a history comes to, in any order, and one assertion at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from courses.progress.engine import Event, Rank, add, fold
from courses.progress.requirements import Asserted, Progress

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def said(seq: int, subject: str = "lesson:a", *, done: bool = True, rank: Rank = Rank.SELF) -> Event:
    return Event(seq, subject, {"done": done}, rank, NOON)


def taken_back(seq: int, event: Event) -> Event:
    return Event(seq, event.subject, {}, Rank.PERSON, NOON, undoes=event.seq)


@st.composite
def histories(draw: Callable[[Any], Any]) -> list[Event]:
    """A ledger: numbered from one, about few subjects, some entries taking back an earlier one."""
    rows: list[Event] = []
    for seq in range(1, draw(st.integers(0, 14)) + 1):
        standing = [row for row in rows if row.undoes is None]
        if standing and draw(st.booleans()):
            rows.append(taken_back(seq, draw(st.sampled_from(standing))))
        else:
            subject = draw(st.sampled_from(["lesson:a", "lesson:b", "attendance:slot/1"]))
            rows.append(said(seq, subject, done=draw(st.booleans()), rank=draw(st.sampled_from(Rank))))
    return rows


def slow_model(rows: list[Event]) -> dict[str, Asserted]:
    """The definition, word by word: for each subject the assertion not undone with the greatest (rank, seq)."""
    result = {}
    for subject in {row.subject for row in rows}:
        left = [
            row
            for row in rows
            if row.subject == subject and row.undoes is None and all(other.undoes != row.seq for other in rows)
        ]
        for row in left:
            if all((row.rank, row.seq) >= (other.rank, other.seq) for other in left):
                result[subject] = Asserted(row.seq, row.rank, row.value, row.occurred_at)
    return result


@given(histories(), st.randoms())
def test_the_order_in_which_events_are_read_does_not_matter(rows: list[Event], chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)

    assert fold(shuffled) == fold(rows) == slow_model(rows)


@given(histories())
def test_adding_one_assertion_equals_folding_anew(rows: list[Event]) -> None:
    new = said(len(rows) + 1, rank=Rank.IMPORT)

    assert add(fold(rows), new) == fold([*rows, new])


@given(histories())
def test_reading_every_event_twice_changes_nothing(rows: list[Event]) -> None:
    assert fold(rows + rows) == fold(rows)


def test_a_person_outweighs_an_import_and_an_import_oneself_however_late_they_speak() -> None:
    rows = [said(1, rank=Rank.PERSON, done=False), said(2, rank=Rank.IMPORT), said(3, rank=Rank.SELF)]

    assert fold(rows)["lesson:a"].seq == 1


def test_of_equal_weight_the_later_word_stands() -> None:
    assert fold([said(1), said(2, done=False)])["lesson:a"].value == {"done": False}


def test_what_stood_before_an_entry_stands_again_when_it_is_taken_back() -> None:
    first, second = said(1), said(2, done=False)

    assert fold([first, second, taken_back(3, second)])["lesson:a"].seq == 1


def test_a_subject_of_which_everything_is_taken_back_is_not_known() -> None:
    only = said(1)

    assert fold([only, taken_back(2, only)]) == {}


def test_adding_leaves_the_progress_that_was_given_untouched() -> None:
    before: Progress = fold([said(1)])
    kept = dict(before)

    add(before, replace(said(2), value={"done": False}))

    assert before == kept
