"""For whom too few could decide, before their case opens: who is tied to them by what, and what would help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from certification.review.models import Case
from certification.review.queries.facts import Board, Subject, board
from certification.review.rules import Doing, ReviewerFacts, Tie, Weight
from certification.review.words import TIES
from courses.progress import engine
from courses.progress.models import Enrolment
from courses.progress.requirements import ReviewPlan
from lms.people.models import User

# Requirements left, with which somebody is nearly ready.
NEARLY = 1


@dataclass(frozen=True, slots=True)
class Tied:
    """Somebody of the core group who couldn't decide, and by what."""

    name: str
    ties: tuple[str, ...]
    # A second person could agree that it is no obstacle.
    may_be_lifted: bool


@dataclass(frozen=True, slots=True)
class Short:
    """Somebody on the way for whom fewer than ``needed`` could decide; ``left`` requirements before they can apply."""

    enrolment: Enrolment
    needed: int
    able: int
    tied: tuple[Tied, ...]
    left: int

    @property
    def missing(self) -> int:
        return self.needed - self.able

    @property
    def liftable(self) -> list[Tied]:
        return [row for row in self.tied if row.may_be_lifted]

    @property
    def ready(self) -> bool:
        return not self.left


@dataclass(frozen=True, slots=True)
class Forecast:
    """Who can apply soon and couldn't be decided about; ``later``: how many more are further away."""

    soon: tuple[Short, ...]
    later: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """What one candidate needs by a rule, what there is, and for how many of those on the way it doesn't reach."""

    needed: int
    members: int
    people: int
    short: int

    @property
    def too_few(self) -> bool:
        return self.members < self.needed


def forecast(*, at: datetime, leave_out: User) -> Forecast:
    """Everybody on the way without an open application, but for ``leave_out``. Four queries, however many they are."""
    busy = Case.objects.filter(state__in=[*Case.OPEN, Case.State.APPROVED])
    rows = Enrolment.objects.going().with_plan().select_related("person", "pathway").exclude(cases__in=busy)
    enrolments = list(rows.exclude(person=leave_out).order_by("pk"))
    known = board([Subject.of_enrolment(row) for row in enrolments], at=at)
    found = [(row, able) for row, able in _able(enrolments, known) if able < Subject.of_enrolment(row).needed]
    names = _names(known) if found else {}
    told = [_short(row, able, known, names, at=at) for row, able in found]
    soon = sorted((row for row in told if row.left <= NEARLY), key=lambda row: (row.left, row.enrolment.pk))
    return Forecast(tuple(soon), len(told) - len(soon))


def _able(enrolments: Iterable[Enrolment], known: Board) -> list[tuple[Enrolment, int]]:
    return [(row, len(known.independent(Subject.of_enrolment(row)))) for row in enrolments]


def _names(known: Board) -> dict[int, str]:
    """One query."""
    return {person.pk: str(person) for person in User.objects.filter(pk__in=known.members)}


def _short(enrolment: Enrolment, able: int, known: Board, names: dict[int, str], *, at: datetime) -> Short:
    subject = Subject.of_enrolment(enrolment)
    facts = [(person, known.facts(subject, person)) for person in known.members]
    tied = [_tied(names[person], row) for person, row in facts if row.barring(Doing.DECIDE)]
    statuses = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    left = 0 if enrolment.eligible_at else max(1, sum(not status.met for status in statuses))
    return Short(enrolment, subject.needed, able, tuple(sorted(tied, key=lambda row: row.name)), left)


def _tied(name: str, facts: ReviewerFacts) -> Tied:
    bars = facts.barring(Doing.DECIDE)
    lifted = all(facts.weight(tie) is Weight.UNLESS_CONSENTED for tie in bars)
    return Tied(name, tuple(_words(tie) for tie in bars), may_be_lifted=lifted)


def _words(tie: Tie) -> str:
    return str(TIES[tie])


def quorum(pathway_key: UUID | str, review: ReviewPlan, *, at: datetime) -> Quorum:
    """How a rule would do for everybody on a pathway, by the core group as it is now. Three queries."""
    rows = Enrolment.objects.going().filter(pathway__key=pathway_key).values_list("pk", "person")
    subjects = [Subject(pk, person, review.unit_excludes, review.seats) for pk, person in rows]
    known = board(subjects, at=at)
    short = sum(len(known.independent(subject)) < review.seats for subject in subjects)
    return Quorum(review.seats, len(known.members), len(subjects), short)
