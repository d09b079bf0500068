"""Knowledge checks as editors write them: what they are told, and what a release keeps of them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.checks import CheckQuestions
from cms.compiler.checks import answers
from cms.compiler.documents import compile_tree
from cms.models import LessonPage, ModulePage, PathwayPage
from cms.queries.tree import live_tree
from courses.lessons.rules.checks import Check
from courses.lessons.rules.drawing import Chance
from courses.progress.rules import structure
from tests.cms import scenes

pytestmark = pytest.mark.django_db

BLOCKS = CheckQuestions().child_blocks
CHOICES = [
    {"text": "Check-in", "right": True, "feedback": "Yes."},
    {"text": "Debrief", "right": False, "feedback": "No."},
]
VALUES: dict[str, dict[str, Any]] = {
    "question": {"text": "What is first?", "multiple": False, "choices": CHOICES},
    "scenario": {"situation": "Somebody is silent.", "text": "What now?", "choices": CHOICES},
    "ordering": {"text": "In order?", "items": ["Check-in", "Frame", "Debrief"], "feedback": "So it is."},
    "matching": {
        "text": "What fits?",
        "pairs": [{"left": "Check-in", "right": "Arrive"}, {"left": "Debrief", "right": "Take home"}],
        "feedback": "So it is.",
    },
    "text": {"text": "In your words?", "model": "Like this."},
}


def texts(error: Any) -> Iterator[str]:
    """All words of a nested error."""
    if isinstance(error, StructBlockValidationError):
        yield from (words for one in error.block_errors.values() for words in texts(one))
    elif isinstance(error, ListBlockValidationError):
        yield from (words for one in error.non_block_errors.as_data() for words in one.messages)
    else:
        yield from error.messages


def told(kind: str, **changes: Any) -> list[str]:
    """What an editor is told of a question."""
    block = BLOCKS[kind]
    try:
        block.clean(block.normalize(VALUES[kind] | changes))
    except ValidationError as error:
        return list(texts(error))
    return []


def rows() -> list[dict[str, Any]]:
    """One question of each kind as the editor keeps them."""
    found = []
    for number, (kind, value) in enumerate(VALUES.items()):
        kept = json.loads(json.dumps(value))
        for part in ("choices", "items", "pairs"):
            if part in kept:
                kept[part] = [
                    {"type": "item", "id": f"{kind}-{place}", "value": row} for place, row in enumerate(kept[part])
                ]
        found.append({"type": kind, "id": f"q-{number}", "value": kept})
    return found


def a_lesson(questions: list[dict[str, Any]], **fields: Any) -> LessonPage:
    page = scenes.a_pathway(lessons=0)
    return scenes.a_lesson(ModulePage.objects.child_of(page).get(), 0, questions=json.dumps(questions), **fields)


def document() -> dict[str, Any]:
    page = PathwayPage.objects.get()
    return compile_tree(live_tree(page)).document


def changed(lesson: LessonPage, questions: list[dict[str, Any]]) -> bool:
    """Whether other questions are another structure, in which people stay where they are unless they are moved."""
    before = structure(document())
    lesson.questions = json.dumps(questions)
    lesson.save()
    return structure(document()) != before


@pytest.mark.parametrize("kind", VALUES)
def test_a_whole_question_is_kept(kind: str) -> None:
    assert told(kind) == []


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        ("question", {"choices": [row | {"right": False} for row in CHOICES]}, "Mark the answer that is right."),
        ("scenario", {"choices": [row | {"right": False} for row in CHOICES]}, "Mark the way that is good."),
        ("ordering", {"items": ["Frame", "frame "]}, "Two of these say the same. Each has to be different."),
        (
            "matching",
            {"pairs": [{"left": "A", "right": "One"}, {"left": "B", "right": "One"}]},
            "Two of these say the same. Each has to be different.",
        ),
    ],
)
def test_an_editor_is_told_in_plain_words_what_is_missing(kind: str, changes: dict[str, Any], words: str) -> None:
    assert told(kind, **changes) == [words]


@pytest.mark.parametrize(("kind", "part"), [("question", "choices"), ("ordering", "items"), ("matching", "pairs")])
def test_one_thing_alone_is_no_question(kind: str, part: str) -> None:
    assert told(kind, **{part: VALUES[kind][part][:1]}) == ["The minimum number of items is 2"]


def test_more_than_one_right_answer_has_to_be_meant() -> None:
    both = [row | {"right": True} for row in CHOICES]

    assert (len(told("question", choices=both)), told("question", choices=both, multiple=True)) == (1, [])


def test_no_more_is_drawn_than_there_is_nor_more_minutes_asked_for_than_a_lesson_takes() -> None:
    with pytest.raises(ValidationError) as error:
        a_lesson(rows(), draw=5, minimum=11)

    assert set(error.value.message_dict) == {"draw", "minimum"}


def test_what_is_compiled_can_be_asked_and_answered() -> None:
    lesson = a_lesson(rows(), tries=3, draw=2, minimum=5)
    body = next(iter(compile_tree(live_tree(PathwayPage.objects.get())).lessons.values()))
    check = Check.read(body["check"])
    asked = check.asked(Chance(7, "v", 1))

    assert [row["kind"] for row in body["check"]["questions"]] == ["single", "scenario", "ordering", "matching", "text"]
    assert (check.tries, check.draw, len(asked.questions), asked.faults(asked.right_answers)) == (3, 2, 3, {})
    assert document()["modules"][0]["lessons"][0]["minimum"] == lesson.minimum


def test_limits_that_are_not_set_are_not_written() -> None:
    a_lesson(rows())
    lesson, checks = document()["modules"][0]["lessons"][0], document()["checks"]

    assert ("minimum" in lesson, [set(check) for check in checks.values()]) == (False, [{"pass_mark", "questions"}])


def test_words_and_the_order_of_answers_are_no_other_structure() -> None:
    lesson, turned = a_lesson(rows()), rows()
    turned[0]["value"]["choices"].reverse()
    turned[2]["value"]["items"][0]["value"] = "The check-in"
    turned[4]["value"]["model"] = "Or like this."

    assert not changed(lesson, turned)


def test_another_right_order_is_another_structure() -> None:
    lesson, turned = a_lesson(rows()), rows()
    turned[2]["value"]["items"].reverse()

    assert changed(lesson, turned)


def test_partners_that_are_exchanged_are_another_structure() -> None:
    lesson, turned = a_lesson(rows()), rows()
    one, two = turned[3]["value"]["pairs"]
    one["value"]["right"], two["value"]["right"] = two["value"]["right"], one["value"]["right"]

    assert changed(lesson, turned)


@pytest.mark.parametrize("limit", ["tries", "draw"])
def test_another_limit_is_another_structure(limit: str) -> None:
    lesson = a_lesson(rows())
    before = structure(document())
    setattr(lesson, limit, 2)
    lesson.save()

    assert structure(document()) != before


def test_the_structure_of_choices_is_what_it_was_before_there_were_kinds() -> None:
    a_lesson(rows()[:1])

    assert next(iter(document()["checks"].values()))["questions"] == [["q-0", False, ["question-0"]]]


def test_answers_of_every_kind_have_a_structure() -> None:
    a_lesson(rows())
    body = next(iter(compile_tree(live_tree(PathwayPage.objects.get())).lessons.values()))

    assert [row[:2] for row in answers(body["check"])["questions"]] == [
        ["q-0", False], ["q-1", "scenario"], ["q-2", "ordering"], ["q-3", "matching"], ["q-4", "text"],
    ]  # fmt: skip
