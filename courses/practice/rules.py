"""Who may lead, clear, observe and reflect, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# The room opens early enough to settle in.
ROOM_OPENS_BEFORE = timedelta(minutes=15)
# Below this level an observer says in words what they saw.
WORDS_NEEDED_BELOW = 2
LEVELS = (1, 2, 3, 4)


class Reason(StrEnum):
    """Why not."""

    CHATS_FIRST = "chats_first"
    STARTS_IN_THE_PAST = "starts_in_the_past"
    NOT_PROPOSED = "not_proposed"
    OWN_DIALOGUE = "own_dialogue"
    CONFLICT = "conflict"
    NO_OBSERVER = "no_observer"
    ALREADY_OBSERVER = "already_observer"
    NOT_THE_LEAD = "not_the_lead"
    NOT_CLEARED = "not_cleared"
    TOO_EARLY = "too_early"
    STAGE_PASSED = "stage_passed"
    STAGE_SKIPPED = "stage_skipped"
    NOT_FINISHED = "not_finished"
    NOT_ASSIGNED = "not_assigned"
    NOT_HELD = "not_held"
    ALREADY_HANDED_IN = "already_handed_in"
    SCORES_MISSING = "scores_missing"
    WORDS_MISSING = "words_missing"
    EVIDENCE_MISSING = "evidence_missing"
    ALREADY_SHARED = "already_shared"
    ALREADY_OVER = "already_over"
    DAY_PASSED = "day_passed"
    DAY_TOO_FAR = "day_too_far"
    ALREADY_PROMISED = "already_promised"
    NOT_YOURS = "not_yours"
    ALREADY_TAKEN_BACK = "already_taken_back"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def _unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))


def decide_proposal(*, starts: datetime, at: datetime, may_lead: bool) -> Decision:
    """A dialogue is planned ahead, by somebody who has taken part in as many as their training asks for first."""
    return _unless((may_lead, Reason.CHATS_FIRST), (at < starts, Reason.STARTS_IN_THE_PAST))


def decide_observer(*, own: bool, related: bool, already: bool, over: bool) -> Decision:
    """An observer is neither the lead nor tied to them as mentor, manager, report, or by a declared conflict."""
    return _unless(
        (not over, Reason.ALREADY_OVER),
        (not own, Reason.OWN_DIALOGUE),
        (not related, Reason.CONFLICT),
        (not already, Reason.ALREADY_OBSERVER),
    )


def decide_clearing(*, proposed: bool, own: bool, observers: int) -> Decision:
    """Somebody else clears a plan, once an observer will be there."""
    return _unless(
        (proposed, Reason.NOT_PROPOSED), (not own, Reason.OWN_DIALOGUE), (observers >= 1, Reason.NO_OBSERVER)
    )


def decide_stage(
    stage: str, *, order: Sequence[str], begun: Sequence[str], lead: bool, cleared: bool, starts: datetime, at: datetime
) -> Decision:
    """The lead goes through the stages in order, one at a time, from shortly before the start."""
    expected = order[len(begun)] if len(begun) < len(order) else None
    passed = stage in begun
    return _unless(
        (lead, Reason.NOT_THE_LEAD),
        (cleared, Reason.NOT_CLEARED),
        (at >= starts - ROOM_OPENS_BEFORE, Reason.TOO_EARLY),
        (not passed, Reason.STAGE_PASSED),
        (passed or stage == expected, Reason.STAGE_SKIPPED),
    )


def decide_finish(*, lead: bool, running: bool, all_begun: bool) -> Decision:
    """A dialogue ends after its last stage."""
    return _unless(
        (lead, Reason.NOT_THE_LEAD), (running, Reason.NOT_CLEARED), (not running or all_begun, Reason.NOT_FINISHED)
    )


def decide_saving(*, assigned: bool, begun: bool, handed_in: bool) -> Decision:
    """An assigned observer writes from the first stage on, until they hand in."""
    return _unless((assigned, Reason.NOT_ASSIGNED), (begun, Reason.NOT_HELD), (not handed_in, Reason.ALREADY_HANDED_IN))


def decide_handing_in(
    *,
    held: bool,
    competencies: Sequence[str],
    scores: Mapping[str, int | None],
    evidence: Mapping[str, str],
    words: bool,
) -> Decision:
    """Every competency has a level or *not observed*; a low level comes with what was seen; words are given."""
    known = all(key in scores and scores[key] in (None, *LEVELS) for key in competencies)
    low = [key for key in competencies if (scores.get(key) or WORDS_NEEDED_BELOW) < WORDS_NEEDED_BELOW]
    return _unless(
        (held, Reason.NOT_HELD),
        (known, Reason.SCORES_MISSING),
        (all(evidence.get(key, "").strip() for key in low), Reason.EVIDENCE_MISSING),
        (words, Reason.WORDS_MISSING),
    )


def decide_reflection(*, lead: bool, held: bool, shared: bool, words: bool) -> Decision:
    """The lead writes after the dialogue, and may share once there is something to read."""
    return _unless(
        (lead, Reason.NOT_THE_LEAD),
        (held, Reason.NOT_HELD),
        (not shared, Reason.ALREADY_SHARED),
        (words, Reason.WORDS_MISSING),
    )


def decide_cancellation(*, lead: bool, over: bool) -> Decision:
    """The lead may call a dialogue off until it has begun."""
    return _unless((lead, Reason.NOT_THE_LEAD), (not over, Reason.ALREADY_OVER))


def decide_promise(on: date, *, today: date, farthest: date | None, promised: bool) -> Decision:
    """A chat is promised for a day that lies ahead, near enough to count where one's training asks for it."""
    return _unless(
        (today <= on, Reason.DAY_PASSED),
        (farthest is None or on <= farthest, Reason.DAY_TOO_FAR),
        (not promised, Reason.ALREADY_PROMISED),
    )


def decide_taking_back(*, own: bool, withdrawn: bool) -> Decision:
    """One takes back one's own promise, once."""
    return _unless((own, Reason.NOT_YOURS), (not withdrawn, Reason.ALREADY_TAKEN_BACK))
