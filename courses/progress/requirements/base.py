"""What all kinds of requirement share: subjects, a syllabus, how one requirement stands. No Django, no clock.

Subjects that requirements read, and the values that are asserted of them:

================================  ==========================================================================
``lesson:<lesson key>``           ``{"done": bool}``, and whole ``"minutes"`` that the server saw, if any
``check:<lesson key>``            ``{"percent": int, "passed": bool, "left": int or null}``; the best try so
                                  far, and how many are left (null: no limit)
``sign-up:slot/<id>``             ``{"kind": slot kind, "state": "confirmed" | "waiting" | "cancelled"}`` and
                                  ``"ends"``, the end of the slot as an ISO instant
``attendance:slot/<id>``          ``{"kind": slot kind, "minutes": int}``; 0 minutes: was not there
``attendance:record/<n>``         the same, of a session that took place outside of the system
``dialogue:<id>``                 ``{"state": "planned" | "cleared" | "held" | "cancelled",
                                  "stages": {stage: minutes}}``
``co-lead:record/<n>``            ``{"experienced": bool}``: led a chat together with somebody
``co-lead:dialogue/<id>``         the same, of a practice dialogue
``observation:<id>/<observer>``   ``{"dialogue": id, "scores": {competency: 1–4 or null}}``; null: not observed;
                                  ``"advisory": true`` where it only advises and counts nothing
``feedback:<dialogue id>``        ``{"invited": int, "answers": int, "closed": bool}``: how many were asked, at
                                  the event's time, and how many have answered so far
``reflection:<dialogue id>``      ``{"shared": bool}``
``promise:<id>``                  ``{"on": ISO date, "state": "made" | "withdrawn"}``
``waiver:<requirement key>``      ``{"granted": bool}``
``credit:<requirement key>``      ``{"granted": bool, "earned": ISO date, "until": ISO date or null}``: earlier
                                  training counts
``syllabus``                      ``{"number": int, "from": int}``: a move from one version to another
``training``                      ``{"state": "active" | "paused" | "withdrawn"}``
``plan``                          ``{"finish_by": ISO date or null}``: a day of one's own; nothing depends on it
================================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, asdict, dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Self

STAGES = ("check_in", "concept", "frame", "breakout", "debrief")
SESSION_KINDS = ("training", "practice", "chat")


class Turn(StrEnum):
    """Whose move it is: exactly one, until the requirement is met."""

    TRAINEE = "trainee"
    OBSERVER = "observer"
    CORE_GROUP = "core_group"
    ADMIN = "admin"
    SYSTEM = "system"
    NOBODY = "nobody"


class Next(StrEnum):
    """The next thing to do for a requirement. Each is somebody's turn: see ``TURNS``."""

    NOTHING = "nothing"
    READ_LESSON = "read_lesson"
    PASS_CHECK = "pass_check"  # noqa: S105 - a step, not a secret
    GRANT_TRY = "grant_try"
    CHOOSE_SESSION = "choose_session"
    WAIT_FOR_SEAT = "wait_for_seat"
    ATTEND_SESSION = "attend_session"
    NOTE_ATTENDANCE = "note_attendance"
    JOIN_CHAT = "join_chat"
    ASK_TO_CO_LEAD = "ask_to_co_lead"
    PROPOSE_DIALOGUE = "propose_dialogue"
    CLEAR_DIALOGUE = "clear_dialogue"
    LEAD_DIALOGUE = "lead_dialogue"
    GET_OBSERVED = "get_observed"
    INVITE_FEEDBACK = "invite_feedback"
    AWAIT_ANSWERS = "await_answers"
    SHARE_REFLECTION = "share_reflection"
    MAKE_PROMISE = "make_promise"
    MEND_PATHWAY = "mend_pathway"


TURNS: Mapping[Next, Turn] = {
    **dict.fromkeys(Next, Turn.TRAINEE),
    Next.NOTHING: Turn.NOBODY,
    Next.GRANT_TRY: Turn.CORE_GROUP,
    Next.WAIT_FOR_SEAT: Turn.SYSTEM,
    Next.NOTE_ATTENDANCE: Turn.CORE_GROUP,
    Next.CLEAR_DIALOGUE: Turn.CORE_GROUP,
    Next.GET_OBSERVED: Turn.OBSERVER,
    Next.AWAIT_ANSWERS: Turn.SYSTEM,
    Next.MEND_PATHWAY: Turn.ADMIN,
}


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
    """A lesson's place in a syllabus; ``minimum`` minutes have to have been read, 0: none."""

    key: str
    title: str
    minutes: int
    required: bool
    version: str
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class ModulePlan:
    """A module's place in a syllabus."""

    key: str
    title: str
    summary: str
    lessons: tuple[LessonPlan, ...]


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """How applications of a pathway are decided.

    ``approvals`` of a ``panel`` of people (0: as many as approvals), by ``rule``: ``no_objection``, where no panel is
    larger than the approvals, ``n_of_m`` or ``unanimous``. ``unit_excludes``: who works in the candidate's unit doesn't
    decide. ``target_days`` from a round's beginning to its decision; ``appeal_days`` in which a decline can be looked
    at by others. What is issued holds for ``valid_months`` (0: for good), and is renewed by ``renewal_chats`` led.
    """

    approvals: int = 2
    rule: str = "no_objection"
    panel: int = 0
    unit_excludes: bool = False
    target_days: int = 14
    appeal_days: int = 30
    valid_months: int = 0
    renewal_chats: int = 0

    @property
    def seats(self) -> int:
        """How many people read one application: as many as have to be independent of its candidate."""
        return self.approvals if self.rule == "no_objection" else max(self.approvals, self.panel)

    def document(self) -> dict[str, Any]:
        """The approvals, and what differs from the usual: pathways that ask nothing new keep their digest."""
        usual = asdict(ReviewPlan())
        return {name: said for name, said in asdict(self).items() if name == "approvals" or said != usual[name]}


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The compiled form of a pathway: what was released, and never changes. ``weeks`` it usually takes; 0: unsaid."""

    title: str
    modules: tuple[ModulePlan, ...]
    requirements: tuple[Requirement, ...]
    rubric: Mapping[str, Any] = field(default_factory=dict)
    review: ReviewPlan = ReviewPlan()
    checks: Mapping[str, Any] = field(default_factory=dict)
    weeks: int = 0

    @property
    def approvals(self) -> int:
        return self.review.approvals

    @property
    def lessons(self) -> tuple[LessonPlan, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def lesson(self, key: str) -> LessonPlan | None:
        return next((lesson for module in self.modules for lesson in module.lessons if lesson.key == key), None)

    @property
    def titles(self) -> Mapping[str, str]:
        """The lessons' titles by their keys."""
        return {lesson.key: lesson.title for lesson in self.lessons}

    @property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """Those of groups too, each behind its group."""
        return tuple(row for requirement in self.requirements for row in (requirement, *requirement.parts))

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
            review=ReviewPlan(**document["review"]),
            checks=document["checks"],
            weeks=document.get("weeks", 0),
        )


@dataclass(frozen=True, slots=True)
class RequirementStatus:
    """How one requirement stands: ``have`` of ``need``, from which events, and what comes next.

    ``since`` is when the present step began, where an event says so; ``until`` the next instant at which time alone
    may change whether it is met. A group has the statuses of its ``parts``.
    """

    requirement: Requirement
    have: float
    need: float
    events: tuple[int, ...] = ()
    next: Next = Next.NOTHING
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None
    waived: bool = False
    credited: bool = False
    met: bool = False
    parts: tuple[RequirementStatus, ...] = ()

    @property
    def turn(self) -> Turn:
        return TURNS[self.next]

    @classmethod
    def counted(cls, requirement: Requirement, have: float, need: float, **details: Any) -> Self:
        """A status that is met once enough is counted; then it is nobody's turn and nothing is next."""
        if have < need:
            return cls(requirement, have, need, **details)
        kept = {name: details[name] for name in ("events", "until", "parts") if name in details}
        return cls(requirement, have, need, met=True, **kept)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a requirement is held against: the syllabus, what is known of the person, and the moment."""

    syllabus: Syllabus
    progress: Progress
    at: datetime
    # Subjects by what stands before their colon, filled at the first question: a dozen requirements ask.
    _sorted: dict[str, list[tuple[str, Asserted]]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def under(self, prefix: str) -> list[tuple[str, Asserted]]:
        """The subjects that begin with a prefix (``"dialogue:"``), with what stands for each, in the order in which it
        was said.
        """
        if not self._sorted:
            for subject, state in sorted(self.progress.items(), key=lambda row: row[1].seq):
                self._sorted.setdefault(subject.partition(":")[0], []).append((subject, state))
        return list(self._sorted.get(prefix.removesuffix(":"), ()))

    def standing(self, subject: str) -> Asserted | None:
        """What stands for a subject now: what was granted up to a day is gone on the day after."""
        state = self.progress.get(subject)
        if state is None or not state.value.get("granted"):
            return None
        until = end_of(state)
        return state if until is None or self.at < until else None

    def since(self, days: int) -> Situation:
        """The same, without what happened more than so many days ago; 0: everything counts for ever."""
        if not days:
            return self
        oldest = self.at - timedelta(days=days)
        return replace(self, progress={s: row for s, row in self.progress.items() if row.occurred_at > oldest})


def end_of(granted: Asserted) -> datetime | None:
    """The instant from which something granted up to a day counts no more."""
    day = granted.value.get("until")
    return datetime.combine(date.fromisoformat(day), time(), UTC) + timedelta(days=1) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One condition of certification; ``key`` stays the same while its numbers are edited.

    A kind is a subclass that names its ``kind``; it is known from then on, and editors get a form with its fields.
    ``attested``: somebody sees the trainee live before this is met.
    """

    kinds: ClassVar[dict[str, type[Requirement]]] = {}
    kind: ClassVar[str] = ""
    attested: ClassVar[bool] = False
    key: str

    @property
    def parts(self) -> tuple[Requirement, ...]:
        """The requirements of a group."""
        return ()

    @property
    def is_all_of_parts(self) -> bool:
        """Whether this is a group that asks for each of its parts."""
        return False

    @property
    def is_attested(self) -> bool:
        return self.attested

    def status(self, given: Situation) -> RequirementStatus:
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        """As a syllabus keeps it: what is off (0, none) is left out, so that a new field changes no old digest."""
        values = {item.name: getattr(self, item.name) for item in spoken(type(self))}
        return {"kind": self.kind, "key": self.key, **{name: _plain(value) for name, value in values.items() if value}}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [row.document() if isinstance(row, Requirement) else row for row in value]
    return value


def spoken(kind: type[Requirement]) -> tuple[Field[Any], ...]:
    """The fields of a kind that people fill in."""
    return tuple(item for item in fields(kind) if item.name != "key")


def known(kind: type[Requirement]) -> type[Requirement]:
    """Class decorator: make a kind of requirement known under its name."""
    Requirement.kinds[kind.kind] = kind
    return kind


def number(default: int, least: int, most: int, *, rarely: bool = False) -> Any:
    """A field for a whole number; one that is rarely needed stands aside in forms."""
    return field(default=default, metadata={"least": least, "most": most, "rarely": rarely})


def decimal(default: float, least: float, most: float) -> Any:
    """A field for a number that may have a fraction."""
    return field(default=default, metadata={"least": least, "most": most, "fraction": True})


def choice(default: str, choices: tuple[str, ...]) -> Any:
    """A field for one of a few codes."""
    return field(default=default, metadata={"choices": choices})


def days_of_validity() -> Any:
    """For how many days what was done counts; 0: for ever."""
    return number(0, 0, 3650, rarely=True)


def requirement_from(document: Mapping[str, Any]) -> Requirement:
    """The requirement that a syllabus document describes. Raises ``KeyError`` for a kind that isn't known."""
    values = {name: _read(value) for name, value in document.items() if name != "kind"}
    return Requirement.kinds[document["kind"]](**values)


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(requirement_from(row) if isinstance(row, Mapping) else row for row in value)
    return value


def assess(requirement: Requirement, given: Situation) -> RequirementStatus:
    """How a requirement stands, waivers and credits included."""
    waiver = given.standing(f"waiver:{requirement.key}")
    if waiver is not None:
        return RequirementStatus(requirement, 1, 1, (waiver.seq,), waived=True, met=True)
    credit = given.standing(f"credit:{requirement.key}")
    if credit is not None:
        return RequirementStatus(requirement, 1, 1, (credit.seq,), credited=True, met=True, until=end_of(credit))
    return requirement.status(given)


def expiry(states: Iterator[Asserted] | list[Asserted], days: int) -> datetime | None:
    """When the oldest of some facts counts no more; nothing where facts count for ever."""
    oldest = min((state.occurred_at for state in states), default=None)
    return oldest + timedelta(days=days) if oldest and days else None
