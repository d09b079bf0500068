"""What reading time counts, and when enough of it does. Pure: the server's clock is an argument."""

from datetime import datetime, timedelta

from courses.lessons.rules.reasons import Decision, Reason, unless

# How far apart two signs of reading may be. The page's script sends one every 30 seconds while the page is used;
# without script it is the Continue button at the end of a section.
ALLOWED_BEAT = timedelta(seconds=90)
ALLOWED_CONTINUE = timedelta(minutes=5)
# A section without script is about this many words: a minute or two.
WORDS_PER_SECTION = 220
MINUTE = 60_000


def earned(last: datetime, at: datetime, allowed: timedelta) -> int:
    """Milliseconds that one sign of reading earns: the time since the one before, or nothing after too long a gap."""
    gap = at - last
    return gap // timedelta(milliseconds=1) if timedelta() < gap <= allowed else 0


def minutes_counted(milliseconds: int) -> int:
    """Whole minutes, rounded down."""
    return milliseconds // MINUTE


def minutes_missing(minimum: int, milliseconds: int) -> int:
    """Minutes that are still to be read, rounded up."""
    return max(0, -((milliseconds - minimum * MINUTE) // MINUTE))


def decide_opening(*, known: bool, timed: bool) -> Decision:
    """Time is counted in lessons alone that ask for it."""
    if not known:
        return Decision((Reason.NO_SUCH_LESSON,))
    return unless((timed, Reason.NOT_TIMED))


def decide_beat(*, own: bool, is_open: bool) -> Decision:
    """A beat counts for one's own reading, which nothing that began later has ended."""
    if not own:
        return Decision((Reason.NOT_YOUR_SESSION,))
    return unless((is_open, Reason.ENDED_ELSEWHERE))


def decide_untimed(*, own: bool, granted: bool, because: str) -> Decision:
    """Staff may let somebody else read in another way than by the clock, with a reason, once."""
    return unless(
        (not own, Reason.OWN_TRAINING),
        (not granted, Reason.ALREADY_GRANTED),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_timed_again(*, own: bool, granted: bool, because: str) -> Decision:
    """What staff granted they may take back, with a reason."""
    return unless(
        (not own, Reason.OWN_TRAINING),
        (granted, Reason.NOT_GRANTED),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )
