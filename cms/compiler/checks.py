"""From a lesson's questions to the check that a release keeps, and to what of it bears on who passes."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from wagtail.blocks import StreamValue

from cms.models import LessonPage

Document = dict[str, Any]
Child: TypeAlias = StreamValue.StreamChild


def check(page: LessonPage) -> Document | None:
    """The lesson's check, or nothing if it asks no questions; limits are written only where there are some."""
    questions = [
        {"id": block.id, "kind": _kind(block), "text": block.value["text"], **_DETAILS[block.block_type](block)}
        for block in page.questions
    ]
    if not questions:
        return None
    limits = {name: value for name, value in (("tries", page.tries), ("draw", page.draw)) if value}
    return {"pass_mark": page.pass_mark, **limits, "questions": questions}


def answers(document: Mapping[str, Any]) -> Document:
    """What of a check bears on who passes: marks, limits, right answers, the right order, the pairs.

    The order of questions and of choices doesn't, nor do words; but a pair is nothing but its words.
    """
    limits = {name: document[name] for name in ("tries", "draw") if document.get(name)}
    return {
        "pass_mark": document["pass_mark"],
        **limits,
        "questions": sorted((_STRUCTURE[row["kind"]](row) for row in document["questions"]), key=lambda row: row[0]),
    }


def _kind(block: Child) -> str:
    if block.block_type == "question":
        return "multiple" if block.value["multiple"] else "single"
    return str(block.block_type)


def _choices(block: Child) -> Document:
    return {
        "choices": [
            {
                "id": choice.id,
                "text": choice.value["text"],
                "right": bool(choice.value["right"]),
                "feedback": choice.value["feedback"],
            }
            for choice in block.value["choices"].bound_blocks
        ]
    }


def _scenario(block: Child) -> Document:
    return {"situation": block.value["situation"], **_choices(block)}


def _ordering(block: Child) -> Document:
    items = [{"id": item.id, "text": item.value} for item in block.value["items"].bound_blocks]
    return {"items": items, "feedback": block.value["feedback"]}


def _matching(block: Child) -> Document:
    pairs = [
        {"id": pair.id, "left": pair.value["left"], "right": pair.value["right"]}
        for pair in block.value["pairs"].bound_blocks
    ]
    return {"pairs": pairs, "feedback": block.value["feedback"]}


_DETAILS: dict[str, Callable[[Child], Document]] = {
    "question": _choices,
    "scenario": _scenario,
    "ordering": _ordering,
    "matching": _matching,
    "text": lambda block: {"model": block.value["model"]},
}


def _right(row: Mapping[str, Any]) -> list[str]:
    return sorted(choice["id"] for choice in row["choices"] if choice["right"])


# Those that choose one or several keep the form that releases before there were kinds compare with.
_STRUCTURE: dict[str, Callable[[Mapping[str, Any]], list[Any]]] = {
    "single": lambda row: [row["id"], False, _right(row)],
    "multiple": lambda row: [row["id"], True, _right(row)],
    "scenario": lambda row: [row["id"], "scenario", _right(row)],
    "ordering": lambda row: [row["id"], "ordering", [item["id"] for item in row["items"]]],
    "matching": lambda row: [row["id"], "matching", sorted([pair["left"], pair["right"]] for pair in row["pairs"])],
    "text": lambda row: [row["id"], "text", []],
}
