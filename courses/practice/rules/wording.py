"""Words on who somebody is, where words on what they did would help more. A careful list: rather silent than wrong.

The same patterns are read by Python and by the browser, so they keep to what both understand.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What kind of word it is; each has an example of words on behaviour."""

    BLAME = "blame"
    PRAISE = "praise"
    MANNER = "manner"


_TRAITS = {
    Kind.BLAME: (
        "arrogant lazy rude bossy aggressive defensive careless unprofessional insensitive incompetent stubborn "
        "condescending controlling hostile disorgani[sz]ed dominating judge?mental"
    ),
    Kind.PRAISE: (
        "charismatic gifted talented brilliant amazing awesome inspiring fantastic wonderful likeable lovely "
        "impressive professional intelligent smart"
    ),
    Kind.MANNER: "shy timid insecure introverted extroverted emotional temperamental moody cold distant awkward nervous",
}
_NOUNS = {
    Kind.BLAME: "no leader|not a leader|bad leader|poor leader|bad facilitator|poor facilitator",
    Kind.PRAISE: r"(?:natural|born) (?:leader|facilitator)|(?:great|nice) person|a natural(?=\s*(?:[.,;!?]|$))",
    Kind.MANNER: "kind of person|type of person|sort of person|personality|by nature",
}
_WHO = r"you|she|he|they|the lead|the facilitator"
_IS = r"are|is|was|were|seem|seems|seemed|come across as|came across as|comes across as|['’]re|['’]s"
_HOW = r"(?:very|so|too|quite|really|rather|a bit|a little|always|just|often|somewhat|incredibly|extremely)"
# "You were distant from the camera", "he is cold-calling": about a place or an act, not about a person.
_UNLESS = r"(?![-\w]| from| to (?:the|a|your|my|our) | weather| call)"


def _pattern(kind: Kind) -> str:
    traits = "|".join(_TRAITS[kind].split())
    told = rf"\b(?:{_WHO})\s?(?:{_IS})\s(?:{_HOW}\s){{0,2}}(?:{traits})\b{_UNLESS}"
    person = rf"\b(?:an?|such an?)\s(?:{_HOW}\s)?(?:{traits})\s(?:person|leader|facilitator|lead)\b"
    return rf"{told}|{person}|\b(?:{_NOUNS[kind]})(?!\w)"


# For one language: its words on people are its own.
PATTERNS = {"en": {kind: _pattern(kind) for kind in Kind}}


@dataclass(frozen=True, slots=True)
class Nudge:
    """A few words that say who somebody is, as they were written."""

    kind: Kind
    words: str


def look(text: str, *, language: str = "en") -> tuple[Nudge, ...]:
    """What could be said as something seen or heard, in its order, each kind once. It never refuses anything."""
    found = [
        (match.start(), Nudge(kind, match.group(0).strip()))
        for kind, pattern in PATTERNS.get(language, {}).items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    return tuple(nudge for _, nudge in sorted(found, key=lambda pair: pair[0]))
