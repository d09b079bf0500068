"""What may be enrolled in, recorded, waived, undone and released."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courses.progress.requirements import ATTESTED


class Reason(StrEnum):
    """Why not."""

    NOT_RELEASED = "not_released"
    ALREADY_ENROLLED = "already_enrolled"
    OWN_TRAINING = "own_training"
    NO_SUCH_REQUIREMENT = "no_such_requirement"
    NO_REASON_GIVEN = "no_reason_given"
    NO_SUCH_EVENT = "no_such_event"
    ALREADY_UNDONE = "already_undone"
    NO_LESSONS = "no_lessons"
    NO_REQUIREMENTS = "no_requirements"
    NOTHING_ATTESTED = "nothing_attested"
    NOTHING_NEW = "nothing_new"
    IMPACT_CHANGED = "impact_changed"


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def _unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))


def decide_waiver(*, own: bool, known: bool, because: str) -> Decision:
    """A requirement may be waived by somebody else, with a reason."""
    return _unless(
        (not own, Reason.OWN_TRAINING),
        (known, Reason.NO_SUCH_REQUIREMENT),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_undo(*, own: bool, exists: bool, undone: bool, because: str) -> Decision:
    """An assertion may be taken back once, by somebody else, with a reason; an undo is answered by asserting anew."""
    return _unless(
        (not own, Reason.OWN_TRAINING),
        (exists, Reason.NO_SUCH_EVENT),
        (not undone, Reason.ALREADY_UNDONE),
        (bool(because.strip()), Reason.NO_REASON_GIVEN),
    )


def decide_release(document: Mapping[str, Any], *, current_digest: str | None, digest: str) -> Decision:
    """A syllabus needs lessons and requirements, of which one at least is attested live by a person."""
    kinds = {row["kind"] for row in document["requirements"]}
    return _unless(
        (any(module["lessons"] for module in document["modules"]), Reason.NO_LESSONS),
        (bool(kinds), Reason.NO_REQUIREMENTS),
        (not kinds or bool(kinds & ATTESTED), Reason.NOTHING_ATTESTED),
        (digest != current_digest, Reason.NOTHING_NEW),
    )


def structure(document: Mapping[str, Any]) -> dict[str, Any]:
    """What of a syllabus bears on anybody's progress: keys, minutes, required flags, right answers, marks, levels.

    Two documents of the same structure differ in words only, and everybody moves from one to the other.
    """
    return {
        "lessons": sorted(
            [lesson["key"], lesson["minutes"], lesson["required"], document["checks"].get(lesson["key"])]
            for module in document["modules"]
            for lesson in module["lessons"]
        ),
        "requirements": sorted(document["requirements"], key=lambda row: row["key"]),
        "rubric": [
            sorted(level["value"] for level in document["rubric"].get("levels", ())),
            sorted([row["key"], row["critical"]] for row in document["rubric"].get("competencies", ())),
        ],
        "review": document["review"],
    }
