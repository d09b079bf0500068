"""Who had a seat and wasn't there, and what follows from it.

Missed is: the session is closed, the person had a seat when it began, and what holds of their attendance is no minute
at all, unless that was excused. Who came late or left early was there; who has no mark, for the slot was closed without
any word about its own closer, isn't counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from courses.progress.models import Enrolment, Pathway
from courses.slots import rules
from courses.slots.models import AttendanceMark, SignUp, Slot
from courses.slots.rules import Policy
from courses.slots.words import missed_told
from lms.people.models import User

EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Missed:
    """How often somebody missed sessions lately, what follows from it, and until when."""

    times: int = 0
    follows: Policy = Policy.NOTHING
    until: datetime | None = None

    @property
    def told(self) -> bool:
        return self.follows is not Policy.NOTHING

    @property
    def later(self) -> bool:
        return self.follows is Policy.LATER


def seated(rows: QuerySet[SignUp]) -> QuerySet[Any]:
    """Of some sign-ups those with a seat when a closed session began, with ``noted`` minutes and their source."""
    marks = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person")).standing()
    in_time = Q(promoted_at=None) | Q(promoted_at__lt=F("slot__starts_at"))
    rows = rows.filter(in_time, state=SignUp.State.CONFIRMED, slot__state=Slot.State.CLOSED, walked_in=False)
    return rows.filter(created_at__lt=F("slot__starts_at")).annotate(
        noted=Subquery(marks.values("minutes")[:1]), noted_as=Subquery(marks.values("source")[:1])
    )


def missed_by(people: Iterable[int], *, at: datetime) -> dict[int, Missed]:
    """Those of some people who missed sessions lately. One query, and one more where something may follow."""
    rows = seated(SignUp.objects.filter(person__in=list(people), slot__starts_at__gt=at - rules.WINDOW))
    times: dict[int, list[datetime]] = defaultdict(list)
    for person, starts in rows.filter(noted=0).exclude(noted_as=EXCUSED).values_list("person", "slot__starts_at"):
        times[person].append(starts)
    often = [person for person, missed in times.items() if len(missed) >= rules.ENOUGH]
    policies = _policies(often) if often else {}
    return {
        person: Missed(len(missed), rules.consequence(len(missed), policies.get(person, ())), rules.fades_at(missed))
        for person, missed in times.items()
    }


def missed_of(person_id: int, *, at: datetime) -> Missed:
    """One query, and one more where something may follow."""
    return missed_by([person_id], at=at).get(person_id, Missed())


def missed_note(person: User, *, at: datetime) -> str:
    """What somebody is told who missed sessions lately; empty where nothing follows. One query, or two."""
    missed = missed_of(person.pk, at=at)
    return missed_told(missed.times, later_until=missed.until if missed.later else None) if missed.told else ""


def line_priority(person_id: int, *, at: datetime) -> int:
    """Where somebody who joins a line stands in it. One query, and one more where something may follow."""
    return rules.line_priority(missed_of(person_id, at=at).follows)


def _policies(people: list[int]) -> dict[int, list[Policy]]:
    going = Enrolment.objects.going().filter(person__in=people)
    found: dict[int, list[Policy]] = defaultdict(list)
    for person, policy in going.values_list("person", "pathway__no_show_policy__policy"):
        if person is not None:
            found[person].append(Policy(policy or rules.USUAL))
    return found


def missed_on(slot: Slot, *, at: datetime) -> dict[int, Missed]:
    """Of everybody who has a place in a slot, for whom something follows. Two queries, and one more where it may."""
    people = SignUp.objects.open().filter(slot=slot, person__isnull=False).values_list("person", flat=True)
    return {person: row for person, row in missed_by(people, at=at).items() if row.told}


def no_show_policies() -> list[tuple[Pathway, Policy]]:
    """What each pathway does, by title. One query."""
    rows = Pathway.objects.select_related("no_show_policy").order_by("title", "pk")
    return [(row, Policy(row.no_show_policy.policy) if hasattr(row, "no_show_policy") else rules.USUAL) for row in rows]
