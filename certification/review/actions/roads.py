"""Putting people forward for what they did before, or to honour them; and deciding about a whole list at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from certification.review import rules
from certification.review.actions import rounds, voting
from certification.review.actions.recording import record
from certification.review.actions.telling import tell_candidate
from certification.review.models import Case, FoundingList
from certification.review.rules import ProposalFacts, Reason, Vote, Written
from certification.review.words import WORDS
from courses.progress.actions import enrolments, ledger
from courses.progress.models import Enrolment, Pathway
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One person to put forward. ``people``: who goes by what was typed; the verb wants exactly one."""

    people: Sequence[User]
    printed_name: str
    reference: str
    name_language: str = ""

    @property
    def person(self) -> User | None:
        return self.people[0] if len(self.people) == 1 else None


class RowsRefused(Exception):
    """Nothing of a list was done. Carries the refusal of each row by the row's key."""

    def __init__(self, refusals: Mapping[int, Refused]) -> None:
        super().__init__(*refusals)
        self.refusals = refusals


@transaction.atomic
def put_forward(
    *, pathway: Pathway, title: str, rows: Sequence[Proposal], by: User, clock: Clock = timezone.now
) -> FoundingList:
    """Put earlier facilitators forward: an application for each, read by the same quorum as any other.

    All of them or none: raises ``RowsRefused`` by the place in ``rows``, and ``Refused`` for an empty list.
    """
    if not rows:
        raise Refused((Reason.NO_ROWS,), WORDS)
    found = _lock(pathway, rows, by=by, clock=clock)
    at = clock()
    _require(rows, found, by=by, at=at)
    made = FoundingList.objects.create(pathway=pathway, title=title.strip(), made_by=by, made_at=at)
    audit.record("review.put_forward", about=made, by=by, data={"people": len(rows)}, at=at)
    for row in rows:
        _open(row, found, Case(road=Case.Road.FOUNDING, founding=made), by=by, at=at)
    return made


@transaction.atomic
def put_forward_honorary(
    *, pathway: Pathway, row: Proposal, valid_until: date | None, by: User, clock: Clock = timezone.now
) -> Case:
    """Propose to honour somebody, for good or until a day; the same quorum decides. Raises ``Refused``."""
    found = _lock(pathway, [row], by=by, clock=clock)
    at = clock()
    try:
        _require([row], found, by=by, at=at, until=valid_until)
    except RowsRefused as refused:
        raise refused.refusals[0] from refused
    case = _open(row, found, Case(road=Case.Road.HONORARY, valid_until=valid_until), by=by, at=at)
    record("review.put_forward_honorary", case, by=by, at=at)
    return case


def _lock(pathway: Pathway, rows: Sequence[Proposal], *, by: User, clock: Clock) -> dict[int, Enrolment]:
    """The trainings of all who can have one, by person, begun where there is none; their locks in the usual order."""
    wanted = {row.person.pk: row.person for row in rows if row.person is not None}
    here = {pk: person for pk, person in wanted.items() if _is_here(person) and pk != by.pk}
    for _pk, person in sorted(here.items()):
        enrolments.enrol_put_forward(person=person, pathway_slug=pathway.slug, by=by, clock=clock)
    ledger.lock_people(here)
    held = Enrolment.objects.select_related("person", "syllabus", "pathway").locked()
    return {row.person_id: row for row in held.filter(person__in=here, pathway=pathway) if row.person_id is not None}


def _is_here(person: User) -> bool:
    return person.is_active and person.erased_at is None


def _require(
    rows: Sequence[Proposal], found: Mapping[int, Enrolment], *, by: User, at: datetime, until: date | None = None
) -> None:
    facts = list(_facts(rows, found, by=by, until=until))
    decisions = [rules.decide_proposal(row, today=timezone.localdate(at)) for row in facts]
    refused = {place: Refused(row.because, WORDS) for place, row in enumerate(decisions) if row.refused}
    if refused:
        raise RowsRefused(refused)


def _facts(
    rows: Sequence[Proposal], found: Mapping[int, Enrolment], *, by: User, until: date | None
) -> Iterator[ProposalFacts]:
    """Two queries, however many rows."""
    trainings = [row.pk for row in found.values()]
    open_now = set(Case.objects.open().filter(enrolment__in=trainings).values_list("enrolment", flat=True))
    certified = Case.objects.certified_for_good().filter(enrolment__in=trainings)
    for_good = set(certified.values_list("enrolment", flat=True))
    seen: set[int] = set()
    for row in rows:
        pk = row.person.pk if row.person else None
        training = found[pk].pk if pk is not None and pk in found else None
        yield ProposalFacts(
            found=len(row.people),
            here=row.person is None or _is_here(row.person),
            oneself=pk == by.pk,
            again=pk in seen,
            open_case=training in open_now,
            certified=training in for_good,
            name=row.printed_name,
            reference=row.reference,
            until=until,
        )
        seen |= {pk} if pk is not None else set()


def _open(row: Proposal, found: Mapping[int, Enrolment], case: Case, *, by: User, at: datetime) -> Case:
    """Send one application with what it rests on, and tell the person what is going on and how to say no."""
    assert row.person is not None
    case.enrolment, case.put_forward_by = found[row.person.pk], by
    case.printed_name, case.name_language = row.printed_name.strip(), row.name_language
    case.reference = row.reference.strip()
    case.opened_at = case.submitted_at = at
    case.save()
    tell_candidate("put_forward", case, road=case.road, who=str(by), until=_day(case.valid_until))
    rounds.begin(case, words="", at=at)
    return case


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@transaction.atomic
def approve_together(
    *, list_id: int, chosen: Mapping[int, int], reason: str, by: User, clock: Clock = timezone.now
) -> list[Case]:
    """Approve several people of a list: a vote for each, with one reason. ``chosen``: by the application's id, the
    length of the history that the page showed.

    All of them or none: raises ``RowsRefused`` by the application's id, and ``Refused`` where nobody was chosen.
    """
    # All locks come first: whoever completes a quorum goes on to number a certificate, and holds that number.
    rows = list(Case.objects.locked().filter(founding=list_id, pk__in=chosen))
    if not rows:
        raise Refused((Reason.NO_ROWS,), WORDS)
    refused: dict[int, Refused] = {}
    for case in rows:
        try:
            _approve(case, Written(decision=Vote.APPROVE, reason=reason, seen=chosen[case.pk]), by=by, clock=clock)
        except Refused as refusal:
            refused[case.pk] = refusal
    if refused:
        raise RowsRefused(refused)
    return rows


def _approve(case: Case, written: Written, *, by: User, clock: Clock) -> None:
    if case.state == Case.State.APPEALED or case.round > 1:
        raise Refused((Reason.READ_ALONE,), WORDS)
    voting.decide(case_id=case.pk, written=written, by=by, clock=clock)
