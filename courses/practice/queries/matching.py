"""Dialogues that lack people, whom to ask for them, and who else could be asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from courses.practice import rules
from courses.practice.models import Dialogue, Observation, Pairing
from courses.practice.queries.helpers import facts_of, helpers_of, known
from courses.practice.queries.pairings import CLOSE, needs_experience
from courses.practice.rules import Bar, Fit, GapFacts, HelperFacts, Place, Proposal, Seen
from courses.progress.requirements import LeadDialogues
from lms.people.models import Relation, User


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked, and why they fit."""

    person: User
    because: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who can't be asked, and the reasons that staff may read."""

    person: User
    because: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Some dialogues and everybody who may help with them, as the rules see them."""

    gaps: Mapping[int, GapFacts]
    helpers: Mapping[int, HelperFacts]
    people: Mapping[int, User]

    def proposal(self) -> Proposal:
        """Whom to ask. No query."""
        return rules.propose(list(self.gaps.values()), list(self.helpers.values()))

    def only(self, dialogues: Sequence[int]) -> "Board":
        """The same for some of the dialogues. No query."""
        return replace(self, gaps={pk: self.gaps[pk] for pk in dialogues})

    def bars(self, dialogue: int, person: int, place: Place) -> tuple[Bar, ...]:
        """Why somebody can't be asked; who isn't known here helps with nothing yet. No query."""
        helper = self.helpers.get(person)
        return rules.bars(self.gaps[dialogue], helper, place) if helper else (Bar.NO_OBSERVER_YET,)

    def candidate(self, dialogue: int, person: int, place: Place) -> Candidate:
        """Somebody who may be asked, with the reasons. No query."""
        return Candidate(self.people[person], rules.fits(self.gaps[dialogue], self.helpers[person], place))

    def possible(self, dialogue: int, place: Place) -> list[Candidate]:
        """Everybody who may be asked, by name. No query."""
        free = (person for person in self.helpers if not self.bars(dialogue, person, place))
        return [self.candidate(dialogue, person, place) for person in free]

    def left_out(self, dialogue: int, place: Place) -> tuple[list[LeftOut], int]:
        """Who can't be asked for reasons that staff may read, and how many can't by their own wishes. No query."""
        named, by_wish = [], 0
        for person, helper in self.helpers.items():
            bars = rules.bars(self.gaps[dialogue], helper, place)
            told = tuple(bar for bar in bars if bar is not Bar.OWN_WISH)
            if told and told != (Bar.ALREADY,):
                named.append(LeftOut(self.people[person], told))
            by_wish += int(bars == (Bar.OWN_WISH,))
        return named, by_wish


def ahead(*, at: datetime) -> QuerySet[Dialogue]:
    """Dialogues with a lead that are planned or cleared and lie ahead, soonest first. One query."""
    rows = Dialogue.objects.filter(state__in=[Dialogue.State.PROPOSED, Dialogue.State.CLEARED], starts_at__gt=at)
    rows = rows.filter(enrolment__person__isnull=False)
    return rows.select_related("enrolment__person", "enrolment__syllabus").order_by("starts_at", "pk")


def with_lead(dialogue_id: int) -> Dialogue:
    """One dialogue as the board needs it. One query."""
    return Dialogue.objects.select_related("enrolment__person", "enrolment__syllabus").get(pk=dialogue_id)


def board(dialogues: Sequence[Dialogue], *, at: datetime) -> Board:
    """Sixteen queries, however many dialogues and people; one for none."""
    gaps = _gaps_of([row for row in dialogues if row.enrolment.person_id], at=at)
    those = known(at=at)
    people = {person.pk: person for person in helpers_of(those)}
    starts = [gap.starts for gap in gaps.values()] or [at]
    helpers = facts_of(list(people.values()), those, since=min(starts), until=max(starts))
    return Board(gaps, helpers, people)


def _gaps_of(dialogues: Sequence[Dialogue], *, at: datetime) -> dict[int, GapFacts]:
    """What each dialogue has and lacks. Four queries."""
    leads = {row.enrolment.person_id or 0 for row in dialogues}
    ties, here = _ties(leads), _asked_for(dialogues)
    seen, differed = _seen(leads), _that_differed(leads)
    return {
        row.pk: _gap(row, ties, here.get(row.pk, []), seen, differed=row.enrolment.person_id in differed, at=at)
        for row in dialogues
    }


def _gap(
    dialogue: Dialogue,
    ties: Mapping[int, frozenset[int]],
    rows: Sequence[Pairing],
    seen: Mapping[int, Mapping[int, set[int]]],
    *,
    differed: bool,
    at: datetime,
) -> GapFacts:
    lead = dialogue.enrolment.person_id or 0
    open_ = [row for row in rows if row.state in (Pairing.State.ASKED, Pairing.State.ACCEPTED)]
    observers = sum(row.part == Pairing.Part.OBSERVER for row in open_)
    plan, needs = dialogue.enrolment.syllabus.plan, needs_experience(dialogue, at=at)
    asked = tuple((row.count, row.observers) for row in plan.all_requirements if isinstance(row, LeadDialogues))
    return GapFacts(
        dialogue=dialogue.pk,
        lead=lead,
        starts=dialogue.starts_at,
        language=dialogue.language,
        topic=dialogue.from_topic_id,
        slot=dialogue.slot_id,
        co_lead=needs and all(row.part != Pairing.Part.CO_LEAD for row in open_),
        needs_experience=needs,
        observers=max(0, rules.observers_wanted(asked, differed=differed) - observers),
        observed=observers > 0,
        qualified=bool(plan.rubric.get("qualified")),
        tied=ties.get(lead, frozenset()),
        here=frozenset(row.person_id for row in open_),
        declined=frozenset(row.person_id for row in rows if row.state == Pairing.State.DECLINED),
        seen={person: len(others - {dialogue.pk}) for person, others in seen.get(lead, {}).items()},
    )


def _ties(leads: set[int]) -> dict[int, frozenset[int]]:
    """Mentors, managers, reports and declared conflicts of each lead, in either direction."""
    either_way = Q(person__in=leads) | Q(other__in=leads)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in Relation.objects.filter(either_way, kind__in=CLOSE).values_list("person", "other"):
        found[one].add(other)
        found[other].add(one)
    return {person: frozenset(others) for person, others in found.items()}


def _asked_for(dialogues: Sequence[Dialogue]) -> dict[int, list[Pairing]]:
    found: defaultdict[int, list[Pairing]] = defaultdict(list)
    for row in Pairing.objects.filter(dialogue__in=[dialogue.pk for dialogue in dialogues]).order_by("pk"):
        found[row.dialogue_id].append(row)
    return found


def _seen(leads: set[int]) -> dict[int, dict[int, set[int]]]:
    """For each lead, in which of their dialogues somebody is or was."""
    rows = Pairing.objects.open().filter(dialogue__enrolment__person__in=leads)
    rows = rows.exclude(dialogue__state=Dialogue.State.CANCELLED)
    found: dict[int, dict[int, set[int]]] = {}
    told: Any = rows.values_list("dialogue__enrolment__person", "person", "dialogue")
    for lead, person, dialogue in told:
        found.setdefault(lead, {}).setdefault(person, set()).add(dialogue)
    return found


def _that_differed(leads: set[int]) -> set[int]:
    """Leads of whose last dialogue observers thought very differently."""
    rows = Observation.objects.standing().filter(dialogue__enrolment__person__in=leads)
    rows = rows.order_by("dialogue__starts_at", "dialogue")
    told: Any = rows.values_list("dialogue__enrolment__person", "dialogue", "scores", "readiness")
    last: dict[int, tuple[int, list[Seen]]] = {}
    for lead, dialogue, scores, readiness in told:
        before, of_it = last.get(lead, (0, []))
        last[lead] = (dialogue, [*(of_it if before == dialogue else ()), Seen(scores, readiness)])
    return {lead for lead, (_dialogue, seen) in last.items() if rules.far_apart(seen) or rules.opposite(seen)}
