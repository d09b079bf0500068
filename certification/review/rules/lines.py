"""The words of an exercise: plain text that a person can read through and clean, and a page can lay out again.

A line is a label, a dot between spaces, and words; what follows without such a dot goes on with the line before.
"""

from dataclasses import dataclass
from typing import Final

MET: Final = "✓"
NOT_MET: Final = "–"
_BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Line:
    """A label with words, or words alone. ``sign``: whether a requirement was met, where the line is about one."""

    label: str
    words: str
    sign: str = ""


def line(label: str, words: str, *, sign: str = "") -> str:
    """One line as text."""
    return f"{sign} {label}{_BETWEEN}{words}".strip()


def lines(text: str) -> list[Line]:
    """The lines of a text, in their order."""
    found: list[Line] = []
    for row in text.strip().splitlines():
        label, dot, words = row.partition(_BETWEEN)
        if dot:
            found.append(_labelled(label.strip(), words.strip()))
        elif found:
            last = found.pop()
            found.append(Line(last.label, f"{last.words}\n{row.rstrip()}", last.sign))
        else:
            found.append(Line("", row.rstrip()))
    return found


def _labelled(label: str, words: str) -> Line:
    sign = label[:1]
    return Line(label[1:].strip(), words, sign) if sign in (MET, NOT_MET) else Line(label, words)
