"""What may be enrolled in, recorded, waived, undone and released."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from courses.progress.requirements import Group, Next, Requirement, requirement_from

# Days after which those whose turn it is are told that somebody waits for them.
USUAL_DAYS: Mapping[Next, int] = {
    Next.GRANT_TRY: 3,
    Next.NOTE_ATTENDANCE: 2,
    Next.CLEAR_DIALOGUE: 3,
    Next.GET_OBSERVED: 5,
    Next.MEND_PATHWAY: 3,
}

# Somebody who types a year too many learns it at the field.
FARTHEST_PLAN = timedelta(days=5 * 365)
# What somebody notes may have taken place so long ago; older is a slip of the keyboard.
RECORDS_REACH_BACK = timedelta(days=3653)
# The furthest that a calendar is ahead of UTC: for people on the Line Islands it is tomorrow already.
AHEAD_OF_UTC = timedelta(hours=14)
# The program revises its training about every three years, and unpractised facilitation fades sooner than that.
EARLIER_TRAINING_COUNTS_FOR_YEARS = 3
DAYS_OF_REVIEW = ("target_days", "appeal_days")
EVIDENCE_TYPES: Mapping[str, str] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}
EVIDENCE_MOST_BYTES = 10 * 1024 * 1024


class Reason(StrEnum):
    """Why not."""

    NOT_RELEASED = "not_released"
    ALREADY_ENROLLED = "already_enrolled"
    NOT_YOURS = "not_yours"
    WITHDRAWN = "withdrawn"
    DAY_PASSED = "day_passed"
    DAY_TOO_FAR = "day_too_far"
    OWN_TRAINING = "own_training"
    NO_SUCH_REQUIREMENT = "no_such_requirement"
    NO_REASON_GIVEN = "no_reason_given"
    NO_SUCH_EVENT = "no_such_event"
    ALREADY_UNDONE = "already_undone"
    NOBODYS_TRAINING = "nobodys_training"
    ALREADY_WAIVED = "already_waived"
    NOT_WAIVED = "not_waived"
    ALREADY_CREDITED = "already_credited"
    NOT_CREDITED = "not_credited"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    TOO_OLD_TO_COUNT = "too_old_to_count"
    ALREADY_RECORDED = "already_recorded"
    NOTHING_CORRECTED = "nothing_corrected"
    CHANGED_MEANWHILE = "changed_meanwhile"
    MORE_ANSWERS_THAN_ASKED = "more_answers_than_asked"
    NO_SUCH_DIALOGUE = "no_such_dialogue"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_TOO_LARGE = "evidence_too_large"
    EVIDENCE_UNKNOWN = "evidence_unknown"
    NO_LESSONS = "no_lessons"
    NO_REQUIREMENTS = "no_requirements"
    NOTHING_ATTESTED = "nothing_attested"
    LESSON_NOT_LIVE = "lesson_not_live"
    GROUP_EMPTY = "group_empty"
    GROUP_TOO_SMALL = "group_too_small"
    NOTHING_NEW = "nothing_new"
    IMPACT_CHANGED = "impact_changed"
    STILL_MOVING = "still_moving"
    NOT_THE_LATEST = "not_the_latest"
    NOBODY_MOVED = "nobody_moved"
    NOBODY_FAILED = "nobody_failed"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def _unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))


def waits_too_long(step: Next, *, since: datetime, at: datetime) -> bool:
    """Whether something that others do for a trainee has taken longer than it usually does."""
    return step in USUAL_DAYS and at - since > timedelta(days=USUAL_DAYS[step])


def decide_state(wanted: str, *, own: bool, now: str) -> Decision:
    """One goes on, pauses and withdraws by oneself alone; who has withdrawn comes back before they pause."""
    return _unless((own, Reason.NOT_YOURS), (not (wanted == "paused" and now == "withdrawn"), Reason.WITHDRAWN))


def decide_plan(finish_by: date | None, *, own: bool, today: date) -> Decision:
    """A day of one's own to be done by lies ahead, within a few years; none is as good as any."""
    return _unless(
        (own, Reason.NOT_YOURS),
        (finish_by is None or today <= finish_by, Reason.DAY_PASSED),
        (finish_by is None or finish_by <= today + FARTHEST_PLAN, Reason.DAY_TOO_FAR),
    )


def decide_waiver(*, own: bool, known: bool, waived: bool, because: str, nobodys: bool = False) -> Decision:
    """A requirement may be waived by somebody else, with a reason."""
    return _unless(
        (not nobodys, Reason.NOBODYS_TRAINING),
        (not own, Reason.OWN_TRAINING),
        (known, Reason.NO_SUCH_REQUIREMENT),
        (not waived, Reason.ALREADY_WAIVED),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_end(*, own: bool, stands: bool, missing: Reason, because: str, nobodys: bool = False) -> Decision:
    """What was granted may be ended by somebody else, with a reason."""
    return _unless(
        (not nobodys, Reason.NOBODYS_TRAINING),
        (not own, Reason.OWN_TRAINING),
        (stands, missing),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """What somebody notes of a person, as far as it matters whether they may.

    ``doubled``: the same stands already for that day; ``led``: the dialogue, if it is about one, is the person's.
    """

    own: bool
    because: str
    occurred_on: date
    doubled: bool = False
    led: bool = True
    invited: int = 0
    answers: int = 0
    nobodys: bool = False


def decide_record(facts: RecordFacts, *, at: datetime) -> Decision:
    """Something may be noted by somebody else, with a reason, of a day that has come and isn't too long ago, once."""
    return _unless(
        (not facts.nobodys, Reason.NOBODYS_TRAINING),
        (not facts.own, Reason.OWN_TRAINING),
        (facts.occurred_on <= latest_day(at), Reason.IN_THE_FUTURE),
        (facts.occurred_on >= (at - RECORDS_REACH_BACK).date(), Reason.TOO_LONG_AGO),
        (facts.led, Reason.NO_SUCH_DIALOGUE),
        (not facts.doubled, Reason.ALREADY_RECORDED),
        (facts.answers <= facts.invited, Reason.MORE_ANSWERS_THAN_ASKED),
        (bool(facts.because.strip()), Reason.NO_REASON_GIVEN),
    )


def latest_day(at: datetime) -> date:
    """The day that it is by now where days begin first."""
    return (at + AHEAD_OF_UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFacts:
    """Earlier training that somebody wants to count for one requirement; ``type`` is what the file's bytes say."""

    own: bool
    known: bool
    credited: bool
    earned_on: date
    because: str
    type: str
    size: int
    nobodys: bool = False


def decide_credit(facts: CreditFacts, *, at: datetime) -> Decision:
    """Earlier training counts for one requirement, once, with a reason and a readable proof, until it is too old."""
    return _unless(
        (not facts.nobodys, Reason.NOBODYS_TRAINING),
        (not facts.own, Reason.OWN_TRAINING),
        (facts.known, Reason.NO_SUCH_REQUIREMENT),
        (not facts.credited, Reason.ALREADY_CREDITED),
        (facts.earned_on <= latest_day(at), Reason.IN_THE_FUTURE),
        (counts_until(facts.earned_on) >= at.date(), Reason.TOO_OLD_TO_COUNT),
        (bool(facts.because.strip()), Reason.NO_REASON_GIVEN),
        (facts.size > 0, Reason.EVIDENCE_MISSING),
        (facts.size <= EVIDENCE_MOST_BYTES, Reason.EVIDENCE_TOO_LARGE),
        (not facts.size or facts.type in EVIDENCE_TYPES, Reason.EVIDENCE_UNKNOWN),
    )


def counts_until(earned_on: date) -> date:
    """The last day on which earlier training counts; what was earned on a leap day counts until a 28 February."""
    year = min(earned_on.year + EARLIER_TRAINING_COUNTS_FOR_YEARS, MAXYEAR)
    leap_day = (earned_on.month, earned_on.day) == (2, 29)
    return date(year, 2, 28) if leap_day else earned_on.replace(year=year)


def decide_undo(*, own: bool, exists: bool, undone: bool, because: str, nobodys: bool = False) -> Decision:
    """An assertion may be taken back once, by somebody else, with a reason; an undo is answered by asserting anew."""
    return _unless(
        (not nobodys, Reason.NOBODYS_TRAINING),
        (not own, Reason.OWN_TRAINING),
        (exists, Reason.NO_SUCH_EVENT),
        (not undone, Reason.ALREADY_UNDONE),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_release(document: Mapping[str, Any], *, current_digest: str | None, digest: str) -> Decision:
    """A syllabus needs lessons and requirements that can be met, one at least of them attested live by a person."""
    asked = [requirement_from(row) for row in document["requirements"]]
    groups = [row for row in asked if isinstance(row, Group)]
    lessons = {lesson["key"] for module in document["modules"] for lesson in module["lessons"]}
    return _unless(
        (bool(lessons), Reason.NO_LESSONS),
        (bool(asked), Reason.NO_REQUIREMENTS),
        (not asked or any(row.is_attested for row in asked), Reason.NOTHING_ATTESTED),
        (_named_lessons(asked) <= lessons, Reason.LESSON_NOT_LIVE),
        (all(group.members for group in groups), Reason.GROUP_EMPTY),
        (all(group.need <= len(group.members) for group in groups if group.members), Reason.GROUP_TOO_SMALL),
        (digest != current_digest, Reason.NOTHING_NEW),
    )


def decide_take_back(*, latest: bool, still_moving: bool, moved: bool, because: str) -> Decision:
    """Who was moved by the latest release may be led back once nobody is on the way any more, with a reason."""
    return _unless(
        (latest, Reason.NOT_THE_LATEST),
        (not still_moving, Reason.STILL_MOVING),
        (moved or still_moving, Reason.NOBODY_MOVED),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_retry(*, latest: bool, failed: bool) -> Decision:
    """What went wrong is tried again as long as no later release has taken its place."""
    return _unless((latest, Reason.NOT_THE_LATEST), (failed, Reason.NOBODY_FAILED))


def joined(digest: str, since: int, effects: Iterable[str]) -> str:
    """A fingerprint: the document, the release before it, and what each rule in turn would change for whom."""
    return ".".join([digest, str(since), *effects])


def differences(seen: str, now: str, *, rule: int) -> tuple[bool, bool, bool]:
    """Whether two fingerprints differ in the document, in the release before it, in what one rule would change.

    ``rule`` is its place among all. What isn't a fingerprint differs in everything.
    """
    was, then = seen.split("."), now.split(".")
    if len(was) != len(then):
        return (True, True, True)
    return (was[0] != then[0], was[1] != then[1], was[2 + rule] != then[2 + rule])


def _named_lessons(asked: Iterable[Requirement]) -> set[str]:
    every = [part for row in asked for part in (row, *row.parts)]
    return {key for row in every for key in getattr(row, "lessons", ())}


def structure(document: Mapping[str, Any]) -> dict[str, Any]:
    """What of a syllabus bears on anybody's progress: keys, minutes, required flags, right answers, marks, levels.

    Two documents of the same structure differ in words only, and everybody moves from one to the other. So it is with
    the days that the core group gives itself, and those for a second look: they ask nothing of anybody on the way.
    """
    return {
        "lessons": sorted(
            [
                lesson["key"],
                lesson["minutes"],
                lesson["required"],
                lesson.get("minimum", 0),
                document["checks"].get(lesson["key"]),
            ]
            for module in document["modules"]
            for lesson in module["lessons"]
        ),
        "requirements": sorted(document["requirements"], key=lambda row: row["key"]),
        "rubric": [
            sorted(level["value"] for level in document["rubric"].get("levels", ())),
            sorted([row["key"], row["critical"]] for row in document["rubric"].get("competencies", ())),
            [document["rubric"].get(name) for name in ("words_below", "qualified")],
        ],
        "review": {name: said for name, said in document["review"].items() if name not in DAYS_OF_REVIEW},
    }
