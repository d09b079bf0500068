"""What is different between two states of the evidence, in the words of those who decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from certification.review.rules import Change, Changed
from certification.review.words import CHANGED, GONE_AGAIN, NOTED_AGAIN
from courses.progress.words import LABELS
from courses.progress.words.staff import entry


@dataclass(frozen=True, slots=True)
class Names:
    """What lessons and requirements are called, by their keys, and dialogues, by their ids."""

    asked: Mapping[str, str]
    dialogues: Mapping[int, str]


def in_words(changes: Iterable[Change], names: Names) -> list[str]:
    """Requirements first, then what the history says, then what only the words of were changed. No query."""
    rows = list(changes)
    facts = [row for row in rows if row.part == "facts"]
    spoken_of = {row.key for row in facts}
    told = [
        *(words for row in rows if row.part == "requirements" for words in _requirement(row, names)),
        *(words for row in facts for words in _fact(row, names)),
        *(_other(row, names) for row in rows if row.part in CHANGED and not spoken_of & _subjects(row)),
    ]
    return list(dict.fromkeys(told)) or ([str(NOTED_AGAIN)] if rows else [])


_SHOWN = ("have", "need", "met", "waived")


def _requirement(row: Change, names: Names) -> Iterator[str]:
    name = names.asked.get(row.key, str(LABELS.get((row.after or row.before)["kind"], row.key)))
    if row.how is not Changed.CHANGED:
        yield str(CHANGED["asked" if row.how is Changed.ADDED else "not_asked"]) % {"name": name}
    elif any(row.before[part] != row.after[part] for part in _SHOWN):
        told = {"name": name, "before": _number(row.before["have"]), "after": _number(row.after["have"])}
        met = row.after["met"] or row.after["waived"]
        yield str(CHANGED["met" if met else "unmet"]) % told


def _number(value: float) -> str:
    return f"{value:g}"


def _fact(row: Change, names: Names) -> Iterator[str]:
    if row.how is Changed.CHANGED and row.before["value"] == row.after["value"]:
        return
    value = (row.after or row.before)["value"]
    said = entry(row.key, value, names.asked) + _topic(row.key, names)
    yield str(GONE_AGAIN) % {"what": said} if row.how is Changed.REMOVED else said


def _topic(subject: str, names: Names) -> str:
    kind, _colon, about = subject.partition(":")
    number = about.removeprefix("dialogue/").partition("/")[0]
    topic = names.dialogues.get(int(number)) if number.isdecimal() and kind in _OF_A_DIALOGUE else None
    return f" · {topic}" if topic else ""


_OF_A_DIALOGUE = frozenset({"dialogue", "observation", "reflection", "feedback", "co-lead"})


def _subjects(row: Change) -> set[str]:
    """What of the history says the same as a row of a list."""
    rows = [told for told in (row.before, row.after) if told]
    if row.part == "observations":
        return {f"observation:{told['dialogue']}/{told['observer']}" for told in rows}
    return {f"reflection:{row.key}"} if row.part == "reflections" else {f"attendance:slot/{row.key}"}


def _other(row: Change, names: Names) -> str:
    told: dict[str, Any] = row.after or row.before
    return str(CHANGED[row.part]) % {"topic": names.dialogues.get(told.get("dialogue", 0), "–")}
