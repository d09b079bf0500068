"""Who may be asked to observe or to co-lead, and who may answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from courses.practice.rules.base import Decision, Reason, unless
from courses.practice.rules.matching import Bar

# Whoever has led so many dialogues is somebody to lead beside.
EXPERIENCED_AFTER = 3
# Who hasn't answered by then is reminded, once.
REMINDED_AFTER = timedelta(days=3)
# The core group is told so many days before a dialogue what it still lacks, nearest first; each time once.
TOLD_DAYS_BEFORE = (2, 7)


def decide_pairing(*, own: bool, related: bool, already: bool, taken: bool, over: bool) -> Decision:
    """Whoever co-leads or observes is neither the lead nor tied to them as mentor, manager, report, or by a declared
    conflict; there is one co-lead, and nobody has two parts.
    """
    return unless(
        (not over, Reason.ALREADY_OVER),
        (not own, Reason.OWN_DIALOGUE),
        (not related, Reason.CONFLICT),
        (not already, Reason.ALREADY_OBSERVER),
        (not taken, Reason.CO_LEAD_ASKED),
    )


def decide_asking(
    *, own: bool, by_lead: bool, over: bool, bars: Sequence[Sequence[Bar]], once: bool, co_leads: int
) -> Decision:
    """Only people whom no hard rule keeps away are asked, each for one place, by somebody else than the lead.

    ``co_leads`` counts those who stand and those who would be asked. What somebody wishes is never told as a reason.
    """
    found = {bar for row in bars for bar in row}
    return unless(
        (not over, Reason.ALREADY_OVER),
        (not own and not by_lead, Reason.OWN_DIALOGUE),
        (Bar.TIED not in found, Reason.CONFLICT),
        (once and Bar.ALREADY not in found, Reason.ALREADY_OBSERVER),
        (co_leads <= 1, Reason.CO_LEAD_ASKED),
        (not found - {Bar.TIED, Bar.ALREADY}, Reason.NOT_POSSIBLE),
    )


def decide_yes(*, asked: bool, again: bool, taken: bool, over: bool, busy: bool) -> Decision:
    """One says yes while one is asked, and after a no (``again``) until somebody else is; never to two at once."""
    return unless(
        (asked or again, Reason.NOT_ASKED),
        (not again or not taken, Reason.SOMEBODY_ELSE_ASKED),
        (not over, Reason.ALREADY_OVER),
        (not busy, Reason.BUSY_THEN),
    )


def decide_no(*, open: bool, over: bool) -> Decision:
    """One says no while one is asked, and may take a yes back until the dialogue is over."""
    return unless((open, Reason.NOT_ASKED), (not over, Reason.ALREADY_OVER))


def decide_unasking(*, open: bool, begun: bool, by_lead: bool) -> Decision:
    """Staff withdraw a question, or let somebody off, until the dialogue begins."""
    return unless((open, Reason.NOT_ASKED), (not begun, Reason.ALREADY_OVER), (not by_lead, Reason.OWN_DIALOGUE))


def decide_naming(*, there: bool, already: bool) -> Decision:
    """Somebody with an account is named once for each part."""
    return unless((there, Reason.NOT_THERE), (not already, Reason.ALREADY_FOUNDING))


def decide_taking_off(*, named: bool) -> Decision:
    """Whoever is on the founding list may be taken off it."""
    return unless((named, Reason.NOT_FOUNDING))


class Lack(StrEnum):
    """What a dialogue lacks that lies ahead."""

    CO_LEAD = "co_lead"
    OBSERVER = "observer"
    BOTH = "both"


def lacks(*, co_lead: bool, observer: bool) -> Lack | None:
    """What isn't promised yet: an experienced co-lead, where one is needed, or anybody who observes."""
    if co_lead and observer:
        return Lack.BOTH
    return Lack.CO_LEAD if co_lead else Lack.OBSERVER if observer else None


def mark_of(*, starts: datetime, at: datetime) -> int | None:
    """How many days before its start the core group is told now what a dialogue lacks; nothing: not yet."""
    return next((days for days in TOLD_DAYS_BEFORE if at < starts <= at + timedelta(days=days)), None)
