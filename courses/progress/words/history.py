"""A history in words: each entry as a person reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from lms.web.parts import Lexicon
from lms.web.times import told_minutes


def event_words(
    subject: str, value: Mapping[str, Any], *, undoes: int | None, titles: Mapping[str, str] | None = None
) -> str:
    """A line of the history as a person reads it; ``titles`` of lessons by their keys, as far as they are known."""
    if undoes is not None:
        return gettext("Entry %(seq)d was taken back") % {"seq": undoes}
    kind, _colon, about = subject.partition(":")
    title = (titles or {}).get(about, "")
    code = (kind, "named" if title and _has_happened(kind, value) else _variant(kind, value))
    words = _EVENTS.told(code if code in _EVENTS else ("", ""))
    told = words % {"subject": subject, **_told(value), "title": title}
    minutes = value.get("minutes") if kind == "lesson" else None
    if not minutes:
        return told
    return f"{told}, {told_minutes(minutes)}"


def noted_by(name: str, subject: str) -> str:
    """Who noted an entry: somebody by their name, or else the person themself or the system."""
    if name:
        return _NOTED.told("somebody") % {"name": name}
    by_itself = subject.partition(":")[0] in ("lesson", "check", "feedback", "syllabus")
    return _NOTED.told("system" if by_itself else "you")


def _has_happened(kind: str, value: Mapping[str, Any]) -> bool:
    return kind == "check" or (kind == "lesson" and bool(value.get("done")))


def _told(value: Mapping[str, Any]) -> dict[str, Any]:
    """What of a value is told, days as people write them."""
    days = {name: date_format(date.fromisoformat(value[name])) for name in ("on", "finish_by") if value.get(name)}
    return {**value, **days}


def _variant(kind: str, value: Mapping[str, Any]) -> str:
    """Which of a kind's sentences fits a value; an entry that takes back or ends something says so."""
    if "state" in value:
        return str(value["state"])
    if kind == "plan":
        return "" if value.get("finish_by") else "none"
    if kind == "lesson":
        return "" if value.get("done", True) else "not done"
    if kind == "attendance":
        return "there" if value["minutes"] else "not there"
    if kind in ("waiver", "credit"):
        return "" if value["granted"] else "withdrawn"
    return ""


_NOTED: Lexicon[str] = Lexicon(
    {
        "somebody": gettext_lazy("noted by %(name)s"),
        "system": gettext_lazy("counted by the system"),
        "you": gettext_lazy("noted by you"),
    }
)

_SENTENCES = {
    "": {"": gettext_lazy("Noted: %(subject)s")},
    "lesson": {
        "": gettext_lazy("A lesson is done"),
        "named": gettext_lazy("You finished “%(title)s”"),
        "not done": gettext_lazy("A lesson is open again"),
    },
    "plan": {
        "": gettext_lazy("You would like to be done by %(finish_by)s"),
        "none": gettext_lazy("You set yourself no date to be done by"),
    },
    "sign-up": {
        "confirmed": gettext_lazy("You have a seat in a session"),
        "waiting": gettext_lazy("You're in line for a session"),
        "cancelled": gettext_lazy("A place in a session was given back"),
    },
    "attendance": {
        "there": gettext_lazy("You were in a session, %(minutes)d minutes"),
        "not there": gettext_lazy("You weren't in a session"),
    },
    "dialogue": {
        "planned": gettext_lazy("A practice dialogue is planned"),
        "cleared": gettext_lazy("Your plan for a practice dialogue is cleared"),
        "held": gettext_lazy("You led a practice dialogue"),
        "cancelled": gettext_lazy("A practice dialogue was called off"),
    },
    "observation": {"": gettext_lazy("An observer handed in what they saw")},
    "reflection": {"": gettext_lazy("You shared a reflection")},
    "check": {
        "": gettext_lazy("You answered the questions of a lesson: %(percent)d%%"),
        "named": gettext_lazy("You answered the questions of “%(title)s”: %(percent)d%%"),
    },
    "co-lead": {"": gettext_lazy("You led a chat together with somebody")},
    "feedback": {"": gettext_lazy("Feedback was invited: %(invited)d people asked, %(answers)d answers")},
    "promise": {
        "made": gettext_lazy("You promised to lead a chat on %(on)s"),
        "withdrawn": gettext_lazy("You took back a promise to lead a chat"),
    },
    "waiver": {
        "": gettext_lazy("A requirement was waived"),
        "withdrawn": gettext_lazy("A requirement is asked again"),
    },
    "credit": {
        "": gettext_lazy("Earlier training counts for a requirement"),
        "withdrawn": gettext_lazy("Earlier training no longer counts for a requirement"),
    },
    "training": {
        "active": gettext_lazy("You went on with the training"),
        "paused": gettext_lazy("You paused the training"),
        "withdrawn": gettext_lazy("You withdrew from the training"),
    },
    "syllabus": {"": gettext_lazy("You moved to version %(number)d of the training")},
}
_EVENTS: Lexicon[tuple[str, str]] = Lexicon(
    {(kind, variant): words for kind, rows in _SENTENCES.items() for variant, words in rows.items()}
)
