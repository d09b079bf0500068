"""Reads for the pages of practice dialogues; each states its cost in queries."""

from django.db.models import Prefetch, Q, QuerySet

from courses.practice.models import Assignment, Dialogue, Observation
from lms.people.models import Relation, User


def are_related(one: int, other: int) -> bool:
    """Whether two people are mentor, manager, or in a declared conflict, in either direction. One query."""
    kinds = [Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT]
    pair = Q(person=one, other=other) | Q(person=other, other=one)
    return Relation.objects.filter(pair, kind__in=kinds).exists()


def led_by(person: User) -> QuerySet[Dialogue]:
    """A person's own dialogues, newest first. Four queries."""
    return whole().led_by(person.pk)


def whole() -> QuerySet[Dialogue]:
    """Dialogues with everything a page shows of them. Four queries."""
    handed_in = Observation.objects.filter(submitted_at__isnull=False).select_related("observer").order_by("pk")
    return Dialogue.objects.select_related("enrolment__person", "enrolment__syllabus", "reflection").prefetch_related(
        "stages",
        Prefetch("assignments", Assignment.objects.select_related("observer").order_by("pk")),
        Prefetch("observations", handed_in, to_attr="handed_in"),
    )


def to_observe(person: User) -> QuerySet[Assignment]:
    """Dialogues that a person observes and hasn't handed in, soonest first. One query."""
    rows = Assignment.objects.filter(observer=person).exclude(dialogue__state=Dialogue.State.CANCELLED)
    rows = rows.exclude(dialogue__observations__in=Observation.objects.filter(observer=person, submitted_at__isnull=False))
    return rows.select_related("dialogue__enrolment__person").order_by("dialogue__starts_at", "pk")


def waiting_for_clearing() -> QuerySet[Dialogue]:
    """Proposed dialogues, soonest first. Four queries."""
    return whole().filter(state=Dialogue.State.PROPOSED).order_by("starts_at", "pk")


def draft_of(dialogue: Dialogue, observer: User) -> Observation | None:
    """One query."""
    return Observation.objects.filter(dialogue=dialogue, observer=observer).first()
