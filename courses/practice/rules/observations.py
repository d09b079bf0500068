"""When an observer may write, and when an observation is whole."""

from collections.abc import Mapping, Sequence

from courses.practice.rules.base import Decision, Reason, unless

# Below this level an observer says in words what they saw, unless the rubric names another.
WORDS_NEEDED_BELOW = 2
LEVELS = (1, 2, 3, 4)
MOST_PEOPLE = 200


def decide_saving(*, observes: bool, begun: bool, handed_in: bool, current: bool) -> Decision:
    """An observer who said yes writes from the first stage on, until they hand in, on top of what they last saw."""
    return unless(
        (observes, Reason.NOT_ASSIGNED),
        (begun, Reason.NOT_HELD),
        (not handed_in, Reason.ALREADY_HANDED_IN),
        (current, Reason.CHANGED_ELSEWHERE),
    )


def decide_handing_in(
    *,
    held: bool,
    competencies: Sequence[str],
    scores: Mapping[str, int | None],
    evidence: Mapping[str, str],
    words: bool,
    words_below: int = WORDS_NEEDED_BELOW,
) -> Decision:
    """Every competency has a level or *not observed*; a low level comes with what was seen; words are given."""
    known = all(key in scores and scores[key] in (None, *LEVELS) for key in competencies)
    low = [key for key in competencies if (scores.get(key) or words_below) < words_below]
    return unless(
        (held, Reason.NOT_HELD),
        (known, Reason.SCORES_MISSING),
        (all(evidence.get(key, "").strip() for key in low), Reason.EVIDENCE_MISSING),
        (words, Reason.WORDS_MISSING),
    )


def decide_amending(*, handed_in: bool, current: bool, because: bool, differs: bool) -> Decision:
    """Who has handed in may say something differently, on top of their last version, and says why."""
    return unless(
        (handed_in, Reason.NOT_HANDED_IN),
        (not handed_in or current, Reason.CHANGED_ELSEWHERE),
        (differs, Reason.NOTHING_DIFFERS),
        (because, Reason.BECAUSE_MISSING),
    )


def decide_headcount(*, observes: bool, begun: bool, plausible: bool) -> Decision:
    """Whoever observes counts the people, so that no lead counts answers that they wrote themselves."""
    return unless((observes, Reason.NOT_ASSIGNED), (begun, Reason.NOT_HELD), (plausible, Reason.TOO_MANY_PEOPLE))
