"""Reads for the trainee's pages and for staff; each states its cost in queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from courses.progress import engine
from courses.progress.models import Enrolment, LedgerEvent, Pathway, Release
from courses.progress.requirements import (
    LessonPlan,
    Next,
    Progress,
    RequirementStatus,
    Situation,
    Syllabus,
    TakePart,
    Turn,
    assess,
)
from courses.progress.words import NEXT_STEPS, TITLES, TURNS, USUALLY, WHEN_LONGER, heading, sentence, so_far
from lms.people.models import User

# Steps of the trainee's own that only wait for their day.
IDLE = frozenset({Next.ATTEND_SESSION})


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement as a screen shows it; words are looked up when they are asked for, for most rows need few.

    ``lines`` are the entries of the history that count for it, where a page asked for them.
    """

    status: RequirementStatus
    titles: Mapping[str, str]
    parts: tuple["RequirementRow", ...] = ()
    lines: tuple[Any, ...] = ()

    @classmethod
    def of(cls, status: RequirementStatus, titles: Mapping[str, str]) -> "RequirementRow":
        return cls(status, titles, tuple(cls.of(part, titles) for part in status.parts))

    @property
    def title(self) -> str:
        return TITLES.told(self.status.requirement.kind)

    @property
    def sentence(self) -> str:
        return sentence(self.status.requirement, self.titles)

    @property
    def heading(self) -> str:
        """What stands above a list of the parts: the sentence itself where there are none."""
        return heading(self.status.requirement, self.titles)

    @property
    def so_far(self) -> str:
        return so_far(self.status)

    @property
    def turn(self) -> str:
        return TURNS.told(self.status.turn)

    @property
    def next_step(self) -> str:
        return NEXT_STEPS.told(self.status.next)

    @property
    def usually(self) -> str:
        """How long the next step usually takes."""
        return USUALLY.told(self.status.next)

    @property
    def when_longer(self) -> str:
        """What happens when it takes longer."""
        return WHEN_LONGER.told(self.status.next)

    def anchor(self, training: "Training") -> str:
        """Where the row stands on a page that may show several trainings."""
        return f"asked-{training.enrolment.pk}-{self.status.requirement.key}"

    @property
    def step(self) -> "RequirementRow":
        """The row whose step this is: the row itself, or the part of a group that comes next."""
        named = (self.status.next, self.status.about)
        ahead = (row for row in self.parts if not row.status.met and (row.status.next, row.status.about) == named)
        return next(ahead, self)


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the outline, and whether it is done."""

    plan: LessonPlan
    done: bool
    done_at: datetime | None = None
    minutes: int = 0

    @classmethod
    def of(cls, plan: LessonPlan, progress: Progress) -> "LessonRow":
        state = progress.get(f"lesson:{plan.key}")
        if state is None or not state.value["done"]:
            return cls(plan, done=False)
        return cls(plan, True, state.occurred_at, state.value.get("minutes", 0))


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in the outline."""

    title: str
    summary: str
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """The day somebody would like to be done by: their own, or what the pathway usually takes."""

    day: date
    own: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Training:
    """One person's training on one pathway: where they are, what is next, what is missing.

    ``lately`` and the lines of the requirements are the entries of the history, where a page asked for them.
    """

    enrolment: Enrolment
    plan: Syllabus
    requirements: tuple[RequirementRow, ...]
    modules: tuple[ModuleRow, ...]
    goal: Goal | None = None
    lately: tuple[Any, ...] = ()

    @property
    def eligible(self) -> bool:
        return engine.is_eligible(row.status for row in self.requirements)

    @property
    def met(self) -> int:
        return sum(row.status.met for row in self.requirements)

    @property
    def next(self) -> RequirementRow | None:
        """The first requirement that isn't met and that the trainee can do something about now."""
        open_rows = [row for row in self.requirements if not row.status.met]
        own = (row for row in open_rows if row.status.turn is Turn.TRAINEE and row.status.next not in IDLE)
        return next(own, next(iter(open_rows), None))

    @property
    def every_row(self) -> list[RequirementRow]:
        """Those of groups too, each behind its group."""
        return [part for row in self.requirements for part in (row, *row.parts)]

    @property
    def waiting(self) -> list[RequirementRow]:
        """What is missing and isn't the trainee's to do now."""
        return [row for row in self.requirements if not row.status.met and row.status.turn is not Turn.TRAINEE]

    @property
    def lessons(self) -> list[LessonRow]:
        return [row for module in self.modules for row in module.lessons]

    @property
    def lessons_done(self) -> int:
        return sum(row.done for row in self.lessons)

    @property
    def minutes_left(self) -> int:
        """Minutes of required lessons that aren't done."""
        return sum(row.plan.minutes for row in self.lessons if row.plan.required and not row.done)


def training_of(enrolment: Enrolment, *, at: datetime) -> Training:
    """No queries, given an enrolment with its syllabus and pathway."""
    plan, progress = enrolment.syllabus.plan, enrolment.progress
    return Training(
        enrolment,
        plan,
        tuple(RequirementRow.of(status, plan.titles) for status in engine.evaluate(plan, progress, at=at)),
        tuple(
            ModuleRow(m.title, m.summary, tuple(LessonRow.of(lesson, progress) for lesson in m.lessons))
            for m in plan.modules
        ),
        goal_of(enrolment, at=at),
    )


def may_expect(trainings: Iterable[Training], prefix: str, states: Collection[str], *, at: datetime) -> bool:
    """Whether something under a prefix is open, as far as histories know: where there is none, one has to look.

    All that a person has ahead is asserted in each of their histories, so most pages needn't ask for it. No query.
    """
    snapshots = [training.enrolment.snapshot for training in trainings]
    return not snapshots or any(
        subject.startswith(prefix)
        and value.get("state") in states
        and f"attendance:{subject.partition(':')[2]}" not in snapshot
        and not ("ends" in value and datetime.fromisoformat(value["ends"]) <= at)
        for snapshot in snapshots
        for subject, (_seq, _rank, value, _at) in snapshot.items()
    )


def goal_of(enrolment: Enrolment, *, at: datetime) -> Goal | None:
    """A person's own date, or what the pathway's usual weeks come to; nothing where neither is said. No query."""
    said = enrolment.snapshot.get("plan")
    weeks = enrolment.syllabus.plan.weeks
    if said is None:
        day = timezone.localdate(enrolment.enrolled_at) + timedelta(weeks=weeks) if weeks else None
    else:
        _seq, _rank, value, _at = said
        day = date.fromisoformat(value["finish_by"]) if value.get("finish_by") else None
    return Goal(day, own=said is not None, passed=day < timezone.localdate(at)) if day else None


def is_done(progress: Progress, lesson_key: str) -> bool:
    state = progress.get(f"lesson:{lesson_key}")
    return state is not None and bool(state.value["done"])


def may_lead(enrolment: Enrolment, *, at: datetime) -> bool:
    """Whether somebody has taken part in the chats that their training asks for before they lead one. No query."""
    plan = enrolment.syllabus.plan
    given = Situation(plan, enrolment.progress, at)
    # Of a group that leaves a choice, taking part is one way among others.
    asked = [row for top in plan.requirements for row in (top.parts if top.is_all_of_parts else (top,))]
    return all(assess(row, given).met for row in asked if isinstance(row, TakePart))


def enrolments(person: User) -> QuerySet[Enrolment]:
    """One query; each knows the person as they were read already."""
    return person.enrolments.with_plan().select_related("pathway").order_by("pk")


def trainings(person: User, *, at: datetime) -> list[Training]:
    """One query, however long the history, and one for each syllabus that this process hasn't read yet."""
    return [training_of(enrolment, at=at) for enrolment in enrolments(person)]


def training(person: User, slug: str, *, at: datetime) -> Training:
    """One query. Raises ``Enrolment.DoesNotExist``."""
    return training_of(enrolments(person).get(pathway__slug=slug), at=at)


def open_pathways(person: User) -> QuerySet[Pathway]:
    """Released pathways that the person hasn't begun. One query."""
    return released().exclude(pk__in=Enrolment.objects.filter(person=person).values("pathway"))


def released() -> QuerySet[Pathway]:
    """Pathways that can be begun. One query."""
    return Pathway.objects.filter(pk__in=Release.objects.values("pathway")).order_by("title", "pk")


def history(enrolment: Enrolment, *, but: Collection[str] = ()) -> QuerySet[LedgerEvent]:
    """The ledger but for subjects that begin so, newest first. One query, with who recorded each event."""
    rows = LedgerEvent.objects.filter(enrolment=enrolment).select_related("actor", "enrolment__person")
    for prefix in but:
        rows = rows.exclude(subject__startswith=prefix)
    return rows.order_by("-seq")


def current_release(pathway_key: str) -> Release | None:
    """One query."""
    releases = Release.objects.filter(pathway__key=pathway_key).select_related("syllabus", "pathway")
    return releases.order_by("-pk").first()
