"""The words for this part's codes: refusals, requirements, turns and next steps."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy

from courses.progress import requirements as kinds
from courses.progress.requirements import Next, RequirementStatus, Turn
from courses.progress.rules import Reason

WORDS = {
    Reason.NOT_RELEASED: gettext_lazy("This training isn't open yet. Please come back a little later."),
    Reason.ALREADY_ENROLLED: gettext_lazy("You're already on this road."),
    Reason.OWN_TRAINING: gettext_lazy("This is your own training. Somebody else has to do this for you."),
    Reason.NO_SUCH_REQUIREMENT: gettext_lazy("This requirement isn't part of the person's training."),
    Reason.NO_REASON_GIVEN: gettext_lazy("Please say why. It stays with the history."),
    Reason.NO_SUCH_EVENT: gettext_lazy("There is no such entry in this history."),
    Reason.ALREADY_UNDONE: gettext_lazy("This entry was already taken back."),
    Reason.NO_LESSONS: gettext_lazy("Publish at least one module with a lesson before you release."),
    Reason.NO_REQUIREMENTS: gettext_lazy("Add at least one requirement before you release."),
    Reason.NOTHING_ATTESTED: gettext_lazy(
        "Add a requirement that a person sees live, such as attending a session or leading a practice dialogue. "
        "Reading alone never certifies."
    ),
    Reason.NOTHING_NEW: gettext_lazy("Nothing has changed since the last release."),
    Reason.IMPACT_CHANGED: gettext_lazy("Something changed since this page was opened. Please look at it once more."),
}

TURNS = {
    Turn.TRAINEE: gettext_lazy("Your turn"),
    Turn.OBSERVER: gettext_lazy("Your observer's turn"),
    Turn.CORE_GROUP: gettext_lazy("The core group's turn"),
    Turn.NOBODY: gettext_lazy("Done"),
}

NEXT_STEPS = {
    Next.NOTHING: gettext_lazy("Nothing more to do here."),
    Next.READ_LESSON: gettext_lazy("Continue with the next lesson."),
    Next.CHOOSE_SESSION: gettext_lazy("Choose a training session that fits your calendar."),
    Next.WAIT_FOR_SEAT: gettext_lazy("You're in line. We'll confirm you the moment a seat is free."),
    Next.ATTEND_SESSION: gettext_lazy("You have a seat. Come to your session; the host notes that you were there."),
    Next.PROPOSE_DIALOGUE: gettext_lazy("Plan a practice dialogue."),
    Next.LEAD_DIALOGUE: gettext_lazy("Lead the practice dialogue that you planned."),
    Next.GET_OBSERVED: gettext_lazy("Your observer has the rubric. You'll hear from us when their words are in."),
    Next.SHARE_REFLECTION: gettext_lazy("Write your reflection and share it with the core group."),
}

# Short names of the kinds of requirement, for the road.
TITLES = {
    kinds.CompleteLessons.kind: gettext_lazy("Lessons"),
    kinds.AttendSessions.kind: gettext_lazy("Live session"),
    kinds.LeadDialogues.kind: gettext_lazy("Practice dialogue"),
    kinds.ReachRubric.kind: gettext_lazy("Rubric"),
    kinds.ShareReflections.kind: gettext_lazy("Reflection"),
}

SESSION_KINDS = {
    "training": ngettext_lazy("a live training session", "%(count)d live training sessions", "count"),
    "practice": ngettext_lazy("a live practice session", "%(count)d live practice sessions", "count"),
    "chat": ngettext_lazy("a chat", "%(count)d chats", "count"),
}


@singledispatch
def sentence(requirement: kinds.Requirement) -> str:
    """The requirement as trainees read it."""
    raise NotImplementedError(type(requirement))


@sentence.register
def _complete_lessons(requirement: kinds.CompleteLessons) -> str:
    return gettext("Complete all required lessons")


@sentence.register
def _attend_sessions(requirement: kinds.AttendSessions) -> str:
    what = SESSION_KINDS[requirement.session_kind] % {"count": requirement.count}
    return ngettext(
        "Be there for %(what)s, at least %(minutes)d minutes",
        "Be there for %(what)s, at least %(minutes)d minutes each time",
        requirement.count,
    ) % {"what": what, "minutes": requirement.minutes}


@sentence.register
def _lead_dialogues(requirement: kinds.LeadDialogues) -> str:
    dialogues = ngettext(
        "Lead a practice dialogue through all five stages",
        "Lead %(count)d practice dialogues through all five stages",
        requirement.count,
    )
    observers = ngettext("seen by an observer", "seen by %(observers)d different observers", requirement.observers)
    return f"{dialogues}, {observers}" % {"count": requirement.count, "observers": requirement.observers}


@sentence.register
def _reach_rubric(requirement: kinds.ReachRubric) -> str:
    return gettext(
        "Reach an average of %(average)s of 4 on the rubric, "
        "and at least %(floor)d in every competency that was observed"
    ) % {"average": requirement.average, "floor": requirement.floor}


@sentence.register
def _share_reflections(requirement: kinds.ShareReflections) -> str:
    return ngettext(
        "Share a written reflection on a dialogue that you led",
        "Share %(count)d written reflections on dialogues that you led",
        requirement.count,
    ) % {"count": requirement.count}


def so_far(status: RequirementStatus) -> str:
    """How far somebody has come, in numbers."""
    if status.waived:
        return gettext("Waived")
    return gettext("%(have)g of %(need)g") % {"have": min(status.have, status.need), "need": status.need}


def event_words(subject: str, value: Mapping[str, Any], *, undoes: int | None) -> str:
    """A line of the history as a person reads it."""
    if undoes is not None:
        return gettext("Entry %(seq)d was taken back") % {"seq": undoes}
    kind = subject.partition(":")[0]
    words = _EVENTS.get(kind, {}).get(_variant(kind, value), gettext_lazy("Noted: %(subject)s"))
    return str(words) % {"subject": subject, **value}


def _variant(kind: str, value: Mapping[str, Any]) -> str:
    if kind in ("sign-up", "dialogue"):
        return str(value["state"])
    if kind == "attendance":
        return "there" if value["minutes"] else "not there"
    return ""


_EVENTS = {
    "lesson": {"": gettext_lazy("A lesson is done")},
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
        "held": gettext_lazy("You led a practice dialogue"),
        "cancelled": gettext_lazy("A practice dialogue was called off"),
    },
    "observation": {"": gettext_lazy("An observer handed in what they saw")},
    "reflection": {"": gettext_lazy("You shared a reflection")},
    "waiver": {"": gettext_lazy("A requirement was waived")},
    "syllabus": {"": gettext_lazy("You moved to version %(number)d of the training")},
}
