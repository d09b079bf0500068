"""Who is there to be put into groups, and which groups were made."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.practice.models import Dialogue, Pairing
from courses.practice.rules import Member, how_many, mixed, sizes
from courses.slots import queries as slots
from lms.people.models import User
from lms.people.roles import Role


@dataclass(frozen=True, slots=True)
class Group:
    """One group: whom it holds by name, or how many."""

    number: int
    names: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Breakout:
    """The groups of a dialogue, as every device shows them; ``late`` came after they were made."""

    by: str
    n: int
    people: int
    named: bool
    groups: tuple[Group, ...]
    late: int


def members_of(dialogue: Dialogue) -> list[Member]:
    """Who is in a dialogue's session but neither leads nor observes: who checked in, and until somebody has, who has a
    seat. Five queries; none without a session.
    """
    if dialogue.slot is None:
        return []
    presence = slots.presence(dialogue.slot)
    people = [mark.person for mark in presence.there if mark.person and mark.left_at is None] or presence.missing
    busy = set(Pairing.objects.accepted().filter(dialogue=dialogue).values_list("person", flat=True))
    others = {person.pk for person in people} - busy - {dialogue.enrolment.person_id}
    return [_as_member(person) for person in _people(sorted(others))]


def _people(chosen: Sequence[int]) -> list[User]:
    rows = User.objects.filter(pk__in=chosen, erased_at=None)
    return list(rows.prefetch_related("groups").order_by("pk"))


def _as_member(person: User) -> Member:
    return Member(person.pk, _role(person), str(person.institution_id or ""))


def _role(person: User) -> str:
    """What tells most about what somebody does here; everybody is in training."""
    names = {group.name for group in person.groups.all()}
    return next((role.value for role in (Role.CORE_GROUP, Role.PROGRAM_ADMIN) if role.value in names), "trainee")


def breakout_of(dialogue: Dialogue) -> Breakout | None:
    """The groups that were made. No query without names; else seven, however many people."""
    made = dialogue.breakout
    if not made:
        return None
    number = how_many(made["people"], by=made["by"], n=made["n"])
    chosen = made.get("members") or []
    if not chosen:
        groups = [Group(place, (), size) for place, size in enumerate(sizes(made["people"], number), start=1)]
        return Breakout(made["by"], made["n"], made["people"], named=False, groups=tuple(groups), late=0)
    people = {person.pk: person for person in _people(chosen)}
    parted = mixed([_as_member(person) for person in people.values()], number, seed=made["seed"])
    late = {member.pk for member in members_of(dialogue)} - set(chosen)
    groups = [
        Group(place, tuple(sorted((str(people[one.pk]) for one in group), key=str.casefold)), len(group))
        for place, group in enumerate(parted, start=1)
    ]
    return Breakout(made["by"], made["n"], len(people), named=True, groups=tuple(groups), late=len(late))
