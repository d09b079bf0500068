"""Who leads and observes with whom, and who may."""

from datetime import datetime

from django.db.models import Q, QuerySet

from courses.practice import rules
from courses.practice.models import Dialogue, FoundingMember, Observation, Pairing
from courses.progress import engine
from courses.progress.requirements import CoLead
from lms.people.models import Relation, User

# Ties that keep people from observing or deciding about each other.
CLOSE = (Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT)


def are_related(one: int, other: int) -> bool:
    """Whether two people are mentor, manager, or in a declared conflict, in either direction. One query."""
    pair = Q(person=one, other=other) | Q(person=other, other=one)
    return Relation.objects.filter(pair, kind__in=CLOSE).exists()


def co_lead_of(dialogue: Dialogue) -> Pairing | None:
    """Who said yes to leading together with the lead. One query."""
    return Pairing.objects.accepted().co_leads().filter(dialogue=dialogue).select_related("person").first()


def is_lead(dialogue: Dialogue, person: User) -> bool:
    """Whether somebody is one of a dialogue's two leads. At most one query."""
    if dialogue.enrolment.person_id == person.pk:
        return True
    return Pairing.objects.accepted().co_leads().filter(dialogue=dialogue, person=person).exists()


def observes(dialogue: Dialogue, person: User) -> bool:
    """Whether somebody said yes to observing a dialogue. One query."""
    return Pairing.objects.accepted().observers().filter(dialogue=dialogue, person=person).exists()


def is_experienced(person_id: int, *, at: datetime) -> bool:
    """Whether somebody is on the founding list as a lead, or has led often enough. Two queries."""
    if FoundingMember.objects.filter(person=person_id, part="lead", named_at__lte=at, withdrawn_at=None).exists():
        return True
    own = Q(enrolment__person=person_id)
    together = Q(pk__in=Pairing.objects.accepted().co_leads().filter(person=person_id).values("dialogue"))
    return Dialogue.objects.held().filter(own | together).count() >= rules.EXPERIENCED_AFTER


def needs_experience(dialogue: Dialogue, *, at: datetime) -> bool:
    """Whether the lead's training still asks for leading beside somebody experienced. No query, given the enrolment
    with its syllabus.
    """
    enrolment = dialogue.enrolment
    statuses = engine.evaluate(enrolment.syllabus.plan, enrolment.progress, at=at)
    return any(isinstance(row.requirement, CoLead) and not row.met and not row.waived for row in statuses)


def has_experience(dialogue: Dialogue, *, at: datetime) -> bool:
    """Whether an experienced co-lead is asked or said yes, where training asks for one. At most four queries."""
    if not needs_experience(dialogue, at=at):
        return True
    pair = Pairing.objects.open().co_leads().filter(dialogue=dialogue).first()
    return pair is not None and is_experienced(pair.person_id, at=at)


def is_accompanied(dialogue: Dialogue, *, at: datetime) -> bool:
    """Whether an experienced co-lead has said yes, where training asks for one. At most four queries."""
    if not needs_experience(dialogue, at=at):
        return True
    pair = co_lead_of(dialogue)
    return pair is not None and is_experienced(pair.person_id, at=at)


def what_lacks(dialogue: Dialogue, *, at: datetime) -> rules.Lack | None:
    """What nobody has promised yet of what a dialogue needs. At most five queries."""
    observed = Pairing.objects.accepted().observers().filter(dialogue=dialogue).exists()
    return rules.lacks(co_lead=not is_accompanied(dialogue, at=at), observer=not observed)


def asked_of(person: User) -> QuerySet[Pairing]:
    """What somebody was asked, whatever they answered. One query."""
    return Pairing.objects.filter(person=person).select_related("dialogue__enrolment__person")


def unanswered_of(person: User) -> QuerySet[Pairing]:
    """What somebody is asked and hasn't answered, soonest first. One query."""
    rows = asked_of(person).filter(state=Pairing.State.ASKED, dialogue__in=Dialogue.objects.open())
    return rows.order_by("dialogue__starts_at", "pk")


def unanswered(*, asked_until: datetime, at: datetime) -> QuerySet[Pairing]:
    """What people were asked by then and haven't answered, of dialogues that lie ahead. One query."""
    ahead = Dialogue.objects.filter(state__in=[Dialogue.State.PROPOSED, Dialogue.State.CLEARED], starts_at__gt=at)
    rows = Pairing.objects.filter(state=Pairing.State.ASKED, asked_at__lte=asked_until, dialogue__in=ahead)
    return rows.filter(person__is_active=True).select_related("person").order_by("pk")


def to_observe(person: User) -> QuerySet[Pairing]:
    """Dialogues that a person observes and hasn't handed in; soonest first. One query."""
    rows = Pairing.objects.accepted().observers().filter(person=person)
    rows = rows.exclude(dialogue__state=Dialogue.State.CANCELLED)
    rows = rows.exclude(dialogue__observations__in=Observation.objects.filter(observer=person))
    return rows.select_related("dialogue__enrolment__person").order_by("dialogue__starts_at", "pk")


def observes_next(person: User) -> list[Pairing]:
    """Of the same dialogues what a line about each needs. One query for who was never asked to observe, else two."""
    if not person.pairings.exists():
        return []
    handed_in = Observation.objects.filter(observer=person).values("dialogue")
    rows = Pairing.objects.open().observers().filter(person=person).exclude(dialogue__in=handed_in)
    rows = rows.exclude(dialogue__state=Dialogue.State.CANCELLED).select_related("dialogue")
    told = ("state", "dialogue__topic", "dialogue__starts_at", "dialogue__zone")
    return list(rows.only(*told).order_by("dialogue__starts_at", "pk"))
