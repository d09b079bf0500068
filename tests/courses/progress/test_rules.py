"""What may be enrolled in, waived, taken back and released."""

from typing import Any

import pytest

from courses.progress.rules import Reason, decide_release, decide_undo, decide_waiver, structure
from tests import scenes


def a_document(**changes: Any) -> dict[str, Any]:
    return scenes.a_document()[0] | changes


def reasons(document: dict[str, Any], *, current: str | None = None) -> tuple[Reason, ...]:
    return decide_release(document, current_digest=current, digest="new").because


def test_somebody_else_may_waive_a_requirement_and_says_why() -> None:
    assert not decide_waiver(own=False, known=True, waived=False, because="Led chats for years.").refused


def test_nobody_waives_anything_for_themselves() -> None:
    assert decide_waiver(own=True, known=True, waived=False, because="I did it.").because == (Reason.OWN_TRAINING,)


def test_a_waiver_without_a_reason_is_none() -> None:
    assert decide_waiver(own=False, known=True, waived=False, because="  ").because == (Reason.NO_REASON_GIVEN,)


def test_all_reasons_against_are_told_at_once() -> None:
    decision = decide_waiver(own=True, known=False, waived=False, because="")

    assert decision.because == (Reason.OWN_TRAINING, Reason.NO_SUCH_REQUIREMENT, Reason.NO_REASON_GIVEN)


def test_an_entry_is_taken_back_once() -> None:
    assert not decide_undo(own=False, exists=True, undone=False, because="Wrong person.").refused
    assert decide_undo(own=False, exists=True, undone=True, because="Again.").because == (Reason.ALREADY_UNDONE,)


def test_nobody_takes_back_an_entry_of_their_own() -> None:
    decision = decide_undo(own=True, exists=True, undone=False, because="Oops.")

    assert decision.because == (Reason.OWN_TRAINING,)


def test_a_pathway_with_lessons_and_something_seen_live_may_be_released() -> None:
    assert reasons(a_document()) == ()


def test_a_pathway_without_a_lesson_is_not_released() -> None:
    module = {"key": "m", "title": "Empty", "summary": "", "lessons": []}

    assert reasons(a_document(modules=[module])) == (Reason.NO_LESSONS,)


def test_a_pathway_without_requirements_is_not_released() -> None:
    assert reasons(a_document(requirements=[])) == (Reason.NO_REQUIREMENTS,)


def test_reading_alone_never_certifies() -> None:
    reading = [{"kind": "complete_lessons", "key": "lessons"}]

    assert reasons(a_document(requirements=reading)) == (Reason.NOTHING_ATTESTED,)


def test_a_release_without_a_change_is_none() -> None:
    assert reasons(a_document(), current="new") == (Reason.NOTHING_NEW,)


def with_lesson(**changes: Any) -> dict[str, Any]:
    document = a_document()
    document["modules"][0]["lessons"][0].update(changes)
    return document


def test_other_words_are_the_same_structure() -> None:
    assert structure(with_lesson(title="Better words", version="other")) == structure(a_document())


@pytest.mark.parametrize("change", [{"minutes": 11}, {"required": False}, {"key": "another"}])
def test_what_bears_on_progress_is_another_structure(change: dict[str, Any]) -> None:
    assert structure(with_lesson(**change)) != structure(a_document())


def test_another_order_of_requirements_is_the_same_structure() -> None:
    turned = list(reversed(a_document()["requirements"]))

    assert structure(a_document(requirements=turned)) == structure(a_document())


def test_another_right_answer_is_another_structure() -> None:
    key = a_document()["modules"][0]["lessons"][0]["key"]
    one = a_document(checks={key: {"pass_mark": 75, "questions": [["q", False, ["a"]]]}})
    other = a_document(checks={key: {"pass_mark": 75, "questions": [["q", False, ["b"]]]}})

    assert structure(one) != structure(other)


@pytest.mark.parametrize("days", ["target_days", "appeal_days"])
def test_other_days_for_the_core_group_move_everybody_as_other_words_do(days: str) -> None:
    assert structure(a_document(review={"approvals": 2, days: 60})) == structure(a_document())


@pytest.mark.parametrize("asked", [{"rule": "unanimous"}, {"panel": 3}, {"unit_excludes": True}, {"valid_months": 24}])
def test_another_way_to_decide_or_another_promise_is_another_structure(asked: dict[str, Any]) -> None:
    assert structure(a_document(review={"approvals": 2, **asked})) != structure(a_document())


def test_another_number_of_approvals_is_another_structure() -> None:
    assert structure(a_document(review={"approvals": 3})) != structure(a_document())
