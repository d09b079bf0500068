"""When a lesson is done, and what may be written beside it. Pure: a body is the plain document of its lesson."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from courses.lessons.rules.questions import MOST_LETTERS
from courses.lessons.rules.reading import WORDS_PER_SECTION
from courses.lessons.rules.reasons import Decision, Reason, unless


def decide_completion(*, known: bool, has_check: bool, passed: bool, missing: int) -> Decision:
    """A lesson is done when its reader says so: with a check once it is passed, with a minimum once it is read."""
    if not known:
        return Decision((Reason.NO_SUCH_LESSON,))
    return unless((passed or not has_check, Reason.HAS_CHECK), (missing == 0, Reason.TOO_SOON))


def decide_words(*, known: bool, words: str, changed: bool = False) -> Decision:
    """People write beside their own lessons, at some length, and never over what they wrote in another window."""
    return unless(
        (known, Reason.NO_SUCH_PROMPT),
        (len(words) <= MOST_LETTERS, Reason.TOO_LONG),
        (not changed, Reason.CHANGED_ELSEWHERE),
    )


def prompts(body: Mapping[str, Any]) -> dict[str, str]:
    """A lesson's reflection prompts: their questions by id."""
    return {block["id"]: block["text"] for block in body["blocks"] if block["kind"] == "prompt"}


def sections(body: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """A lesson's blocks in parts of a minute or two, at whose ends one says that one reads on."""
    part: list[Mapping[str, Any]] = []
    words = 0
    for block in body["blocks"]:
        part.append(block)
        words += len(re.findall(r"\w+", " ".join(_texts(block))))
        if words >= WORDS_PER_SECTION:
            yield part
            part, words = [], 0
    if part:
        yield part


def _texts(block: Mapping[str, Any]) -> Iterator[str]:
    for name, value in block.items():
        if name not in ("kind", "id") and isinstance(value, str):
            yield re.sub(r"<[^>]+>", " ", value)
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
