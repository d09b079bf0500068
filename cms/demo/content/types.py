"""The shapes that the demo program is written in: plain frozen data, without Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from enum import StrEnum
from typing import ClassVar, Literal, TypeAlias

from cms.demo.content.questions import Check
from cms.demo.content.written import Document, Written

StageCode: TypeAlias = Literal["check_in", "concept", "frame", "breakout", "debrief"]
RoleCode: TypeAlias = Literal["trainee", "core_group", "content_admin", "program_admin"]
Readiness: TypeAlias = Literal["ready", "nearly", "not_yet"]


# --- lessons --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block(Written):
    """One part of a lesson; its fields are those of the neutral document."""

    kind: ClassVar[str]

    def document(self) -> Document:
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {"kind": self.kind, **{k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}}


@dataclass(frozen=True, slots=True)
class Text(Block):
    kind: ClassVar[str] = "text"
    html: str


@dataclass(frozen=True, slots=True)
class Callout(Block):
    kind: ClassVar[str] = "callout"
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class KeyTerm(Block):
    kind: ClassVar[str] = "key_term"
    term: str
    html: str


@dataclass(frozen=True, slots=True)
class Questions(Block):
    kind: ClassVar[str] = "questions"
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario(Block):
    kind: ClassVar[str] = "scenario"
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Prompt(Block):
    """A question for the reader alone; its id is unique in the whole pathway."""

    kind: ClassVar[str] = "prompt"
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Script(Block):
    """What a facilitator can say in a stage: plain text is spoken, italics say what to do."""

    kind: ClassVar[str] = "script"
    stage: StageCode
    minutes: int
    html: str


@dataclass(frozen=True, slots=True)
class Lesson(Written):
    """A lesson; ``key`` never changes, and serves as the page's slug."""

    key: str
    title: str
    summary: str
    minutes: int
    blocks: tuple[Block, ...]
    check: Check | None = None
    required: bool = True
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Module(Written):
    """A module; ``key`` never changes, and serves as the page's slug."""

    key: str
    title: str
    summary: str
    lessons: tuple[Lesson, ...]


# --- the pathway ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requirement(Written):
    """A condition of certification: a kind that ``courses.progress`` knows, with the numbers that it asks for."""

    key: str
    kind: str
    numbers: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Competency(Written):
    """One thing that observers look at; the anchors are what can be seen at levels 1 to 4."""

    key: str
    name: str
    question: str
    anchors: tuple[str, str, str, str]
    critical: bool = False

    def document(self) -> Document:
        anchors = {str(level): words for level, words in enumerate(self.anchors, start=1)}
        words = {"key": self.key, "name": self.name, "question": self.question}
        return {**words, "anchors": anchors, "critical": self.critical}


@dataclass(frozen=True, slots=True)
class Rubric(Written):
    levels: tuple[str, str, str, str]
    competencies: tuple[Competency, ...]

    def document(self) -> Document:
        """The rubric in the neutral form."""
        return {
            "levels": [{"value": value, "label": label} for value, label in enumerate(self.levels, start=1)],
            "competencies": [competency.document() for competency in self.competencies],
        }


@dataclass(frozen=True, slots=True)
class QuestionAndAnswer(Written):
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Pathway(Written):
    slug: str
    title: str
    introduction: str
    usual_weeks: int
    approvals: int
    modules: tuple[Module, ...]
    requirements: tuple[Requirement, ...]
    rubric: Rubric
    questions: tuple[QuestionAndAnswer, ...] = ()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)


# --- public pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StageSentence(Written):
    stage: StageCode
    sentence: str


@dataclass(frozen=True, slots=True)
class Home(Written):
    title: str
    lead: str
    idea: str
    stages: tuple[StageSentence, ...]
    assumptions: tuple[str, ...]
    invitation: str


@dataclass(frozen=True, slots=True)
class PlainPage(Written):
    slug: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


# --- people ---------------------------------------------------------------------------------------


class Way(StrEnum):
    """How far along a facilitator in training is."""

    NEW = "new"
    SIGNED_UP = "signed_up"
    WAITING = "waiting"
    ATTENDED = "attended"
    READING = "reading"
    LESSONS_DONE = "lessons_done"
    OBSERVED_ONCE = "observed_once"
    READY_TO_APPLY = "ready_to_apply"
    UNDER_REVIEW = "under_review"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True)
class Institution(Written):
    key: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Person(Written):
    """An invented person. ``way`` is given for facilitators in training only."""

    key: str
    display_name: str
    institution: str
    role: RoleCode
    pronouns: str = ""
    time_zone: str = "America/New_York"
    name_language: str = ""
    way: Way | None = None

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


# --- sessions and practice ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Session(Written):
    """A live session at a wall time on a weekday (0 is Monday).

    ``weeks`` counts from the next such day that is at least two days away; up to -2, the session is over.
    """

    key: str
    title: str
    text: str
    host: str
    weekday: int
    at: time
    weeks: int = 0
    minutes: int = 60
    capacity: int = 8
    zone: str = "America/New_York"
    room: str = ""
    join_link: str = ""
    access: str = ""
    kind: Literal["training", "practice", "chat_local", "chat_national", "office_hour"] = "training"
    facilitators: tuple[str, ...] = ()
    captions: bool = True
    interpretation: str = ""
    agenda: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Link(Written):
    """Something to read on another site."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic(Written):
    """What a practice dialogue can be about."""

    key: str
    title: str
    concept: str
    definition: str
    questions: tuple[str, ...]
    materials: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Observed(Written):
    """What one observer handed in: a level for each competency, or None where it wasn't observed."""

    observer: str
    scores: Mapping[str, int | None]
    strengths: str
    one_thing: str
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class Reflected(Written):
    """The lead's own words after a dialogue."""

    happened: str
    felt: str
    otherwise: str
    learn: str
    stages: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Debriefed(Written):
    """What came of a dialogue once everything was in: the lead's answer, and the aim that both sides agreed on."""

    answer: str
    aim: str


@dataclass(frozen=True, slots=True)
class Practice(Written):
    """A practice dialogue that was held so many days ago."""

    topic: str
    aim: str
    days_ago: int
    observed: Observed
    reflected: Reflected | None = None
    debriefed: Debriefed | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Planned(Written):
    """A practice dialogue to come, in a practice session, and what two people said about its plan."""

    topic: str
    aim: str
    session: str
    comment: str
    answer: str


@dataclass(frozen=True, slots=True)
class Vote(Written):
    reviewer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Application(Written):
    days_ago: int
    motivation: str
    pronunciation: str = ""
    # What the first who votes asks the candidate, who hasn't answered yet.
    asked: str = ""
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey(Written):
    """What a facilitator in training has done so far: the session they chose, the minutes they were there (None: it
    is still to come), how many lessons from the first on (None: all required ones), and what they led.
    """

    person: str
    began_days_ago: int
    session: str = ""
    minutes_there: int | None = None
    lessons: int | None = 0
    practices: tuple[Practice, ...] = ()
    planned: Planned | None = None
    application: Application | None = None
