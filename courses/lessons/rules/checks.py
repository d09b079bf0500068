"""A knowledge check: which questions a try asks, when it is whole, and how it is marked. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.questions import Answer, Kept, Marked, Question, Shown, question_from
from courses.lessons.rules.reasons import Decision, Reason, unless

Answers: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Check:
    """The questions of a lesson; ``tries`` and ``draw`` of 0 mean as many as one likes, and all."""

    pass_mark: int
    questions: tuple[Question, ...]
    tries: int = 0
    draw: int = 0

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """The check of a lesson version; older ones know neither tries nor draws."""
        questions = tuple(question_from(row) for row in document["questions"])
        return cls(document["pass_mark"], questions, document.get("tries", 0), document.get("draw", 0))

    def asked(self, chance: Chance) -> Asked:
        """What one try asks: as many of the marked questions as are drawn, and always those that aren't marked."""
        marked = [question for question in self.questions if question.counts]
        drawn = chance.drawn(marked, lambda row: row.id, count=self.draw or len(marked), salt="questions")
        names = {question.id for question in drawn}
        rows = tuple(row for row in self.questions if row.id in names or not row.counts)
        return Asked(chance, rows)

    def mark(self, kept: Mapping[str, Kept]) -> Marking:
        """Mark what was kept of a try: the score is the percentage of right questions, rounded down, so that
        rounding never passes anybody. Where nothing is marked, answering is passing.
        """
        rows = tuple(row.mark(kept[row.id]) for row in self.questions if row.id in kept)
        marked = [row for row in rows if row.right is not None]
        score = 100 * sum(bool(row.right) for row in marked) // len(marked) if marked else 100
        return Marking(score, bool(rows) and (not marked or score >= self.pass_mark), self.pass_mark, rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one try, with what stands for their answers."""

    chance: Chance
    questions: tuple[Question, ...]

    @property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(question.shown(self.chance) for question in self.questions)

    @property
    def right_answers(self) -> dict[str, Answer]:
        """For demonstrations and tests, never for a page."""
        return {question.id: question.right_answer(self.chance) for question in self.questions}

    def faults(self, answers: Answers) -> dict[str, Reason]:
        """What keeps each question from being marked."""
        found = {row.id: row.fault(answers.get(row.id, ()), self.chance) for row in self.questions}
        return {key: reason for key, reason in found.items() if reason is not None}

    def kept(self, answers: Answers) -> dict[str, Kept]:
        """Answers without fault in the lesson's own ids."""
        return {row.id: row.kept(answers[row.id], self.chance) for row in self.questions}


@dataclass(frozen=True, slots=True)
class Marking:
    """How a whole try was answered."""

    score: int
    passed: bool
    pass_mark: int
    questions: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody has tried, and may."""

    used: int
    allowed: int | None

    @classmethod
    def of(cls, check: Check, *, used: int, granted: int) -> Self:
        return cls(used, check.tries + granted if check.tries else None)

    @property
    def number(self) -> int:
        """The number of the next try."""
        return self.used + 1

    @property
    def left(self) -> int | None:
        """How many are left; ``None``: as many as one likes."""
        return None if self.allowed is None else max(0, self.allowed - self.used)


@dataclass(frozen=True, slots=True)
class AnswersDecision(Decision):
    """Also names the questions that need another look."""

    faults: Mapping[str, Reason] = field(default_factory=dict)


def decide_answers(check: Check | None, answers: Answers, chance: Chance, tries: Tries) -> AnswersDecision:
    """A try is marked if it is the next one, if one is left, and if each of its questions is answered."""
    if check is None:
        return AnswersDecision((Reason.NO_CHECK,))
    order = unless((tries.left != 0, Reason.NO_TRIES_LEFT), (chance.number == tries.number, Reason.OTHER_TRY))
    if order.refused:
        return AnswersDecision(order.because[:1])
    asked = check.asked(chance)
    names = {question.id for question in asked.questions}
    faults = asked.faults(answers)
    strange = Reason.UNKNOWN_ANSWER in faults.values() or not set(answers) <= names
    if strange:
        return AnswersDecision((Reason.UNKNOWN_ANSWER,), faults)
    return AnswersDecision(tuple(dict.fromkeys(faults.values())), faults)


def decide_another_try(*, own: bool, has_check: bool, tries: Tries | None, because: str) -> Decision:
    """Staff may give one more try where tries are limited and used up; nobody gives one to themselves."""
    if own or not has_check or tries is None:
        return unless((not own, Reason.OWN_TRAINING), (has_check, Reason.NO_CHECK))
    return unless((tries.left == 0, Reason.TRIES_LEFT), (bool(because.strip()), Reason.NO_REASON_GIVEN))
