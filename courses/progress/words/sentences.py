"""Requirements as sentences: what trainees read, what the road calls them, and what editors are asked."""

from collections.abc import Mapping
from functools import lru_cache, singledispatch
from typing import Any

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, ngettext_lazy

from courses.progress import requirements as kinds
from courses.progress.requirements import RequirementStatus
from lms.web.parts import Lexicon

Titles = Mapping[str, str]

# Short names of the kinds of requirement, for the road.
TITLES: Lexicon[str] = Lexicon(
    {
        kinds.CompleteLessons.kind: gettext_lazy("Lessons"),
        kinds.ScoreChecks.kind: gettext_lazy("Knowledge checks"),
        kinds.AttendSessions.kind: gettext_lazy("Live session"),
        kinds.TakePart.kind: gettext_lazy("Taking part"),
        kinds.CoLead.kind: gettext_lazy("Co-leading"),
        kinds.LeadDialogues.kind: gettext_lazy("Practice dialogue"),
        kinds.ReachRubric.kind: gettext_lazy("Rubric"),
        kinds.InviteFeedback.kind: gettext_lazy("Feedback"),
        kinds.ShareReflections.kind: gettext_lazy("Reflection"),
        kinds.MakePromise.kind: gettext_lazy("Promise"),
        kinds.Group.kind: gettext_lazy("Your choice"),
    }
)

# What an editor chooses from.
LABELS = {
    kinds.CompleteLessons.kind: gettext_lazy("Complete lessons"),
    kinds.ScoreChecks.kind: gettext_lazy("Score on knowledge checks"),
    kinds.AttendSessions.kind: gettext_lazy("Be there for live sessions"),
    kinds.TakePart.kind: gettext_lazy("Take part in chats before leading one"),
    kinds.CoLead.kind: gettext_lazy("Lead chats with somebody experienced"),
    kinds.LeadDialogues.kind: gettext_lazy("Lead practice dialogues"),
    kinds.ReachRubric.kind: gettext_lazy("Reach a level on the rubric"),
    kinds.InviteFeedback.kind: gettext_lazy("Invite feedback"),
    kinds.ShareReflections.kind: gettext_lazy("Share reflections"),
    kinds.MakePromise.kind: gettext_lazy("Promise to lead a chat"),
    kinds.Group.kind: gettext_lazy("Group: all of, or any of"),
}
ICONS = {
    kinds.CompleteLessons.kind: "doc-full",
    kinds.ScoreChecks.kind: "tasks",
    kinds.AttendSessions.kind: "date",
    kinds.TakePart.kind: "group",
    kinds.CoLead.kind: "user",
    kinds.LeadDialogues.kind: "openquote",
    kinds.ReachRubric.kind: "view",
    kinds.InviteFeedback.kind: "comment",
    kinds.ShareReflections.kind: "edit",
    kinds.MakePromise.kind: "calendar-check",
    kinds.Group.kind: "list-ul",
}
FIELD_LABELS = {
    "lessons": gettext_lazy("Only these lessons (none: all that are required)"),
    "percent": gettext_lazy("At least this percentage on each"),
    "session_kind": gettext_lazy("Kind of session"),
    "count": gettext_lazy("How many"),
    "minutes": gettext_lazy("At least this many minutes each time"),
    "recent": gettext_lazy("Of these, how many not long ago (0: doesn't matter)"),
    "recent_days": gettext_lazy("“Not long ago” means within this many days"),
    "observers": gettext_lazy("By at least this many different observers"),
    "average": gettext_lazy("Average of all observed scores"),
    "floor": gettext_lazy("Lowest score in any competency"),
    "answers": gettext_lazy("At least this many answers"),
    "group": gettext_lazy("A group is large enough to ask that of from this many people"),
    "within_days": gettext_lazy("At most this many days ahead"),
    "need": gettext_lazy("How many of them are needed (0: all)"),
    "members": gettext_lazy("Requirements of the group"),
    "valid_days": gettext_lazy("Counts for this many days (0: for ever)"),
}

SESSION_KINDS = {
    "training": ngettext_lazy("a live training session", "%(count)d live training sessions", "count"),
    "practice": ngettext_lazy("a live practice session", "%(count)d live practice sessions", "count"),
    "chat": ngettext_lazy("a chat", "%(count)d chats", "count"),
}


def sentence(requirement: kinds.Requirement, titles: Titles | None = None) -> str:
    """The requirement as trainees read it; ``titles`` of lessons by their keys where it names some."""
    if titles and (requirement.parts or getattr(requirement, "lessons", ())):
        return _whole_sentence(requirement, titles)
    return _untitled(requirement, get_language())


@lru_cache(maxsize=1024)
def _untitled(requirement: kinds.Requirement, language: str | None) -> str:
    """What names no lesson reads the same for everybody, and is put together once."""
    return _whole_sentence(requirement, {})


def _whole_sentence(requirement: kinds.Requirement, titles: Titles) -> str:
    words = _sentence(requirement, titles)
    days = getattr(requirement, "valid_days", 0)
    if not days:
        return words
    limit = ngettext("What you did counts for %(days)d day.", "What you did counts for %(days)d days.", days)
    return f"{words}. {limit % {'days': days}}"


@singledispatch
def _sentence(requirement: kinds.Requirement, titles: Titles) -> str:
    raise NotImplementedError(type(requirement))


def _named(keys: tuple[str, ...], titles: Titles) -> str:
    known = [f"“{titles[key]}”" for key in keys if key in titles]
    return str(get_text_list(known, gettext("and")))


@_sentence.register
def _complete_lessons(requirement: kinds.CompleteLessons, titles: Titles) -> str:
    if not requirement.lessons:
        return gettext("Complete all required lessons")
    named = _named(requirement.lessons, titles)
    if named:
        return gettext("Complete the lessons %(lessons)s") % {"lessons": named}
    count = len(requirement.lessons)
    return ngettext("Complete %(count)d chosen lesson", "Complete %(count)d chosen lessons", count) % {"count": count}


@_sentence.register
def _score_checks(requirement: kinds.ScoreChecks, titles: Titles) -> str:
    named = _named(requirement.lessons, titles)
    if named:
        return gettext("Score at least %(percent)d%% on the questions of %(lessons)s") % {
            "percent": requirement.percent,
            "lessons": named,
        }
    return gettext("Score at least %(percent)d%% on each knowledge check") % {"percent": requirement.percent}


@_sentence.register
def _attend_sessions(requirement: kinds.AttendSessions, titles: Titles) -> str:
    what = SESSION_KINDS[requirement.session_kind] % {"count": requirement.count}
    words = ngettext(
        "Be there for %(what)s, at least %(minutes)d minutes",
        "Be there for %(what)s, at least %(minutes)d minutes each time",
        requirement.count,
    ) % {"what": what, "minutes": requirement.minutes}
    if not requirement.recent:
        return words
    lately = ngettext(
        "%(recent)d of them within the last %(days)d days",
        "%(recent)d of them within the last %(days)d days",
        requirement.recent,
    ) % {"recent": requirement.recent, "days": requirement.recent_days}
    return f"{words}, {lately}"


@_sentence.register
def _take_part(requirement: kinds.TakePart, titles: Titles) -> str:
    return ngettext(
        "Take part in a chat before you lead one",
        "Take part in %(count)d chats before you lead one",
        requirement.count,
    ) % {"count": requirement.count}


@_sentence.register
def _co_lead(requirement: kinds.CoLead, titles: Titles) -> str:
    return ngettext(
        "Lead a chat together with somebody experienced",
        "Lead %(count)d chats together with somebody experienced",
        requirement.count,
    ) % {"count": requirement.count}


@_sentence.register
def _lead_dialogues(requirement: kinds.LeadDialogues, titles: Titles) -> str:
    dialogues = ngettext(
        "Lead a practice dialogue through all five stages",
        "Lead %(count)d practice dialogues that together cover all five stages",
        requirement.count,
    )
    observers = ngettext("seen by an observer", "seen by %(observers)d different observers", requirement.observers)
    return f"{dialogues}, {observers}" % {"count": requirement.count, "observers": requirement.observers}


@_sentence.register
def _reach_rubric(requirement: kinds.ReachRubric, titles: Titles) -> str:
    return gettext(
        "Reach an average of %(average)s of 4 on the rubric, "
        "and at least %(floor)d in every competency that was observed"
    ) % {"average": number_format(requirement.average), "floor": requirement.floor}


@_sentence.register
def _invite_feedback(requirement: kinds.InviteFeedback, titles: Titles) -> str:
    asked = ngettext(
        "Invite feedback after a dialogue that you led",
        "Invite feedback after %(count)d dialogues that you led",
        requirement.count,
    ) % {"count": requirement.count}
    answers = ngettext(
        "with %(answers)d answer where at least %(group)d people were there",
        "with %(answers)d answers where at least %(group)d people were there",
        requirement.answers,
    ) % {"answers": requirement.answers, "group": requirement.group}
    return f"{asked}, {answers}"


@_sentence.register
def _share_reflections(requirement: kinds.ShareReflections, titles: Titles) -> str:
    return ngettext(
        "Share a written reflection on a dialogue that you led",
        "Share %(count)d written reflections on dialogues that you led",
        requirement.count,
    ) % {"count": requirement.count}


@_sentence.register
def _make_promise(requirement: kinds.MakePromise, titles: Titles) -> str:
    return ngettext(
        "Promise to lead a chat, on a day within %(days)d day",
        "Promise to lead a chat, on a day within %(days)d days",
        requirement.within_days,
    ) % {"days": requirement.within_days}


@_sentence.register
def _group(requirement: kinds.Group, titles: Titles) -> str:
    members = "; ".join(sentence(member, titles) for member in requirement.members)
    if requirement.is_all_of_parts:
        return gettext("All of these: %(members)s") % {"members": members}
    return ngettext("Any %(need)d of these: %(members)s", "Any %(need)d of these: %(members)s", requirement.needed) % {
        "need": requirement.needed,
        "members": members,
    }


def heading(requirement: kinds.Requirement, titles: Titles | None = None) -> str:
    """The requirement above a list of its parts; the sentence itself where it has none."""
    if not isinstance(requirement, kinds.Group):
        return sentence(requirement, titles)
    if requirement.is_all_of_parts:
        return gettext("All of these")
    count = {"need": requirement.needed, "of": len(requirement.parts)}
    return ngettext("Any %(need)d of these %(of)d", "Any %(need)d of these %(of)d", requirement.needed) % count


def so_far(status: RequirementStatus) -> str:
    """How far somebody has come, in numbers."""
    if status.waived:
        return gettext("Waived")
    if status.credited:
        return gettext("Met by earlier training")
    return _of(min(status.have, status.need), status.need, get_language())


@lru_cache(maxsize=1024)
def _of(have: float, need: float, language: str | None) -> str:
    return gettext("%(have)s of %(need)s") % {"have": _figure(have), "need": _figure(need)}


def _figure(value: float) -> Any:
    return number_format(round(value, 2), decimal_pos=None) if value % 1 else str(int(value))
