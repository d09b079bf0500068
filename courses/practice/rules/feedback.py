"""When participants may answer, when their answers are released, and how coarsely they are told."""

from datetime import datetime, timedelta
from enum import StrEnum

from courses.practice.rules.base import Decision, Reason, unless
from courses.practice.rules.observations import MOST_PEOPLE

# Of fewer than so many answers nothing is ever shown or kept.
FEWEST = 5
# So many answers may be written by one who wants to learn what another said, and nobody learns it.
PLANTED = 4
# From here on five others have answered even then, and what was said is told to those who lead.
TOLD_FROM = FEWEST + PLANTED

OPEN_FOR = timedelta(days=3)
# After that, answers are released without a headcount; they count for no requirement.
HEADCOUNT_COMES_FOR = timedelta(days=14)

# Digits and letters that nobody mixes up (Crockford's), and those that people type instead.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_MISREAD = str.maketrans("OIL", "011", " -–")


class Stand(StrEnum):
    """How a round stands for somebody who wants to answer."""

    NOT_YET = "not_yet"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


class Amount(StrEnum):
    """How many of those who answered, as coarsely as people say it."""

    NEARLY_ALL = "nearly_all"
    MOST = "most"
    HALF = "half"
    SOME = "some"
    FEW = "few"


_AT_LEAST = ((90, Amount.NEARLY_ALL), (65, Amount.MOST), (40, Amount.HALF), (15, Amount.SOME))


def plain_code(typed: str) -> str:
    """A code as it is kept, however somebody typed it."""
    return typed.upper().translate(_MISREAD)


def told_code(code: str) -> str:
    """A code in two halves, for reading aloud and typing."""
    return f"{code[:4]}-{code[4:]}"


def stand_of(*, begun: bool, called_off: bool, closed: bool, sealed: int, headcount: int | None) -> Stand:
    """Answers are taken from the first stage on until closing, as many as people were counted."""
    if closed or called_off:
        return Stand.CLOSED
    if not begun:
        return Stand.NOT_YET
    most = MOST_PEOPLE if headcount is None else min(headcount, MOST_PEOPLE)
    return Stand.FULL if sealed >= most else Stand.OPEN


def decide_closing(*, may: bool, held: bool, counted: bool, open: bool) -> Decision:
    """Closing early is for leads and core group, once an observer has counted: from then on nobody waits for more."""
    return unless(
        (may, Reason.NOT_THE_LEAD),
        (held, Reason.NOT_HELD),
        (counted, Reason.NOT_COUNTED),
        (open, Reason.FEEDBACK_CLOSED),
    )


def is_due(*, at: datetime, closes_at: datetime, counted: bool) -> bool:
    """Whether a round is released now: it has closed, and its people are counted or will hardly be any more."""
    return at >= closes_at and (counted or at >= closes_at - OPEN_FOR + HEADCOUNT_COMES_FOR)


def decide_reading(*, independent: bool, unread: bool, only_less: bool) -> Decision:
    """Words are read once, by somebody independent, who may take names out and put nothing in."""
    return unless(
        (independent, Reason.CONFLICT),
        (unread, Reason.ALREADY_READ),
        (only_less, Reason.WORDS_ADDED),
    )


GAP = "[…]"


def says_only_less(shortened: str, original: str) -> bool:
    """Whether words are the original's, in their order, with gaps where some were taken out."""
    left = iter(original.split())
    return all(any(word == other for other in left) for word in shortened.replace(GAP, " ").split())


def amount_of(part: int, whole: int) -> Amount:
    """So many of so many, in a word."""
    percent = 100 * part / whole
    return next((amount for least, amount in _AT_LEAST if percent >= least), Amount.FEW)


def counts_for(answered: int, headcount: int) -> int:
    """How many answers count where so many people were counted: nobody stuffs their own."""
    return min(answered, headcount)
