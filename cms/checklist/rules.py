"""What of a lesson wants another look. Pure: it decides from facts about the lesson's parts.

Reading level is LIX (C. H. Björnsson, Läsbarhet, 1968): words per sentence, plus the percentage of words with more than
six letters. It needs no dictionary and holds in every language with letters; 40 reads like a newspaper, 60 like law.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

WORDS_A_MINUTE = 200
MINUTES_FOR_A_PROMPT = 3
HOUR = 60
STAGES = 5
HARDEST_LIX = 50
FEWEST_WORDS_FOR_LIX = 100
# Below the lesson's own heading, which is the page's second rank.
_FIRST_RANK = 2
_TITLED = frozenset({"questions", "scenario", "script"})
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END = re.compile(r"[.!?…:]+[”\"’)\]]*(?=\s|$)")


class What(StrEnum):
    """What wants another look."""

    ALT = "alt"
    CAPTIONS = "captions"
    TRANSCRIPT = "transcript"
    FILE_GONE = "file_gone"
    CONSENT = "consent"
    MINUTES_MISSING = "minutes_missing"
    MINUTES_FEW = "minutes_few"
    MINUTES_MANY = "minutes_many"
    NO_RIGHT_ANSWER = "no_right_answer"
    LINK_GONE = "link_gone"
    LINK_HIDDEN = "link_hidden"
    HEADING = "heading"
    LIX = "lix"
    SCRIPT_LONG = "script_long"
    SCRIPT_NOT_AN_HOUR = "script_not_an_hour"
    EMPTY = "empty"


# These keep somebody out of the lesson, or show somebody who didn't agree: it isn't published with them.
BLOCKING = frozenset({What.ALT, What.CAPTIONS, What.TRANSCRIPT, What.FILE_GONE, What.CONSENT, What.NO_RIGHT_ANSWER})


class Target(StrEnum):
    """Where a link to a page of our own leads."""

    THERE = "there"
    HIDDEN = "hidden"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to something of our own."""

    words: str
    target: Target


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a lesson, as far as the checklist asks. ``lacks`` is what of its own is missing."""

    number: int
    id: str
    kind: str
    text: str = ""
    headings: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    lacks: tuple[What, ...] = ()
    stage: str = ""
    minutes: int = 0
    asks: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the check; ``right`` is how many answers are, nothing where none can be."""

    number: int
    id: str
    right: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as written."""

    minutes: int | None
    parts: tuple[Part, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: what, in which part or question, and the words or numbers that tell it."""

    what: What
    part: Part | None = None
    question: Question | None = None
    words: str = ""
    is_so: int = 0
    would_be: int = 0

    @property
    def blocks(self) -> bool:
        return self.what in BLOCKING


@dataclass(frozen=True, slots=True)
class Checklist:
    """All findings, those that block first, and the numbers that editors go by."""

    findings: tuple[Finding, ...]
    words: int
    reading_minutes: int
    lix: int | None
    script_minutes: int

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def advice(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.blocks)


def check(lesson: Lesson) -> Checklist:
    """Everything that wants another look."""
    text = "\n".join(part.text for part in lesson.parts if part.text)
    words = len(_WORD.findall(text))
    level = lix(text)
    found = [
        *_lacking(lesson),
        *_questions(lesson),
        *_empty(lesson),
        *_links(lesson),
        *_headings(lesson),
        *_minutes(lesson, words),
        *_script(lesson),
    ]
    if level is not None and level > HARDEST_LIX:
        found.append(Finding(What.LIX, is_so=level, would_be=HARDEST_LIX))
    found.sort(key=lambda finding: not finding.blocks)
    script = sum(part.minutes for part in lesson.parts if part.kind == "script")
    return Checklist(tuple(found), words, round(words / WORDS_A_MINUTE), level, script)


def lix(text: str) -> int | None:
    """The reading level; of a short text it says nothing."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS_FOR_LIX:
        return None
    sentences = sum(max(len(_END.findall(line)), 1) for line in text.splitlines() if _WORD.search(line))
    long_words = sum(sum(map(str.isalpha, word)) > 6 for word in words)
    return round(len(words) / sentences + 100 * long_words / len(words))


def _lacking(lesson: Lesson) -> Iterator[Finding]:
    for part in lesson.parts:
        yield from (Finding(what, part) for what in part.lacks)


def _questions(lesson: Lesson) -> Iterator[Finding]:
    yield from (Finding(What.NO_RIGHT_ANSWER, question=row) for row in lesson.questions if row.right == 0)


def _empty(lesson: Lesson) -> Iterator[Finding]:
    if not lesson.parts:
        yield Finding(What.EMPTY)


def _links(lesson: Lesson) -> Iterator[Finding]:
    told = {Target.GONE: What.LINK_GONE, Target.HIDDEN: What.LINK_HIDDEN}
    for part in lesson.parts:
        for link in part.links:
            if link.target in told:
                yield Finding(told[link.target], part, words=link.words)


def _headings(lesson: Lesson) -> Iterator[Finding]:
    """A heading may be one rank below the one before it, not two."""
    above = _FIRST_RANK
    for part in lesson.parts:
        for rank in (3,) if part.kind in _TITLED else part.headings:
            if rank > above + 1:
                yield Finding(What.HEADING, part, is_so=rank, would_be=above + 1)
            above = rank


def _minutes(lesson: Lesson, words: int) -> Iterator[Finding]:
    """Reading takes its time, and so do questions; what is watched takes what it takes."""
    if not lesson.minutes:
        yield Finding(What.MINUTES_MISSING)
        return
    reading = words / WORDS_A_MINUTE
    asking = len(lesson.questions) + sum(part.asks for part in lesson.parts)
    is_watched = any(part.kind in ("video", "embed") for part in lesson.parts)
    if lesson.minutes < round(reading):
        yield Finding(What.MINUTES_FEW, is_so=lesson.minutes, would_be=round(reading + asking))
    elif lesson.parts and not is_watched and lesson.minutes > 3 * (reading + asking) + 5:
        yield Finding(What.MINUTES_MANY, is_so=lesson.minutes, would_be=max(1, round(reading + asking)))


def _script(lesson: Lesson) -> Iterator[Finding]:
    scripts = [part for part in lesson.parts if part.kind == "script"]
    minutes = sum(part.minutes for part in scripts)
    if minutes > HOUR:
        yield Finding(What.SCRIPT_LONG, is_so=minutes, would_be=HOUR)
    elif len({part.stage for part in scripts}) == STAGES and minutes < HOUR:
        yield Finding(What.SCRIPT_NOT_AN_HOUR, is_so=minutes, would_be=HOUR)
