"""What the checklist says: where, what, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.checklist.rules import Checklist, Finding, What

SAYS: Mapping[What, Any] = {
    What.ALT: _("The image has no description. Write in a sentence what it tells, or mark it as decorative."),
    What.CAPTIONS: _("The video has no captions. Add a WebVTT file: people who don't hear it miss all of it."),
    What.TRANSCRIPT: _("The video has no transcript. Write down what is said and what can be seen that matters."),
    What.FILE_GONE: _("What this part shows was deleted or not chosen yet. Choose it, or take the part away."),
    What.CONSENT: _("It isn't written down that the person agreed to be quoted. Ask them, or take the quote away."),
    What.NO_RIGHT_ANSWER: _("No answer is marked as right, so nobody could pass."),
    What.EMPTY: _("The lesson has no parts yet."),
    What.LINK_GONE: _("The link “%(words)s” leads to a page that was deleted."),
    What.LINK_HIDDEN: _("The link “%(words)s” leads to a page that isn't published."),
    What.HEADING: _(
        "A heading is two ranks below the one before it. People who listen find their way by headings: "
        "choose heading %(would_be)s."
    ),
    What.MINUTES_MISSING: _("The lesson doesn't say how many minutes it takes."),
    What.MINUTES_FEW: _(
        "%(is_so)s minutes are short: at 200 words a minute, reading and answering takes %(would_be)s."
    ),
    What.MINUTES_MANY: _(
        "%(is_so)s minutes are much: at 200 words a minute, reading and answering takes %(would_be)s."
    ),
    What.LIX: _(
        "The text is hard to read: %(is_so)s, where %(would_be)s is a demanding newspaper. "
        "Shorter sentences and shorter words make it easier."
    ),
    What.SCRIPT_LONG: _("The script takes %(is_so)s minutes, and the hour has 60."),
    What.SCRIPT_NOT_AN_HOUR: _("All five stages are there, and they take %(is_so)s of 60 minutes."),
}

KINDS: Mapping[str, Any] = {
    "text": _("text"),
    "callout": _("callout"),
    "key_term": _("key term"),
    "questions": _("guiding questions"),
    "scenario": _("scenario"),
    "prompt": _("reflection prompt"),
    "script": _("script"),
    "quote": _("quote"),
    "image": _("image"),
    "video": _("video"),
    "file": _("file"),
    "embed": _("something on another site"),
}

# Björnsson's steps, in plain words.
_LEVELS = (
    (30, _("very easy, like a book for children")),
    (40, _("easy, like a novel")),
    (50, _("medium, like a newspaper")),
    (60, _("hard, like an official letter")),
)
_HARDEST = _("very hard, like a law")


def told(finding: Finding) -> str:
    """What is the matter and what to do."""
    numbers = {"words": finding.words, "is_so": finding.is_so, "would_be": finding.would_be}
    return str(SAYS[finding.what]) % numbers


def where(finding: Finding) -> str:
    """In which part of the lesson; empty for the lesson as a whole."""
    if finding.part:
        kind = KINDS.get(finding.part.kind, finding.part.kind)
        return _now("Part %(number)d, %(kind)s") % {"number": finding.part.number, "kind": kind}
    if finding.question:
        return _now("Question %(number)d of the check") % {"number": finding.question.number}
    return ""


def anchor(finding: Finding) -> str:
    """The place of that part in the editor."""
    found = finding.part or finding.question
    return f"#block-{found.id}-section" if found and found.id else ""


def level(lix: int) -> str:
    """A reading level in words."""
    return str(next((words for most, words in _LEVELS if lix <= most), _HARDEST))


def completeness(checklist: Checklist) -> str:
    """How far a lesson is, in a word or two."""
    if checklist.blocking:
        count = len(checklist.blocking)
        return ngettext("%(count)d to mend", "%(count)d to mend", count) % {"count": count}
    if checklist.advice:
        count = len(checklist.advice)
        return ngettext("%(count)d to look at", "%(count)d to look at", count) % {"count": count}
    return _now("complete")


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding as it is read."""

    where: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ToldChecklist:
    """A checklist as it is read."""

    blocking: tuple[ToldFinding, ...]
    advice: tuple[ToldFinding, ...]
    found: Checklist
    level: str

    @property
    def count(self) -> int:
        return len(self.found.findings)


def tell(checklist: Checklist) -> ToldChecklist:
    """A checklist in words."""
    return ToldChecklist(
        tuple(map(_told, checklist.blocking)),
        tuple(map(_told, checklist.advice)),
        checklist,
        level(checklist.lix) if checklist.lix is not None else "",
    )


def _told(finding: Finding) -> ToldFinding:
    return ToldFinding(where(finding), told(finding), anchor(finding))
