"""What changed between two states of the evidence: each row that is new, gone or different, and nothing else."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.review.rules import Change, Changed, changes

FROZEN: dict[str, Any] = {
    "requirements": [{"key": "lessons", "met": True, "have": 2, "need": 2}],
    "observations": [{"id": 5, "dialogue": 3, "words": "a1"}],
    "attendance": [{"session": 9, "minutes": 60}],
    "reflections": [{"dialogue": 3, "words": "b2"}],
    "facts": {"lesson:1": {"seq": 4, "value": {"done": True}}},
}


def changed(part: str, row: Any) -> dict[str, Any]:
    return deepcopy(FROZEN) | {part: row}


def test_the_same_evidence_has_no_changes() -> None:
    assert changes(FROZEN, deepcopy(FROZEN)) == []


@pytest.mark.parametrize(
    ("part", "key"),
    [("requirements", "lessons"), ("observations", "5"), ("attendance", "9"), ("reflections", "3")],
)
def test_each_row_is_told_that_is_new_or_gone(part: str, key: str) -> None:
    row = FROZEN[part][0]

    assert changes(FROZEN, changed(part, [])) == [Change(part, key, Changed.REMOVED, before=row)]
    assert changes(changed(part, []), FROZEN) == [Change(part, key, Changed.ADDED, after=row)]


def test_a_row_is_told_with_what_it_was_and_is() -> None:
    less = {"session": 9, "minutes": 20}

    told = changes(FROZEN, changed("attendance", [less]))

    assert told == [Change("attendance", "9", Changed.CHANGED, before={"session": 9, "minutes": 60}, after=less)]


def test_words_that_were_changed_show_by_their_hash() -> None:
    told = changes(FROZEN, changed("reflections", [{"dialogue": 3, "words": "c3"}]))

    assert [(row.part, row.how) for row in told] == [("reflections", Changed.CHANGED)]


def test_facts_are_told_last_in_the_order_in_which_they_stood() -> None:
    now = changed("attendance", []) | {"facts": {"lesson:2": {"seq": 7, "value": {"done": True}}}}

    told = [(row.part, row.key, row.how) for row in changes(FROZEN, now)]

    assert told == [
        ("attendance", "9", Changed.REMOVED),
        ("facts", "lesson:1", Changed.REMOVED),
        ("facts", "lesson:2", Changed.ADDED),
    ]


def test_the_evidence_of_a_time_that_froze_less_is_compared_by_what_it_has() -> None:
    earlier = {"facts": FROZEN["facts"], "requirements": FROZEN["requirements"]}

    assert {row.part for row in changes(earlier, FROZEN)} == {"observations", "attendance", "reflections"}


def _session(row: Any) -> Any:
    return row["session"]


documents = st.fixed_dictionaries(
    {
        "attendance": st.lists(
            st.fixed_dictionaries({"session": st.integers(1, 4), "minutes": st.integers(0, 2)}),
            unique_by=_session,
        ),
        "facts": st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 2)),
    }
)


@given(documents, documents)
def test_nothing_is_told_only_where_nothing_is_different(one: dict[str, Any], other: dict[str, Any]) -> None:
    def spelled(document: dict[str, Any]) -> Any:
        return {row["session"]: row for row in document["attendance"]}, document["facts"]

    assert (changes(one, other) == []) is (spelled(one) == spelled(other))


@given(documents, documents)
def test_the_way_back_tells_the_same_rows_turned_around(one: dict[str, Any], other: dict[str, Any]) -> None:
    there = {(row.part, row.key, row.before, row.after) for row in _hashable(changes(one, other))}
    back = {(row.part, row.key, row.after, row.before) for row in _hashable(changes(other, one))}

    assert there == back


def _hashable(rows: list[Change]) -> list[Change]:
    return [Change(row.part, row.key, row.how, str(row.before), str(row.after)) for row in rows]
