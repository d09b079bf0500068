"""What ties people to candidates, and who may decide: for one case or for many, in the same number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from certification.review import rules
from certification.review.models import Case, Consent, Guest, Recusal, Review, Round
from certification.review.rules import ReviewerFacts, Tie
from courses.practice.models import Dialogue, Observation, Pairing
from courses.progress.models import Enrolment
from lms.people.models import Relation, RoleGiven, User
from lms.people.roles import Role

Pairs = defaultdict[int, dict[int, set[Tie]]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who is, or may come to be, decided about. ``case`` and ``opened_at`` are missing before they apply."""

    enrolment: int
    person: int | None
    unit_excludes: bool
    needed: int
    case: int | None = None
    opened_at: datetime | None = None
    put_forward_by: int | None = None

    @classmethod
    def of_case(cls, case: Case) -> "Subject":
        """No query, given a case with its enrolment and syllabus."""
        review = case.enrolment.syllabus.plan.review
        return cls(
            case.enrolment_id,
            case.enrolment.person_id,
            review.unit_excludes,
            review.seats,
            case.pk,
            case.opened_at,
            case.put_forward_by_id,
        )

    @classmethod
    def of_enrolment(cls, enrolment: Enrolment) -> "Subject":
        """No query, given an enrolment with its syllabus."""
        review = enrolment.syllabus.plan.review
        return cls(enrolment.pk, enrolment.person_id, review.unit_excludes, review.seats)


@dataclass(slots=True)
class Board:
    """What is known of some people beside some subjects."""

    at: datetime
    members: dict[int, datetime]
    admins: frozenset[int]
    ties: Pairs
    consented: Pairs
    guests: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def facts(self, subject: Subject, person: int) -> ReviewerFacts:
        ties = set(self.ties[subject.enrolment].get(person, set()))
        if subject.person is None or subject.person == person:
            ties.add(Tie.ONESELF)
        if subject.put_forward_by == person:
            ties.add(Tie.PUT_FORWARD)
        return ReviewerFacts(
            member_since=self.members.get(person),
            admin=person in self.admins,
            guest=subject.case is not None and person in self.guests[subject.case],
            ties=frozenset(ties),
            consented=frozenset(self.consented[subject.enrolment].get(person, set())),
            unit_excludes=subject.unit_excludes,
        )

    def may(self, doing: rules.Doing, subject: Subject, person: int) -> rules.Decision:
        return rules.may(doing, self.facts(subject, person), opened_at=subject.opened_at or self.at)

    def independent(self, subject: Subject) -> list[int]:
        """Everybody who may decide, in the order of their keys."""
        guests = self.guests[subject.case] if subject.case is not None else set[int]()
        people = sorted({*self.members, *guests})
        return [row for row in people if not self.may(rules.Doing.DECIDE, subject, row).refused]


def board(subjects: Sequence[Subject], *, at: datetime) -> Board:
    """Nine queries, however many subjects and people; three fewer where no case is open yet."""
    people = {row.person: row.enrolment for row in subjects if row.person is not None}
    enrolments = {row.enrolment for row in subjects}
    cases = {row.case: row.enrolment for row in subjects if row.case is not None}
    members, admins = _members()
    found = Board(at, members, admins, _pairs(), _pairs())
    for enrolment, person, tie in (
        *_relations(people),
        *_co_leads(enrolments, people),
        *_only_observers(enrolments),
        *_recusals(cases),
        *_earlier(cases),
    ):
        found.ties[enrolment].setdefault(person, set()).add(tie)
    if cases:
        for case, reviewer, ties in Consent.objects.filter(case__in=cases, given_by__isnull=False).values_list(
            "case", "reviewer", "ties"
        ):
            found.consented[cases[case]].setdefault(reviewer, set()).update(Tie(tie) for tie in ties)
        current = Guest.objects.current(at).filter(case__in=cases, person__is_active=True)
        for case, person in current.values_list("case", "person"):
            found.guests[case].add(person)
    return found


def facts_about(person: User, case: Case, *, at: datetime) -> ReviewerFacts:
    """What ties somebody to a case's candidate. Nine queries, given a case with its enrolment and syllabus."""
    subject = Subject.of_case(case)
    return board([subject], at=at).facts(subject, person.pk)


def _pairs() -> Pairs:
    return defaultdict(dict)


def _members() -> tuple[dict[int, datetime], frozenset[int]]:
    """Who is of the core group, since when; and the program admins."""
    rows = RoleGiven.objects.filter(
        role__in=[Role.CORE_GROUP, Role.PROGRAM_ADMIN], person__is_active=True, person__erased_at=None
    ).values_list("person", "role", "since")
    core = {person: since for person, role, since in rows if role == Role.CORE_GROUP}
    return core, frozenset(person for person, role, _since in rows if role == Role.PROGRAM_ADMIN)


# What the relation's owner is to the other, and the other to its owner.
_TIES = {
    Relation.Kind.MENTOR: (Tie.MENTOR, Tie.MENTOR),
    Relation.Kind.MANAGER: (Tie.MANAGER, Tie.REPORT),
    Relation.Kind.UNIT: (Tie.UNIT, Tie.UNIT),
    Relation.Kind.CONFLICT: (Tie.DECLARED, Tie.DECLARED),
}


def _relations(people: dict[int, int]) -> Iterator[tuple[int, int, Tie]]:
    rows = Relation.objects.filter(Q(person__in=people) | Q(other__in=people))
    for owner, kind, other in rows.values_list("person", "kind", "other"):
        of_owner, of_other = _TIES[Relation.Kind(kind)]
        if other in people:
            yield people[other], owner, of_owner
        if owner in people:
            yield people[owner], other, of_other


def _co_leads(enrolments: Collection[int], people: dict[int, int]) -> Iterator[tuple[int, int, Tie]]:
    """Who led beside them, or beside whom they led, in dialogues that were held."""
    rows = Pairing.objects.accepted().co_leads().filter(dialogue__in=Dialogue.objects.held())
    beside = rows.filter(Q(dialogue__enrolment__in=enrolments) | Q(person__in=people))
    for enrolment, lead, co_lead in beside.values_list("dialogue__enrolment", "dialogue__enrolment__person", "person"):
        if enrolment in enrolments:
            yield enrolment, co_lead, Tie.CO_LEAD
        if co_lead in people and lead is not None:
            yield people[co_lead], lead, Tie.CO_LEAD


def _only_observers(enrolments: Collection[int]) -> Iterator[tuple[int, int, Tie]]:
    observers: defaultdict[int, set[int]] = defaultdict(set)
    rows = Observation.objects.filter(dialogue__enrolment__in=enrolments)
    for enrolment, observer in rows.values_list("dialogue__enrolment", "observer").distinct():
        observers[enrolment].add(observer)
    yield from (
        (enrolment, min(people), Tie.ONLY_OBSERVER) for enrolment, people in observers.items() if len(people) == 1
    )


def _recusals(cases: dict[int, int]) -> Iterable[tuple[int, int, Tie]]:
    if not cases:
        return []
    rows = Recusal.objects.filter(case__in=cases).values_list("case", "person")
    return [(cases[case], person, Tie.RECUSED) for case, person in rows]


def _earlier(cases: dict[int, int]) -> Iterator[tuple[int, int, Tie]]:
    """Once somebody asked for a second look: who had decided before it. Who took that look may go on deciding."""
    if not cases:
        return
    looks = dict(Round.objects.filter(case__in=cases, kind=Round.Kind.APPEAL).values_list("case", "number"))
    if not looks:
        return
    rows = Review.objects.filter(round__case__in=looks).values_list("round__case", "round__number", "reviewer")
    yield from ((cases[case], reviewer, Tie.DECIDED_BEFORE) for case, number, reviewer in rows if number < looks[case])
