"""What staff read of somebody's training: turns, steps, and entries of a history, in the third person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from courses.progress.requirements import Next, RequirementStatus, Turn
from courses.progress.words.steps import USUALLY

WHOSE_TURN: Mapping[Turn, Any] = {
    Turn.TRAINEE: _("Trainee's turn"),
    Turn.OBSERVER: _("Observer's turn"),
    Turn.CORE_GROUP: _("Core group's turn"),
    Turn.ADMIN: _("Admin's turn"),
    Turn.SYSTEM: _("Happens by itself"),
    Turn.NOBODY: _("Done"),
}

# In the grid, where the head of the table says that it is about turns.
WHO: Mapping[Turn, Any] = {
    Turn.TRAINEE: _("Trainee"),
    Turn.OBSERVER: _("Observer"),
    Turn.CORE_GROUP: _("Core group"),
    Turn.ADMIN: _("Admin"),
    Turn.SYSTEM: _("By itself"),
    Turn.NOBODY: _("Nobody"),
}

STEPS: Mapping[Next, Any] = {
    Next.NOTHING: _("Nothing more to do"),
    Next.READ_LESSON: _("Read the next lesson"),
    Next.PASS_CHECK: _("Score better on a lesson's questions"),
    Next.GRANT_TRY: _("Give another try at a lesson's questions"),
    Next.CHOOSE_SESSION: _("Choose a session"),
    Next.WAIT_FOR_SEAT: _("A seat becomes free"),
    Next.ATTEND_SESSION: _("Come to the session"),
    Next.NOTE_ATTENDANCE: _("Note who was in the session"),
    Next.JOIN_CHAT: _("Take part in a chat"),
    Next.ASK_TO_CO_LEAD: _("Lead a chat with somebody experienced"),
    Next.PROPOSE_DIALOGUE: _("Plan a practice dialogue"),
    Next.CLEAR_DIALOGUE: _("Clear the plan of a practice dialogue"),
    Next.LEAD_DIALOGUE: _("Lead the planned practice dialogue"),
    Next.GET_OBSERVED: _("Hand in the observation"),
    Next.INVITE_FEEDBACK: _("Ask for feedback"),
    Next.AWAIT_ANSWERS: _("Answers come in"),
    Next.SHARE_REFLECTION: _("Share a reflection"),
    Next.MAKE_PROMISE: _("Promise to lead a chat"),
    Next.MEND_PATHWAY: _("Mend the pathway"),
}

USUALLY_FOR_STAFF: Mapping[Next, Any] = {
    **USUALLY,
    Next.ATTEND_SESSION: _("On the day of the session."),
    Next.ASK_TO_CO_LEAD: _("Usually two to four weeks, until the calendars of both meet."),
    Next.LEAD_DIALOGUE: _("On the day that was planned."),
}

MET, WAIVED, CREDITED, NOT_ASKED = _("Met"), _("Waived"), _("Earlier training"), _("Not asked")
# Beside the word, never instead of it.
SIGNS: Mapping[str, str] = {
    "met": "✓",
    "waived": "≈",
    "credited": "★",
    "absent": "–",
    Turn.TRAINEE: "○",
    Turn.OBSERVER: "◐",
    Turn.CORE_GROUP: "◆",
    Turn.ADMIN: "▲",
    Turn.SYSTEM: "◷",
}


def cell(status: RequirementStatus | None, turns: Mapping[Turn, Any] = WHOSE_TURN) -> tuple[str, str, str]:
    """How one requirement stands for one person: a code for its looks, a sign, and a word."""
    if status is None:
        return "absent", SIGNS["absent"], str(NOT_ASKED)
    for code, holds, word in (
        ("waived", status.waived, WAIVED),
        ("credited", status.credited, CREDITED),
        ("met", status.met, MET),
    ):
        if holds:
            return code, SIGNS[code], str(word)
    return status.turn.value, SIGNS[status.turn], str(turns[status.turn])


SOURCES: Mapping[str, Any] = {
    "staff": _("noted by staff"),
    "release": _("a release"),
    "import": _("imported"),
    "lesson": _("from a lesson"),
    "sign-up": _("from a session's page"),
    "check-in": _("from a check-in"),
    "report": _("from a meeting report"),
    "closing": _("from closing a session"),
    "excused": _("excused by staff"),
    "practice": _("from a practice dialogue"),
    "observation": _("from an observation"),
    "reflection": _("from a reflection"),
}

SESSIONS: Mapping[str, Any] = {
    "training": _("a live training session"),
    "practice": _("a live practice session"),
    "chat": _("a chat"),
}


def entry(subject: str, value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """An entry of a history as staff read it; ``names`` of lessons and requirements by their keys."""
    kind, _colon, key = subject.partition(":")
    sentence = _ENTRIES.get(kind, {}).get(_variant(kind, value), gettext_lazy("Noted: %(subject)s"))
    session = SESSIONS.get(value.get("kind", ""), gettext("a session"))
    what = names.get(key, gettext("one that isn't asked any more"))
    told = {name: _day(said) if name in _DAYS else said for name, said in value.items()}
    return str(sentence) % {"subject": subject, "what": what, "session": session, "from": "–", **told}


_DAYS = frozenset({"earned", "until", "on"})


def _day(said: str | None) -> str:
    return date_format(date.fromisoformat(said)) if said else "–"


def _variant(kind: str, value: Mapping[str, Any]) -> str:
    if "state" in value:
        return str(value["state"])
    if kind in ("waiver", "credit"):
        return "granted" if value.get("granted") else "ended"
    flag = {"attendance": "minutes", "lesson": "done", "reflection": "shared", "co-lead": "experienced"}.get(kind)
    if flag is None:
        return ""
    return "yes" if value.get(flag) else "no"


_ENTRIES: Mapping[str, Mapping[str, Any]] = {
    "lesson": {"yes": _("Finished the lesson “%(what)s”"), "no": _("The lesson “%(what)s” is open again")},
    "check": {"": _("Answered the questions of “%(what)s”: %(percent)d%%")},
    "sign-up": {
        "confirmed": _("Has a seat in %(session)s"),
        "waiting": _("Is in line for %(session)s"),
        "cancelled": _("The place in %(session)s was given back"),
    },
    "attendance": {"yes": _("Was in %(session)s, %(minutes)d minutes"), "no": _("Wasn't in %(session)s")},
    "dialogue": {
        "planned": _("Planned a practice dialogue"),
        "cleared": _("The plan of a practice dialogue was cleared"),
        "held": _("Led a practice dialogue"),
        "cancelled": _("A practice dialogue was called off"),
    },
    "observation": {"": _("An observer handed in what they saw")},
    "reflection": {"yes": _("Shared a reflection"), "no": _("No longer shares a reflection")},
    "co-lead": {
        "yes": _("Led a chat together with somebody experienced"),
        "no": _("Led a chat together with somebody"),
    },
    "feedback": {"": _("Invited feedback: %(invited)d people asked, %(answers)d answers")},
    "promise": {"made": _("Promised to lead a chat on %(on)s"), "withdrawn": _("Took back a promise to lead a chat")},
    "waiver": {"granted": _("Waived: %(what)s"), "ended": _("Asked again: %(what)s")},
    "credit": {
        "granted": _("Earlier training of %(earned)s counts until %(until)s for: %(what)s"),
        "ended": _("Earlier training no longer counts for: %(what)s"),
    },
    "training": {
        "active": _("Went on with the training"),
        "paused": _("Paused the training"),
        "withdrawn": _("Withdrew from the training"),
    },
    "syllabus": {"": _("Moved from version %(from)s to version %(number)s of the training")},
}
