"""A name as it shall be printed: in any script, and nothing in it that can't be seen or that paper can't show."""

import re
import unicodedata
from typing import Final

from certification.review.rules.base import Decision, Reason

LONGEST: Final = 200
# More signs above and below one letter than any script writes cover the lines around it.
_MOST_MARKS: Final = 10
# Joiners, by which Persian, Sinhala and others spell, and marks of direction, by which mixed names stay readable.
_INVISIBLE_AND_GOOD: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")
# Letters by their kind that print nothing.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0")
# Accents of old keyboards stand for apostrophes; those that colour emoji don't.
_ACCENTS: Final = frozenset("´`^¨¯¸˜")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f]{2,}")


def spelled(name: str) -> str:
    """The same letters as one sequence of code points (NFC), without spaces around, and one between words."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip()


def decide_name(name: str) -> Decision:
    """A name as ``spelled`` gives it: some letter that can be seen, at most 200 characters, no pictures or controls."""
    if not name.strip():
        return Decision((Reason.NAME_MISSING,))
    found = (
        (len(name) > LONGEST, Reason.NAME_TOO_LONG),
        (any(map(_hidden, name)), Reason.NAME_HIDDEN),
        (any(map(_picture, name)), Reason.NAME_PICTURE),
        (not any(map(_letter, name)), Reason.NAME_WITHOUT_LETTERS),
        (_piled(name), Reason.NAME_PILED),
    )
    return Decision(tuple(reason for holds, reason in found if holds)[:1])


def _hidden(sign: str) -> bool:
    """Controls, turns of direction, tags, line breaks, and code points that stand for nothing."""
    kind = unicodedata.category(sign)
    return (kind.startswith("C") and sign not in _INVISIBLE_AND_GOOD) or kind in ("Zl", "Zp")


def _picture(sign: str) -> bool:
    return unicodedata.category(sign).startswith("S") and sign not in _ACCENTS


def _letter(sign: str) -> bool:
    return unicodedata.category(sign).startswith("L") and sign not in _BLANK


def _piled(name: str) -> bool:
    marks = 0
    for sign in name:
        marks = marks + 1 if unicodedata.category(sign).startswith("M") else 0
        if marks > _MOST_MARKS:
            return True
    return False
