"""What plans say: where they can begin, who reads them, and what is said about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from courses.practice.models import USUAL_MINUTES, Dialogue, Pairing, PlanComment, Stage, StagePlan, Topic
from courses.practice.queries.dialogues import whole
from courses.practice.queries.pairings import is_lead
from courses.slots import queries as slots
from courses.slots.models import Slot
from lms.people.models import Relation, User
from lms.web.numbers import sent_number

CLEARS = "practice.clear_dialogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """What a lead means to do in one stage; questions stand one on each line."""

    minutes: int
    script: str = ""
    questions: str = ""
    group_size: int | None = None

    @property
    def asked(self) -> list[str]:
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


def usual_stages(questions: str = "") -> dict[Stage, StageWords]:
    """Five stages as experienced facilitators plan them, with questions for the small groups."""
    return {
        stage: StageWords(minutes=minutes, questions=questions if stage == Stage.BREAKOUT else "")
        for stage, minutes in USUAL_MINUTES.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a plan says beside its topic, aim and time: its words, its stages, its session, and where it began.

    In a session, the session's time, zone and language hold.
    """

    concept: str = ""
    definition: str = ""
    materials: tuple[Mapping[str, str], ...] = ()
    stages: Mapping[Stage, StageWords] = field(default_factory=usual_stages)
    slot_id: int | None = None
    language: str = "en"
    from_topic_id: int | None = None
    copied_from_id: int | None = None

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.stages.values())


@dataclass(frozen=True, slots=True)
class Beginning:
    """A topic of the library or an earlier plan, as the words that a new plan begins with."""

    topic: str
    details: Details


def details_of(dialogue: Dialogue) -> Details:
    """No query, given a dialogue with its plan."""
    planned = {Stage(row.stage): row for row in dialogue.plan.all()}
    return Details(
        concept=dialogue.concept,
        definition=dialogue.definition,
        materials=tuple(dialogue.materials),
        stages={stage: _words(planned.get(stage), stage) for stage in Stage},
        slot_id=dialogue.slot_id,
        language=dialogue.language,
        from_topic_id=dialogue.from_topic_id,
        copied_from_id=dialogue.copied_from_id,
    )


def _words(row: StagePlan | None, stage: Stage) -> StageWords:
    if row is None:
        return StageWords(minutes=USUAL_MINUTES[stage])
    return StageWords(minutes=row.minutes, script=row.script, questions=row.questions, group_size=row.group_size)


def beginning(person: User, code: str) -> Beginning | None:
    """What ``topic-<key>`` or ``plan-<id>`` stands for, if the person may begin there. At most two queries."""
    kind, _dash, name = code.partition("-")
    if kind == "topic":
        key = _key(name)
        topic = Topic.objects.published().filter(key=key).first() if key else None
        return _from_topic(topic) if topic else None
    if kind == "plan":
        plan = plans_to_begin_from(person).prefetch_related("plan").filter(pk=sent_number(name) or 0).first()
        return _from_plan(plan) if plan else None
    return None


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


def _from_topic(topic: Topic) -> Beginning:
    details = Details(
        concept=topic.concept,
        definition=topic.definition,
        materials=tuple(topic.materials),
        stages=usual_stages("\n".join(topic.questions)),
        from_topic_id=topic.pk,
    )
    return Beginning(topic.title, details)


def _from_plan(plan: Dialogue) -> Beginning:
    """Its words alone: neither aim nor time are taken over."""
    told = details_of(plan)
    details = Details(
        concept=told.concept,
        definition=told.definition,
        materials=told.materials,
        stages=told.stages,
        from_topic_id=told.from_topic_id,
        copied_from_id=plan.pk,
    )
    return Beginning(plan.topic, details)


@dataclass(frozen=True, slots=True)
class Beginnings:
    """All that a person may begin from."""

    topics: list[Topic]
    own: list[Dialogue]
    shared: list[Dialogue]

    def __bool__(self) -> bool:
        return bool(self.topics or self.own or self.shared)


def beginnings(person: User) -> Beginnings:
    """The library, a person's own plans, and those that others share. Two queries."""
    plans = list(plans_to_begin_from(person))
    own = [plan for plan in plans if plan.enrolment.person_id == person.pk]
    return Beginnings(list(Topic.objects.published()), own, [plan for plan in plans if plan not in own])


def plans_to_begin_from(person: User) -> QuerySet[Dialogue]:
    """A person's own plans and those that others share, newest first. One query."""
    mine = Q(enrolment__person=person)
    rows = Dialogue.objects.filter(mine | Q(shared_at__isnull=False))
    return rows.select_related("enrolment__person").order_by("-created_at", "-pk")


def shared_plans() -> QuerySet[Dialogue]:
    """What people in training share, newest first. One query."""
    return Dialogue.objects.shared().select_related("enrolment__person").order_by("-shared_at", "-pk")


def mentored_by(person: User) -> QuerySet[Dialogue]:
    """Plans that lie ahead of the people whose mentor somebody is, soonest first. One query."""
    leads = Relation.objects.filter(person=person, kind=Relation.Kind.MENTOR).values("other")
    rows = Dialogue.objects.open().filter(enrolment__person__in=leads)
    return rows.select_related("enrolment__person").order_by("starts_at", "pk")


def is_mentor_of_lead(dialogue: Dialogue, person: User) -> bool:
    """At most one query."""
    lead = dialogue.enrolment.person_id
    tie = Relation.objects.filter(person=person, other=lead, kind=Relation.Kind.MENTOR)
    return lead is not None and tie.exists()


def readable_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues whose plan somebody may read: the two leads, who is asked or said yes to a part, the lead's mentor, and
    whoever clears plans. Five queries for all of it.
    """
    if person.has_perm(CLEARS):
        return whole()
    leads = Relation.objects.filter(person=person, kind=Relation.Kind.MENTOR).values("other")
    parts = Pairing.objects.open().filter(person=person).values("dialogue")
    return whole().filter(Q(enrolment__person=person) | Q(enrolment__person__in=leads) | Q(pk__in=parts))


def talks_about(dialogue: Dialogue, person: User) -> bool:
    """Whether somebody may read and write what is said about a plan: leads, mentor, core group. At most two queries."""
    if person.has_perm(CLEARS):
        return True
    return is_lead(dialogue, person) or is_mentor_of_lead(dialogue, person)


def comments_on(dialogue: Dialogue) -> QuerySet[PlanComment]:
    """What was said about a plan, in order. One query."""
    return PlanComment.objects.filter(dialogue=dialogue).select_related("author")


def sessions_to_lead_in(person: User, *, at: datetime) -> list[Slot]:
    """Practice sessions ahead that are open to a person, soonest first. At most three queries."""
    guest = slots.Guest(person, at=at)
    rows = Slot.objects.published().filter(kind=Slot.Kind.PRACTICE, starts_at__gt=at).order_by("starts_at", "pk")
    return [slot for slot in rows if guest.is_welcome(slot)]


def is_open_to_lead(slot: Slot, person: User, *, at: datetime) -> bool:
    """The same of one session. At most two queries."""
    ahead = slot.state == Slot.State.PUBLISHED and slot.kind == Slot.Kind.PRACTICE and slot.starts_at > at
    return ahead and slots.Guest(person, at=at).is_welcome(slot)


def out_of_step() -> QuerySet[Any, int]:
    """Dialogues ahead whose session has another time by now, or is called off. One query."""
    ahead = Dialogue.objects.filter(state__in=[Dialogue.State.PROPOSED, Dialogue.State.CLEARED])
    moved = ~Q(starts_at=F("slot__starts_at")) | ~Q(zone=F("slot__zone"))
    return ahead.filter(moved | Q(slot__state=Slot.State.CANCELLED), slot__isnull=False).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One stage of a run sheet, with what clocks show when it begins and ends."""

    stage: Stage
    words: StageWords
    starts_at: datetime
    ends_at: datetime


def run_sheet(dialogue: Dialogue) -> list[SheetRow]:
    """The five stages one after the other from the start. No query, given a dialogue with its plan."""
    rows, moment = [], dialogue.starts_at
    for stage, words in details_of(dialogue).stages.items():
        ends = moment + timedelta(minutes=words.minutes)
        rows.append(SheetRow(stage, words, moment, ends))
        moment = ends
    return rows
