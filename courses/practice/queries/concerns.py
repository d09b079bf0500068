"""Concerns, as each person may see them: who raised one, who looks after it, whom it is about, and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from courses.practice.models import Concern, ConcernEntry, Dialogue, Pairing
from courses.practice.queries.pairings import CLOSE
from lms.people.models import Relation, User
from lms.people.roles import Role, has_role

LOOK_AFTER = (Role.CORE_GROUP, Role.PROGRAM_ADMIN)


def looks_after_concerns(person: User) -> bool:
    """Whether somebody may be named as an owner: by membership, not by permission. At most one query."""
    return person.is_active and any(has_role(person, role) for role in LOOK_AFTER)


def stands_near(dialogue: Dialogue, person: User) -> bool:
    """Whether somebody observes or co-leads a dialogue, mentors its lead, or is of the core group.

    At most three queries.
    """
    if dialogue.enrolment.person_id in (person.pk, None):
        return False
    mentors = Relation.objects.filter(kind=Relation.Kind.MENTOR, person=person, other=dialogue.enrolment.person_id)
    return (
        has_role(person, Role.CORE_GROUP)
        or Pairing.objects.accepted().filter(dialogue=dialogue, person=person).exists()
        or mentors.exists()
    )


def possible_owners(about: User, raised_by: User) -> QuerySet[User]:
    """Core group and program admins who are neither concerned, nor close to who is, nor raise it. One query."""
    either_way = Q(person=OuterRef("pk"), other=about) | Q(person=about, other=OuterRef("pk"))
    ties = Relation.objects.filter(either_way, kind__in=CLOSE)
    return concern_owners().exclude(pk__in=[about.pk, raised_by.pk]).exclude(Exists(ties))


def concern_owners() -> QuerySet[User]:
    """Everybody who looks after concerns. Whoever mustn't know whom one is about chooses from all. One query."""
    people = User.objects.filter(groups__name__in=LOOK_AFTER, is_active=True)
    return people.distinct().order_by("display_name", "pk")


class Seat(StrEnum):
    """What somebody is to a concern."""

    OWNER = "owner"
    RAISER = "raiser"
    CONCERNED = "concerned"


# What each reads of what was said.
_READS = {
    Seat.OWNER: list(ConcernEntry.Kind),
    Seat.RAISER: [ConcernEntry.Kind.RAISED, ConcernEntry.Kind.OPENED, ConcernEntry.Kind.OUTCOME],
    Seat.CONCERNED: [ConcernEntry.Kind.OPENED, ConcernEntry.Kind.ANSWER],
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A concern with what its reader may read of it."""

    concern: Concern
    seat: Seat
    entries: tuple[ConcernEntry, ...]

    def _kind(self, kind: ConcernEntry.Kind) -> list[ConcernEntry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def opened(self) -> list[ConcernEntry]:
        return self._kind(ConcernEntry.Kind.OPENED)

    @property
    def answers(self) -> list[ConcernEntry]:
        return self._kind(ConcernEntry.Kind.ANSWER)


def seat_in(concern: Concern, person: User) -> Seat | None:
    """What somebody is to a concern; the person it is about is nothing to it until it is said openly. No query."""
    if concern.about_id == person.pk:
        return Seat.CONCERNED if concern.opened_at is not None else None
    if concern.owner_id == person.pk:
        return Seat.OWNER
    return Seat.RAISER if concern.raised_by_id == person.pk else None


def heard(pk: int, person: User) -> Heard | None:
    """One concern for one reader; nothing for everybody else, superusers too. Two queries."""
    rows = Concern.objects.select_related("dialogue", "about", "owner", "raised_by")
    concern = rows.filter(pk=pk).first()
    seat = seat_in(concern, person) if concern else None
    if concern is None or seat is None:
        return None
    entries = ConcernEntry.objects.filter(concern=concern, kind__in=_READS[seat]).select_related("author")
    return Heard(concern, seat, tuple(entries))


def owned_by(person: User) -> QuerySet[Concern]:
    """What somebody looks after, open ones first. One query."""
    rows = Concern.objects.filter(owner=person).exclude(about=person)
    return rows.select_related("dialogue", "about").order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")


def late_concerns(today: date) -> QuerySet[Concern]:
    """Open concerns past their day, or whose owner can't look after them any more."""
    still = concern_owners().filter(pk=OuterRef("owner"))
    return Concern.objects.open().filter(Q(due_on__lt=today) | ~Exists(still))


def late_for_admin(reader: User, *, today: date) -> QuerySet[Concern]:
    """For a program admin: number, owner and day, no more. Nobody sees one about themselves. One query."""
    rows = late_concerns(today).exclude(about=reader).select_related("owner").order_by("due_on", "pk")
    return rows.only("due_on", "owner__display_name")


def open_concerns_about(enrolments: Iterable[int]) -> list[Concern]:
    """What was said openly about a lead's dialogues and answered by them, for those who decide. Two queries."""
    said = ConcernEntry.objects.filter(kind__in=[ConcernEntry.Kind.OPENED, ConcernEntry.Kind.ANSWER])
    rows = Concern.objects.answered_openly().filter(dialogue__enrolment__in=enrolments).select_related("dialogue")
    return list(rows.prefetch_related(Prefetch("entries", said, to_attr="said")).order_by("opened_at", "pk"))
