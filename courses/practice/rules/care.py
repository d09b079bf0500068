"""Until when somebody may ask to talk a dialogue over."""

from datetime import datetime, timedelta

from courses.practice.rules.base import Decision, Reason, unless

# Soon enough to still be near, long enough to notice that it stays.
CARE_WITHIN = timedelta(hours=72)


def care_until(ended: datetime) -> datetime:
    return ended + CARE_WITHIN


def decide_care(*, took_part: bool, ended: datetime | None, at: datetime) -> Decision:
    """Whoever led or observed may ask within three days; nobody asks why."""
    if not took_part:
        return Decision((Reason.NO_PART,))
    return unless((ended is not None, Reason.NOT_HELD), (ended is None or at < care_until(ended), Reason.CARE_LATE))


def decide_meeting(*, core_group: bool, own: bool, related: bool) -> Decision:
    """Somebody of the core group says that they talked, who is neither the person nor close to them."""
    return unless((core_group, Reason.NO_PART), (not own, Reason.OWN_WISH), (not related, Reason.TOO_CLOSE))
