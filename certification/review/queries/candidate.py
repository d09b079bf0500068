"""An application as its candidate reads it: nothing in here tells whether anybody has voted, how, or who.

What was written to the candidate is read without its writers' names, and only from rounds that are closed.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from certification.review import rules
from certification.review.models import Ask, Case, Message, Round
from certification.review.rules import State, Turn
from courses.progress.models import Enrolment

# What a round has that a candidate never reads: that those who decided talk, that somebody was reminded, and by whom.
_UNREAD = ("evidence", "settle_by", "reminded_at", "escalated_at", "closed_by")


@dataclass(frozen=True, slots=True)
class Step:
    """One next step as the candidate was told it; ``competency`` is its name, where it is tied to one."""

    pk: int
    text: str
    met_by: str
    by_date: date
    competency: str
    answer: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What reviewers asked, and the answer if there is one."""

    pk: int
    text: str
    asked_at: datetime
    answer: str
    open: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One round as the candidate reads it; ``words`` are their own."""

    case: int
    number: int
    is_appeal: bool
    sent_at: datetime
    due_at: datetime
    closed_at: datetime | None
    outcome: str
    said: str
    words: str
    letter: str
    way_forward: str
    apply_again_from: date | None
    appeal_until: datetime | None
    seats: int
    steps: list[Step]
    questions: list[Question]

    @property
    def told(self) -> bool:
        """Whether somebody has written something to the candidate."""
        return bool(self.letter or self.way_forward or self.steps)


@dataclass(frozen=True, slots=True)
class Application:
    """All that one page tells of the latest application of a training, and what can be done with it.

    ``cases`` and ``readings`` are those of earlier applications, too, in their order.
    """

    cases: list[Case]
    readings: list[Reading]
    at: datetime

    @property
    def case(self) -> Case:
        return self.cases[-1]

    @property
    def now(self) -> Reading:
        return self.readings[-1]

    @property
    def earlier(self) -> list[Reading]:
        """Newest first."""
        return self.readings[-2::-1]

    @property
    def turn(self) -> Turn:
        """The candidate's, too, while a question to them waits."""
        return Turn.CANDIDATE if self.asked else rules.STATES[State(self.case.state)].turn

    @property
    def asked(self) -> list[Question]:
        return [row for row in self.now.questions if row.open]

    @property
    def is_late(self) -> bool:
        """The day that was aimed for has passed, and nothing is decided."""
        return self.now.closed_at is None and self.now.due_at < self.at

    @property
    def may_withdraw(self) -> bool:
        return not rules.decide_withdrawal(candidate=True, state=State(self.case.state)).refused

    @property
    def may_appeal(self) -> bool:
        """Whether others may be asked for a second look."""
        return not rules.decide_appeal(
            candidate=True,
            state=State(self.case.state),
            appealed=any(row.is_appeal for row in self._own),
            another_open=False,
            certified=False,
            until=self.now.appeal_until,
            words="yes",
            at=self.at,
        ).refused

    @property
    def may_apply_again(self) -> bool:
        """Whether the form is there for them, as far as the application decides about that."""
        if self.case.is_open:
            return self.case.state == Case.State.CHANGES_REQUESTED
        for_good = self.case.state == Case.State.APPROVED and self.case.valid_until is None
        return not for_good and self.waits_until is None

    @property
    def needs_no_training(self) -> bool:
        """Whether they were put forward by others, and answer in that application."""
        return self.case.is_open and self.case.road != Case.Road.USUAL

    @property
    def waits_until(self) -> date | None:
        """The day from which they may apply anew, if it is still to come."""
        days = [row.apply_again_from for row in self.readings if row.outcome == Round.Outcome.DECLINED]
        last = days[-1] if days else None
        return last if last is not None and last > timezone.localdate(self.at) and not self.case.is_open else None

    @property
    def decided(self) -> Reading:
        """The round in which the present decision was made: a second look upholds that of another."""
        rows = [row for row in self._own if row.closed_at and row.outcome != Round.Outcome.STANDS]
        return rows[-1] if rows else self.now

    @property
    def words(self) -> str:
        """Why they want to facilitate, as they said it the last time."""
        return next((row.words for row in reversed(self._own) if not row.is_appeal), "")

    @property
    def to_practise_on(self) -> list[Case]:
        """Applications of which a round was decided: their candidate says whether reviewers may practise on them."""
        decided = {row.case for row in self.readings if row.outcome not in ("", Round.Outcome.WITHDRAWN)}
        return [case for case in self.cases if case.pk in decided]

    @property
    def _own(self) -> list[Reading]:
        """The rounds of the latest application."""
        return [row for row in self.readings if row.case == self.case.pk]


def application_of(enrolment: Enrolment, *, at: datetime) -> Application | None:
    """The latest application of a training. Four queries, one without any, given the enrolment with its syllabus."""
    cases = list(Case.objects.filter(enrolment=enrolment).order_by("pk"))
    if not cases:
        return None
    rounds = Round.objects.filter(case__in=cases).defer(*_UNREAD).order_by("case_id", "number")
    names = {row["key"]: row["name"] for row in enrolment.syllabus.plan.rubric.get("competencies", ())}
    steps, questions = _steps(cases, names, at=at), _questions(cases)
    return Application(cases, [_reading(row, steps[row.pk], questions[row.pk]) for row in rounds], at)


def _steps(cases: list[Case], names: Mapping[str, str], *, at: datetime) -> defaultdict[int, list[Step]]:
    found, today = defaultdict(list), timezone.localdate(at)
    for ask in Ask.objects.told().filter(round__case__in=cases):
        competency = names.get(ask.competency, "")
        passed = ask.by_date < today
        step = Step(ask.pk, ask.text, ask.met_by, ask.by_date, competency, ask.answer, passed)
        found[ask.round_id].append(step)
    return found


def _questions(cases: list[Case]) -> defaultdict[int, list[Question]]:
    """Notes among reviewers are never read here, nor is anybody's name."""
    rows = Message.objects.filter(round__case__in=cases).exclude(kind=Message.Kind.NOTE).order_by("pk")
    said = list(rows.select_related("round"))
    answers = {row.to_id: row.text for row in said if row.kind == Message.Kind.ANSWER}
    found = defaultdict(list)
    for row in said:
        if row.kind == Message.Kind.QUESTION:
            still = row.round.is_open and row.pk not in answers
            found[row.round_id].append(Question(row.pk, row.text, row.said_at, answers.get(row.pk, ""), still))
    return found


def _reading(row: Round, steps: list[Step], questions: list[Question]) -> Reading:
    """What is written to the candidate stays unread till the round is closed, whatever stands in it already."""
    closed = row.closed_at is not None
    return Reading(
        case=row.case_id,
        number=row.number,
        is_appeal=row.is_appeal,
        sent_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        said=row.get_outcome_display(),
        words=row.words,
        letter=row.letter if closed else "",
        way_forward=row.way_forward if closed else "",
        apply_again_from=row.apply_again_from if closed else None,
        appeal_until=row.appeal_until if closed else None,
        seats=row.seats,
        steps=steps if closed else [],
        questions=questions,
    )
