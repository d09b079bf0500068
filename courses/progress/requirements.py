"""The kinds of requirement, one dataclass each: what it asks, and how far somebody has come. No Django, no clock.

Subjects that requirements read, and the values that are asserted of them:

================================  ==========================================================================
``lesson:<lesson key>``           ``{"done": bool}``
``sign-up:slot/<id>``             ``{"kind": slot kind, "state": "confirmed" | "waiting" | "cancelled"}``
``attendance:slot/<id>``          ``{"kind": slot kind, "minutes": int}``; 0 minutes: was not there
``dialogue:<id>``                 ``{"state": "planned" | "held" | "cancelled", "stages": {stage: minutes}}``
``observation:<id>/<observer>``   ``{"dialogue": id, "scores": {competency: 1–4 or null}}``; null: not observed
``reflection:<dialogue id>``      ``{"shared": bool}``
``waiver:<requirement key>``      ``{"granted": bool}``
================================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

STAGES = ("check_in", "concept", "frame", "breakout", "debrief")


class Turn(StrEnum):
    """Whose move it is: exactly one, until the requirement is met."""

    TRAINEE = "trainee"
    OBSERVER = "observer"
    CORE_GROUP = "core_group"
    NOBODY = "nobody"


class Next(StrEnum):
    """The next thing to do for a requirement."""

    NOTHING = "nothing"
    READ_LESSON = "read_lesson"
    CHOOSE_SESSION = "choose_session"
    WAIT_FOR_SEAT = "wait_for_seat"
    ATTEND_SESSION = "attend_session"
    PROPOSE_DIALOGUE = "propose_dialogue"
    LEAD_DIALOGUE = "lead_dialogue"
    GET_OBSERVED = "get_observed"
    SHARE_REFLECTION = "share_reflection"


@dataclass(frozen=True, slots=True)
class Asserted:
    """What stands for a subject: the value, and the event that says so."""

    seq: int
    rank: int
    value: Mapping[str, Any]
    occurred_at: datetime


Progress = Mapping[str, Asserted]


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """A lesson's place in a syllabus."""

    key: str
    title: str
    minutes: int
    required: bool
    version: str


@dataclass(frozen=True, slots=True)
class ModulePlan:
    """A module's place in a syllabus."""

    key: str
    title: str
    summary: str
    lessons: tuple[LessonPlan, ...]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The compiled form of a pathway: what was released, and never changes."""

    title: str
    modules: tuple[ModulePlan, ...]
    requirements: tuple[Requirement, ...]
    rubric: Mapping[str, Any] = field(default_factory=dict)
    approvals: int = 2

    @property
    def lessons(self) -> tuple[LessonPlan, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, key: str) -> LessonPlan | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read a syllabus document. Raises ``KeyError`` or ``TypeError`` for one that no compiler of ours wrote."""
        return cls(
            title=document["pathway"]["title"],
            modules=tuple(
                ModulePlan(m["key"], m["title"], m["summary"], tuple(LessonPlan(**lesson) for lesson in m["lessons"]))
                for m in document["modules"]
            ),
            requirements=tuple(requirement_from(row) for row in document["requirements"]),
            rubric=document["rubric"],
            approvals=document["review"]["approvals"],
        )


@dataclass(frozen=True, slots=True)
class RequirementStatus:
    """How one requirement stands: ``have`` of ``need``, from which events, and what comes next."""

    requirement: Requirement
    have: float
    need: float
    events: tuple[int, ...] = ()
    turn: Turn = Turn.TRAINEE
    next: Next = Next.NOTHING
    about: str = ""
    waived: bool = False
    met: bool = False

    @classmethod
    def waived_by(cls, requirement: Requirement, waiver: Asserted) -> Self:
        return cls(requirement, 1, 1, (waiver.seq,), Turn.NOBODY, waived=True, met=True)

    @classmethod
    def counted(cls, requirement: Requirement, have: float, need: float, **details: Any) -> Self:
        """A status that is met once enough is counted; then it is nobody's turn and nothing is next."""
        if have >= need:
            details = {"events": details.get("events", ()), "turn": Turn.NOBODY, "next": Next.NOTHING, "met": True}
        return cls(requirement, have, need, **details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One condition of certification; ``key`` stays the same while its numbers are edited."""

    kind: ClassVar[str]
    key: str

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {"kind": self.kind, **{k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteLessons(Requirement):
    """All required lessons are done."""

    kind: ClassVar[str] = "complete_lessons"

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        asked = [lesson for lesson in syllabus.lessons if lesson.required]
        done = {lesson.key: progress[s] for lesson in asked if (s := f"lesson:{lesson.key}") in progress}
        done = {key: state for key, state in done.items() if state.value["done"]}
        missing = next((lesson.key for lesson in asked if lesson.key not in done), "")
        return RequirementStatus.counted(
            self,
            len(done),
            # A pathway whose lessons were all taken away asks for one that nobody can do, rather than for nothing.
            max(len(asked), 1),
            events=tuple(state.seq for state in done.values()),
            next=Next.READ_LESSON,
            about=missing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendSessions(Requirement):
    """Being there, live, for a number of sessions of one kind."""

    kind: ClassVar[str] = "attend_sessions"
    session_kind: str = "training"
    count: int = 1
    minutes: int = 45

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        attended = [
            state
            for _subject, state in under(progress, "attendance:")
            if state.value["kind"] == self.session_kind and state.value["minutes"] >= self.minutes
        ]
        seat = self._open_sign_up(progress)
        confirmed = seat is not None and seat.value["state"] == "confirmed"
        return RequirementStatus.counted(
            self,
            len(attended),
            self.count,
            events=tuple(state.seq for state in attended),
            next=Next.CHOOSE_SESSION if seat is None else Next.ATTEND_SESSION if confirmed else Next.WAIT_FOR_SEAT,
        )

    def _open_sign_up(self, progress: Progress) -> Asserted | None:
        open_ones = [
            state
            for subject, state in under(progress, "sign-up:")
            if state.value["kind"] == self.session_kind
            and state.value["state"] in ("confirmed", "waiting")
            and subject.replace("sign-up:", "attendance:") not in progress
        ]
        return min(open_ones, key=lambda state: state.value["state"], default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDialogues(Requirement):
    """Leading practice dialogues through all five stages, seen by enough different observers."""

    kind: ClassVar[str] = "lead_dialogues"
    count: int = 1
    observers: int = 1

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        dialogues = dict(under(progress, "dialogue:"))
        held = {subject.removeprefix("dialogue:"): state for subject, state in dialogues.items() if self._whole(state)}
        seen = [(s, state) for s, state in under(progress, "observation:") if str(state.value["dialogue"]) in held]
        observed = {str(state.value["dialogue"]): state for _, state in seen}
        people = {subject.rpartition("/")[2] for subject, _ in seen}
        waiting = next((key for key in held if key not in observed), "")
        planned = any(state.value["state"] == "planned" for state in dialogues.values())
        return RequirementStatus.counted(
            self,
            # The same observer twice doesn't bring one nearer to a second pair of eyes.
            max(0, min(len(observed), len(people) + self.count - self.observers)),
            self.count,
            events=tuple(held[key].seq for key in observed) + tuple(state.seq for _, state in seen),
            turn=Turn.OBSERVER if waiting else Turn.TRAINEE,
            next=Next.GET_OBSERVED if waiting else Next.LEAD_DIALOGUE if planned else Next.PROPOSE_DIALOGUE,
            about=waiting,
        )

    @staticmethod
    def _whole(state: Asserted) -> bool:
        return state.value["state"] == "held" and all(stage in state.value["stages"] for stage in STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRubric(Requirement):
    """An average over all observed scores, no competency below a floor; what wasn't observed counts neither way."""

    kind: ClassVar[str] = "reach_rubric"
    average: float = 2.5
    floor: int = 2

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        seen = [state for _, state in under(progress, "observation:")]
        by_competency: dict[str, list[int]] = {}
        for state in seen:
            for competency, score in state.value["scores"].items():
                if score is not None:
                    by_competency.setdefault(competency, []).append(score)
        scores = [score for row in by_competency.values() for score in row]
        mean = round(sum(scores) / len(scores), 2) if scores else 0.0
        # The best score per competency, so that somebody who has grown isn't held to their first try.
        low = any(max(row) < self.floor for row in by_competency.values())
        events = tuple(state.seq for state in seen)
        if low or mean < self.average:
            return RequirementStatus(self, mean, self.average, events, next=Next.PROPOSE_DIALOGUE)
        return RequirementStatus(self, mean, self.average, events, Turn.NOBODY, met=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReflections(Requirement):
    """A written reflection on a dialogue that one has led, shared with the core group."""

    kind: ClassVar[str] = "share_reflections"
    count: int = 1

    def status(self, syllabus: Syllabus, progress: Progress) -> RequirementStatus:
        shared = [state for _, state in under(progress, "reflection:") if state.value["shared"]]
        held = any(state.value["state"] == "held" for _, state in under(progress, "dialogue:"))
        return RequirementStatus.counted(
            self,
            len(shared),
            self.count,
            events=tuple(state.seq for state in shared),
            next=Next.SHARE_REFLECTION if held else Next.PROPOSE_DIALOGUE,
        )


KINDS: dict[str, type[Requirement]] = {
    kind.kind: kind for kind in (CompleteLessons, AttendSessions, LeadDialogues, ReachRubric, ShareReflections)
}
# Kinds that a person attests live: a pathway without one would certify reading alone.
ATTESTED = frozenset({AttendSessions.kind, LeadDialogues.kind})


def requirement_from(document: Mapping[str, Any]) -> Requirement:
    """The requirement that a syllabus document describes. Raises ``KeyError`` for a kind that isn't known."""
    values = {name: value for name, value in document.items() if name != "kind"}
    return KINDS[document["kind"]](**values)


def under(progress: Progress, prefix: str) -> Iterator[tuple[str, Asserted]]:
    """The subjects that begin with a prefix, with what stands for each."""
    return ((subject, state) for subject, state in progress.items() if subject.startswith(prefix))
