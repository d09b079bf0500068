"""What the parts of a page are made of: their kinds, states and stages. Knows no app and reads nothing."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise
Code = TypeVar("Code", bound=Hashable)


class Lexicon(dict[Code, Words]):
    """Words by their codes; ``told`` gives them in the reader's language, each translated once in a process."""

    def __init__(self, words: Mapping[Code, Words]) -> None:
        super().__init__(words)
        self._told: dict[tuple[str | None, Code], str] = {}

    def told(self, code: Code) -> str:
        """Raises ``KeyError`` for a code without words."""
        asked = (get_language(), code)
        if asked not in self._told:
            self._told[asked] = str(self[code])
        return self._told[asked]


class Variant(StrEnum):
    """How loudly a button speaks; one primary button per screen."""

    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"


class Kind(StrEnum):
    """What a notice or a badge is about."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    ACCENT = "accent"


class Reach(StrEnum):
    """How far something on the way to a goal has come."""

    DONE = "done"
    NEXT = "next"
    WAITING = "waiting"
    LATER = "later"


KIND_ICONS = {
    Kind.NEUTRAL: "",
    Kind.INFO: "information-circle",
    Kind.SUCCESS: "check-circle",
    Kind.WARNING: "exclamation-triangle",
    Kind.DANGER: "exclamation-circle",
    Kind.ACCENT: "star",
}
NOTICE_WORDS: Lexicon[Kind] = Lexicon(
    {
        Kind.INFO: _("Good to know"),
        Kind.SUCCESS: _("Done"),
        Kind.WARNING: _("Please note"),
        Kind.DANGER: _("This needs your attention"),
    }
)
# Django names the levels of its messages differently.
MESSAGE_KINDS = {
    "debug": Kind.INFO,
    "info": Kind.INFO,
    "success": Kind.SUCCESS,
    "warning": Kind.WARNING,
    "error": Kind.DANGER,
}
REACH_ICONS = {
    Reach.DONE: "check",
    Reach.NEXT: "arrow-right",
    Reach.WAITING: "clock",
    Reach.LATER: "ellipsis-horizontal",
}
ROAD_WORDS: Lexicon[Reach] = Lexicon(
    {
        Reach.DONE: _("Done"),
        Reach.NEXT: _("Your next step"),
        Reach.WAITING: _("Waiting"),
        Reach.LATER: _("Later"),
    }
)
REQUIREMENT_WORDS: Lexicon[Reach] = Lexicon(
    {
        Reach.DONE: _("Met"),
        Reach.NEXT: _("Yours next"),
        Reach.WAITING: _("Waiting"),
        Reach.LATER: _("Later"),
    }
)


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One step of a trainee's road; ``note`` says whose turn it is or when it happened."""

    title: Words
    reach: Reach
    note: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the five stages of every chat, with its sign; its colour is the style sheet's."""

    code: str
    name: Words
    icon: str


STAGES = (
    Stage("check_in", _("Check-in"), "hand-raised"),
    Stage("concept", _("Concept"), "light-bulb"),
    Stage("frame", _("Frame"), "viewfinder-circle"),
    Stage("breakout", _("Breakout"), "chat-bubble-left-right"),
    Stage("debrief", _("Debrief"), "user-group"),
)
STAGE_BY_CODE = {stage.code: stage for stage in STAGES}
