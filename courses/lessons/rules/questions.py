"""The kinds of question, one dataclass each: how it is shown, when an answer is whole, and how it is marked. Pure.

An **answer** is what comes from the page or a program, in tokens; what is **kept** of it is in the lesson's own ids:

=============================  =========================================  ==================================
kind                           answer                                     kept
=============================  =========================================  ==================================
single, multiple, scenario     ``[token of a choice, …]``                 ``[id, …]``
ordering                       ``{token of an item: its place from 1}``   ``[id, …]`` from first to last
matching                       ``{token left: token right}``              ``{id left: id right}``
text                           ``[words]``                                ``[words]``
=============================  =========================================  ==================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self, TypeAlias

from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.reasons import Reason

Answer: TypeAlias = Sequence[str] | Mapping[str, str]
Kept: TypeAlias = list[str] | dict[str, str]
MOST_LETTERS = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen, placed or paired, as the browser knows it."""

    token: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it is asked: nothing in it, nor in its order, tells what is right."""

    id: str
    kind: str
    text: str
    situation: str = ""
    options: tuple[Option, ...] = ()
    partners: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What one chosen answer is told."""

    choice: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Marked:
    """How a question was answered; only what was chosen is spoken about, so that the next try is a real one.

    ``right`` is ``None`` for what is never marked. ``given`` tells an order, ``pairs`` who was put with whom.
    """

    id: str
    kind: str
    text: str
    right: bool | None
    situation: str = ""
    notes: tuple[Note, ...] = ()
    given: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What all kinds have."""

    kind: ClassVar[str]
    counts: ClassVar[bool] = True
    id: str
    text: str

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        raise NotImplementedError

    def shown(self, chance: Chance) -> Shown:
        raise NotImplementedError

    def fault(self, answer: Answer, chance: Chance) -> Reason | None:
        """Why an answer can't be marked, if it can't."""
        raise NotImplementedError

    def kept(self, answer: Answer, chance: Chance) -> Kept:
        """An answer without fault in the lesson's own ids."""
        raise NotImplementedError

    def mark(self, kept: Kept) -> Marked:
        raise NotImplementedError

    def right_answer(self, chance: Chance) -> Answer:
        """The answer that would be right; for demonstrations and tests, never for a page."""
        raise NotImplementedError

    def _marked(self, *, right: bool | None) -> Marked:
        return Marked(self.id, self.kind, self.text, right)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen, and what it teaches whoever chooses it."""

    id: str
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Single(Question):
    """One of several answers."""

    kind: ClassVar[str] = "single"
    most: ClassVar[int | None] = 1
    choices: tuple[Choice, ...] = ()
    situation: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        choices = (Choice(c["id"], c["text"], c["right"], c["feedback"]) for c in row["choices"])
        return cls(row["id"], row["text"], tuple(choices), row.get("situation", ""))

    def shown(self, chance: Chance) -> Shown:
        rows = chance.shuffled(self.choices, lambda choice: choice.id, salt=self.id)
        options = tuple(Option(self._token(choice, chance), choice.text) for choice in rows)
        return Shown(self.id, self.kind, self.text, self.situation, options)

    def _token(self, choice: Choice, chance: Chance) -> str:
        return chance.token(f"{self.id}/choice", choice.id)

    def fault(self, answer: Answer, chance: Chance) -> Reason | None:
        if not answer:
            return Reason.UNANSWERED
        known = {self._token(choice, chance) for choice in self.choices}
        fits = not isinstance(answer, Mapping) and set(answer) <= known and (self.most is None or len(answer) == 1)
        return None if fits else Reason.UNKNOWN_ANSWER

    def kept(self, answer: Answer, chance: Chance) -> Kept:
        return sorted(choice.id for choice in self.choices if self._token(choice, chance) in answer)

    def mark(self, kept: Kept) -> Marked:
        right = {choice.id for choice in self.choices if choice.right}
        notes = tuple(Note(choice.text, choice.feedback) for choice in self.choices if choice.id in kept)
        marked = self._marked(right=bool(right) and set(kept) == right)
        return replace(marked, notes=notes, situation=self.situation)

    def right_answer(self, chance: Chance) -> Answer:
        return [self._token(choice, chance) for choice in self.choices if choice.right]


@dataclass(frozen=True, slots=True)
class Multiple(Single):
    """Any number of several answers: right when all right ones and no others were chosen."""

    kind: ClassVar[str] = "multiple"
    most: ClassVar[int | None] = None


@dataclass(frozen=True, slots=True)
class Scenario(Single):
    """What one would do in a situation; each choice is told its consequence."""

    kind: ClassVar[str] = "scenario"


@dataclass(frozen=True, slots=True)
class Ordering(Question):
    """Items to be put in order; they stand here in the right one."""

    kind: ClassVar[str] = "ordering"
    items: tuple[tuple[str, str], ...] = ()
    feedback: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        items = tuple((item["id"], item["text"]) for item in row["items"])
        return cls(row["id"], row["text"], items, row.get("feedback", ""))

    def shown(self, chance: Chance) -> Shown:
        rows = chance.shuffled(self.items, lambda item: item[0], salt=self.id)
        options = tuple(Option(self._token(key, chance), text) for key, text in rows)
        return Shown(self.id, self.kind, self.text, options=options)

    def _token(self, key: str, chance: Chance) -> str:
        return chance.token(f"{self.id}/item", key)

    def fault(self, answer: Answer, chance: Chance) -> Reason | None:
        if not answer:
            return Reason.UNANSWERED
        tokens = {self._token(key, chance) for key, _text in self.items}
        places = {str(place) for place in range(1, len(self.items) + 1)}
        if not isinstance(answer, Mapping) or not set(answer) <= tokens or not set(answer.values()) <= places:
            return Reason.UNKNOWN_ANSWER
        if len(set(answer.values())) < len(answer):
            return Reason.SAME_PLACE
        return None if len(answer) == len(tokens) else Reason.PLACES_MISSING

    def kept(self, answer: Answer, chance: Chance) -> Kept:
        places = dict(answer) if isinstance(answer, Mapping) else {}
        by_place = sorted((int(places[self._token(key, chance)]), key) for key, _text in self.items)
        return [key for _place, key in by_place]

    def mark(self, kept: Kept) -> Marked:
        texts = dict(self.items)
        marked = self._marked(right=list(kept) == [key for key, _text in self.items])
        return replace(marked, given=tuple(texts[key] for key in kept if key in texts), feedback=self.feedback)

    def right_answer(self, chance: Chance) -> Answer:
        return {self._token(key, chance): str(place) for place, (key, _text) in enumerate(self.items, start=1)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together."""

    id: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Matching(Question):
    """For each thing on the left its partner on the right."""

    kind: ClassVar[str] = "matching"
    pairs: tuple[Pair, ...] = ()
    feedback: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        pairs = tuple(Pair(pair["id"], pair["left"], pair["right"]) for pair in row["pairs"])
        return cls(row["id"], row["text"], pairs, row.get("feedback", ""))

    def shown(self, chance: Chance) -> Shown:
        lefts = chance.shuffled(self.pairs, lambda pair: pair.id, salt=f"{self.id}/left")
        rights = chance.shuffled(self.pairs, lambda pair: pair.id, salt=f"{self.id}/right")
        return Shown(
            self.id,
            self.kind,
            self.text,
            options=tuple(Option(self._left(pair, chance), pair.left) for pair in lefts),
            partners=tuple(Option(self._right(pair, chance), pair.right) for pair in rights),
        )

    def _left(self, pair: Pair, chance: Chance) -> str:
        return chance.token(f"{self.id}/left", pair.id)

    def _right(self, pair: Pair, chance: Chance) -> str:
        return chance.token(f"{self.id}/right", pair.id)

    def fault(self, answer: Answer, chance: Chance) -> Reason | None:
        if not answer:
            return Reason.UNANSWERED
        lefts = {self._left(pair, chance) for pair in self.pairs}
        rights = {self._right(pair, chance) for pair in self.pairs}
        if not isinstance(answer, Mapping) or not set(answer) <= lefts or not set(answer.values()) <= rights:
            return Reason.UNKNOWN_ANSWER
        return None if len(answer) == len(lefts) else Reason.PARTNERS_MISSING

    def kept(self, answer: Answer, chance: Chance) -> Kept:
        chosen = dict(answer) if isinstance(answer, Mapping) else {}
        rights = {self._right(pair, chance): pair.id for pair in self.pairs}
        return {pair.id: rights[chosen[self._left(pair, chance)]] for pair in self.pairs}

    def mark(self, kept: Kept) -> Marked:
        chosen = kept if isinstance(kept, dict) else {}
        rights = {pair.id: pair.right for pair in self.pairs}
        pairs = tuple((pair.left, rights.get(chosen.get(pair.id, ""), "")) for pair in self.pairs)
        marked = self._marked(right=bool(pairs) and all(chosen.get(pair.id) == pair.id for pair in self.pairs))
        return replace(marked, pairs=pairs, feedback=self.feedback)

    def right_answer(self, chance: Chance) -> Answer:
        return {self._left(pair, chance): self._right(pair, chance) for pair in self.pairs}


@dataclass(frozen=True, slots=True)
class Text(Question):
    """A few words of one's own, beside which a model answer is shown afterwards; never marked."""

    kind: ClassVar[str] = "text"
    counts: ClassVar[bool] = False
    model: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        return cls(row["id"], row["text"], row["model"])

    def shown(self, chance: Chance) -> Shown:
        return Shown(self.id, self.kind, self.text)

    def fault(self, answer: Answer, chance: Chance) -> Reason | None:
        words = "" if isinstance(answer, Mapping) else "".join(answer)
        if not words.strip():
            return Reason.UNANSWERED
        return Reason.TOO_LONG if len(words) > MOST_LETTERS else None

    def kept(self, answer: Answer, chance: Chance) -> Kept:
        return ["".join(answer).strip()]

    def mark(self, kept: Kept) -> Marked:
        return replace(self._marked(right=None), given=tuple(kept), model=self.model)

    def right_answer(self, chance: Chance) -> Answer:
        return [self.model]


KINDS: dict[str, type[Question]] = {kind.kind: kind for kind in (Single, Multiple, Scenario, Ordering, Matching, Text)}


def question_from(row: Mapping[str, Any]) -> Question:
    """The question that a lesson version describes; those written before there were kinds say ``multiple`` or not."""
    kind = row.get("kind") or ("multiple" if row["multiple"] else "single")
    return KINDS[kind].read(row)
