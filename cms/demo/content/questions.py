"""The shapes that the questions of the demo program are written in."""

from dataclasses import dataclass, fields
from typing import TypeAlias

from cms.demo.content.written import Document, Written


@dataclass(frozen=True, slots=True)
class Choice(Written):
    id: str
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Question(Written):
    id: str
    text: str
    choices: tuple[Choice, ...]
    multiple: bool = False

    def document(self) -> Document:
        choices = [{item.name: getattr(choice, item.name) for item in fields(choice)} for choice in self.choices]
        return {"id": self.id, "text": self.text, "multiple": self.multiple, "choices": choices}


@dataclass(frozen=True, slots=True)
class Decision(Written):
    """A scenario: each choice is told its consequence."""

    id: str
    situation: str
    text: str
    choices: tuple[Choice, ...]

    def document(self) -> Document:
        choices = [{item.name: getattr(choice, item.name) for item in fields(choice)} for choice in self.choices]
        return {"id": self.id, "situation": self.situation, "text": self.text, "choices": choices}


@dataclass(frozen=True, slots=True)
class Order(Written):
    """Things to be put in order; they stand in the right one."""

    id: str
    text: str
    items: tuple[str, ...]
    feedback: str

    def document(self) -> Document:
        return {"id": self.id, "text": self.text, "items": list(self.items), "feedback": self.feedback}


@dataclass(frozen=True, slots=True)
class Pairs(Written):
    """Things that belong together."""

    id: str
    text: str
    pairs: tuple[tuple[str, str], ...]
    feedback: str

    def document(self) -> Document:
        pairs = [{"left": left, "right": right} for left, right in self.pairs]
        return {"id": self.id, "text": self.text, "pairs": pairs, "feedback": self.feedback}


@dataclass(frozen=True, slots=True)
class OwnWords(Written):
    """A question that is answered in one's own words, beside which a model answer stands afterwards."""

    id: str
    text: str
    model: str

    def document(self) -> Document:
        return {"id": self.id, "text": self.text, "model": self.model}


AnyQuestion: TypeAlias = Question | Decision | Order | Pairs | OwnWords


@dataclass(frozen=True, slots=True)
class Check(Written):
    """A knowledge check; ``tries`` and ``draw`` of 0 mean as many as one likes, and all questions."""

    pass_mark: int
    questions: tuple[AnyQuestion, ...]
    tries: int = 0
    draw: int = 0
