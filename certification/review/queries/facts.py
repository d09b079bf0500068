"""What ties people to candidates, and who may decide: for one case or for many, in the same number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import F

from certification.review import rules
from certification.review.models import Case, Consent, Guest
from certification.review.rules import ReviewerFacts, Tie
from courses.progress.models import Enrolment
from lms.people.models import User
from lms.people.roles import Role
from lms.rows import Question, ask_together

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
    admins: set[int]
    ties: Pairs
    consented: Pairs
    guests: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    # What was asked for and agreed to, whether or not it still holds, and why somebody stepped aside, by enrolment.
    consents: list[Consent] = field(default_factory=list)
    named: list[Guest] = field(default_factory=list)
    said: dict[tuple[int, int], str] = field(default_factory=dict)
    # Of those above who have a role at the desk, in the order of their names.
    names: dict[int, str] = field(default_factory=dict)

    def add_tie(self, enrolment: int, person: int, tie: Tie, *, said: str) -> None:
        self.ties[enrolment].setdefault(person, set()).add(tie)
        if tie is Tie.RECUSED:
            self.said[enrolment, person] = said

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
    """Two queries in one trip, however many subjects and people; two more where something was agreed."""
    cases = {row.case: row.enrolment for row in subjects if row.case is not None}
    people, tied = ask_together(_AT_THE_DESK, _ties([row.enrolment for row in subjects], list(cases)))
    found = _of_members(people, at)
    something_agreed = False
    for enrolment, person, what, said in tied:
        if what == _AGREED:
            something_agreed = True
        else:
            found.add_tie(enrolment, person, _OF_RELATIONS.get(what) or Tie(what), said=said)
    if something_agreed:
        _add_what_was_agreed(found, cases)
    return found


# Whoever is here, of the core group and of the program admins, by name.
_AT_THE_DESK = Question(
    """
SELECT person.id, person.display_name, role.role, role.since
FROM people_rolegiven AS role JOIN people_user AS person ON person.id = role.person_id
WHERE role.role IN (%s, %s) AND person.is_active AND person.erased_at IS NULL ORDER BY person.display_name, person.id
""",
    [Role.CORE_GROUP.value, Role.PROGRAM_ADMIN.value],
    list[tuple[Any, ...]],
)


def _of_members(rows: Iterable[tuple[Any, ...]], at: datetime) -> Board:
    """A board with who is of the core group, since when, by name, and with the program admins."""
    found = Board(at, {}, set(), _pairs(), _pairs())
    for person, name, role, since in rows:
        found.names[person] = name
        if role == Role.CORE_GROUP:
            # SQLite doesn't say that its times are in UTC.
            found.members[person] = since if since.tzinfo else since.replace(tzinfo=UTC)
        else:
            found.admins.add(person)
    return found


def _add_what_was_agreed(found: Board, cases: dict[int, int]) -> None:
    """Two queries."""
    found.consents = list(Consent.objects.filter(case__in=cases).order_by("pk"))
    for row in found.consents:
        if row.given_by_id is not None:
            given = found.consented[cases[row.case_id]].setdefault(row.reviewer_id, set())
            given.update(Tie(tie) for tie in row.ties)
    active = Guest.objects.annotate(active=F("person__is_active"))
    found.named = list(active.filter(case__in=cases).order_by("pk"))
    for guest in found.named:
        if guest.helps(found.at) and guest.active:  # type: ignore[attr-defined]  # annotated above
            found.guests[guest.case_id].add(guest.person_id)


def facts_about(person: User, case: Case, *, at: datetime) -> ReviewerFacts:
    """What ties somebody to a case's candidate. At most four queries, given a case with its enrolment and syllabus."""
    subject = Subject.of_case(case)
    return board([subject], at=at).facts(subject, person.pk)


def _pairs() -> Pairs:
    return defaultdict(dict)


# What the relation's owner is to the other, and the other to its owner; all else goes by its own name.
_OF_RELATIONS = {
    "conflict of owner": Tie.DECLARED,
    "conflict of other": Tie.DECLARED,
    "manager of owner": Tie.MANAGER,
    "manager of other": Tie.REPORT,
    "mentor of owner": Tie.MENTOR,
    "mentor of other": Tie.MENTOR,
    "unit of owner": Tie.UNIT,
    "unit of other": Tie.UNIT,
}
_AGREED = "agreed"
# All in one trip, and whether anything was agreed in a case. Who leads or led beside whom counts in dialogues that were
# held; of an appeal, who decided before it.
_TIES = """
WITH about AS (SELECT id AS enrolment, person_id AS person FROM progress_enrolment WHERE id IN ({enrolments})),
    one AS (SELECT id, enrolment_id AS enrolment FROM review_case WHERE id IN ({cases})),
    beside AS (
        SELECT dialogue.enrolment_id AS enrolment, pairing.person_id AS person
        FROM practice_pairing AS pairing JOIN practice_dialogue AS dialogue ON dialogue.id = pairing.dialogue_id
        WHERE pairing.part = 'co_lead' AND pairing.state = 'accepted' AND dialogue.state = 'held'
    )
SELECT about.enrolment, tie.person_id, tie.kind || ' of owner', ''
    FROM people_relation AS tie JOIN about ON about.person = tie.other_id
UNION ALL SELECT about.enrolment, tie.other_id, tie.kind || ' of other', ''
    FROM people_relation AS tie JOIN about ON about.person = tie.person_id
UNION ALL SELECT about.enrolment, beside.person, 'co_lead', ''
    FROM beside JOIN about ON about.enrolment = beside.enrolment
UNION ALL SELECT about.enrolment, lead.person_id, 'co_lead', ''
    FROM beside JOIN about ON about.person = beside.person
    JOIN progress_enrolment AS lead ON lead.id = beside.enrolment WHERE lead.person_id IS NOT NULL
UNION ALL SELECT about.enrolment, min(seen.observer_id), 'only_observer', ''
    FROM practice_observation AS seen JOIN practice_dialogue AS dialogue ON dialogue.id = seen.dialogue_id
    JOIN about ON about.enrolment = dialogue.enrolment_id
    GROUP BY about.enrolment HAVING count(DISTINCT seen.observer_id) = 1
UNION ALL SELECT one.enrolment, recusal.person_id, 'recused', recusal.reason
    FROM review_recusal AS recusal JOIN one ON one.id = recusal.case_id
UNION ALL SELECT one.enrolment, vote.reviewer_id, 'decided_before', ''
    FROM review_review AS vote JOIN review_round AS told ON told.id = vote.round_id
    JOIN one ON one.id = told.case_id
    JOIN review_round AS look ON look.case_id = one.id AND look.kind = 'appeal' AND told.number < look.number
UNION ALL SELECT one.enrolment, one.id, 'agreed', '' FROM one
    WHERE one.id IN (SELECT case_id FROM review_consent) OR one.id IN (SELECT case_id FROM review_guest)
"""


def _ties(enrolments: Sequence[int], cases: Sequence[int]) -> Question[list[tuple[Any, ...]]]:
    """Asks for enrolment, person, what they are to each other, and why somebody stepped aside; or that something was
    agreed.
    """
    numbers = {"enrolments": enrolments or [0], "cases": cases or [0]}
    statement = _TIES.format(**{name: ", ".join(["%s"] * len(values)) for name, values in numbers.items()})
    return Question(statement, [*numbers["enrolments"], *numbers["cases"]], list)
