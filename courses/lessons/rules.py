"""How a knowledge check is marked, and when a lesson is complete. Pure: a check is the plain document of its lesson."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Collection[str]]


class Reason(StrEnum):
    """Why not."""

    NOT_YOURS = "not_yours"
    NO_SUCH_LESSON = "no_such_lesson"
    HAS_CHECK = "has_check"
    NO_CHECK = "no_check"
    UNANSWERED = "unanswered"
    UNKNOWN_ANSWER = "unknown_answer"
    NO_SUCH_PROMPT = "no_such_prompt"
    TOO_LONG = "too_long"


MOST_LETTERS = 10_000


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or why not."""

    because: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.because)


def _unless(*conditions: tuple[bool, Reason]) -> Decision:
    return Decision(tuple(reason for holds, reason in conditions if not holds))


def decide_completion(*, own: bool, known: bool, has_check: bool) -> Decision:
    """A lesson without a check is complete when its reader says so; one with a check only by passing it."""
    if not (own and known):
        return _unless((own, Reason.NOT_YOURS), (known, Reason.NO_SUCH_LESSON))
    return _unless((not has_check, Reason.HAS_CHECK))


def decide_answers(check: Mapping[str, Any] | None, answers: Answers, *, own: bool, known: bool) -> Decision:
    """Each question has an answer, and each answer is one of the question's choices; a single one has one."""
    if not (own and known):
        return _unless((own, Reason.NOT_YOURS), (known, Reason.NO_SUCH_LESSON))
    if check is None:
        return Decision((Reason.NO_CHECK,))
    questions = {question["id"]: question for question in check["questions"]}
    return _unless(
        (all(answers.get(key) for key in questions), Reason.UNANSWERED),
        (all(_is_known(questions.get(key), chosen) for key, chosen in answers.items()), Reason.UNKNOWN_ANSWER),
    )


def _is_known(question: Mapping[str, Any] | None, chosen: Collection[str]) -> bool:
    if question is None:
        return False
    fits = question["multiple"] or len(chosen) <= 1
    return fits and set(chosen) <= {choice["id"] for choice in question["choices"]}


def decide_prompt_answer(*, own: bool, known: bool, words: str) -> Decision:
    """People write to the prompts of their own lessons, at some length."""
    return _unless(
        (own, Reason.NOT_YOURS),
        (known, Reason.NO_SUCH_PROMPT),
        (len(words) <= MOST_LETTERS, Reason.TOO_LONG),
    )


@dataclass(frozen=True, slots=True)
class Note:
    """What one chosen answer is told."""

    choice: str
    feedback: str


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """How one question was answered; only what was chosen is spoken about, so that the next try is a real one."""

    id: str
    right: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """How a whole check was answered."""

    score: int
    passed: bool
    pass_mark: int
    questions: tuple[MarkedQuestion, ...]

    @property
    def right(self) -> int:
        return sum(question.right for question in self.questions)


def mark(check: Mapping[str, Any], answers: Answers) -> Marking:
    """Mark a check: a question is right when all right choices and no others were chosen.

    The score is the percentage of right questions, rounded down, so that rounding never passes anybody.
    """
    questions = tuple(_marked(question, answers.get(question["id"], ())) for question in check["questions"])
    score = 100 * sum(question.right for question in questions) // max(len(questions), 1)
    return Marking(score, bool(questions) and score >= check["pass_mark"], check["pass_mark"], questions)


def _marked(question: Mapping[str, Any], chosen: Collection[str]) -> MarkedQuestion:
    right = {choice["id"] for choice in question["choices"] if choice["right"]}
    notes = (Note(choice["text"], choice["feedback"]) for choice in question["choices"] if choice["id"] in chosen)
    return MarkedQuestion(question["id"], bool(right) and set(chosen) == right, tuple(notes))


def prompts(body: Mapping[str, Any]) -> frozenset[str]:
    """The ids of a lesson's reflection prompts."""
    return frozenset(block["id"] for block in body["blocks"] if block["kind"] == "prompt")
