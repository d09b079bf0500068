"""Who may decide about a case, who can't and why, who was asked, and what people at the desk say of themselves."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length

from certification.review import rules
from certification.review.models import Absence, Case, Consent, DigestWish, Guest, Review, Round, Seat
from certification.review.queries.cases import round_of, whole
from certification.review.queries.facts import Board, Subject, board
from certification.review.rules import Doing, ReviewerFacts, Tie, Weight
from lms.people.addresses import address_key
from lms.people.models import Relation, User
from lms.people.roles import Role

MOST_CALLED_SO = 8


@dataclass(frozen=True, slots=True)
class Beside:
    """One person beside a candidate: what ties them, and why they can't decide, if so."""

    pk: int
    name: str
    guest: bool
    ties: tuple[Tie, ...]
    bars: tuple[rules.Reason, ...]
    lifted: bool
    askable: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """A question that waits for a second person, or was answered; ``bar`` is why this reader can't be the one."""

    row: Consent | Guest
    bar: rules.Decision
    endable: bool = False


@dataclass(frozen=True, slots=True)
class PeopleOfCase:
    """Who may decide, and what this reader can do about it.

    ``asked`` is ``None`` as long as the reader may not know who was asked: before their own vote.
    """

    case: Case
    needed: int
    able: list[Beside]
    unable: list[Beside]
    own: Seat | None
    asked: list[Seat] | None
    consents: list[Agreeing]
    guests: list[Agreeing]
    may_step_aside: bool
    may_declare: bool
    may_vouch: bool

    @property
    def short(self) -> bool:
        return self.case.is_open and len(self.able) < self.needed


def open_to(reader: User, pk: int, doing: Doing, *, at: datetime) -> Case | None:
    """A case, if somebody may do this in it; guests read only theirs. At most five queries."""
    case, known = _case_beside(pk, at=at)
    return case if case and not known.may(doing, Subject.of_case(case), reader.pk).refused else None


def open_to_deciders(reader: User, pk: int, *, at: datetime) -> Case | None:
    """A case that somebody may read who is of the core group, or its guest: whoever never decides has nothing to step
    aside from. At most five queries.
    """
    case, known = _case_beside(pk, at=at)
    if case is None or known.may(Doing.READ, Subject.of_case(case), reader.pk).refused:
        return None
    return case if reader.pk in known.members or reader.pk in known.guests[case.pk] else None


def _case_beside(pk: int, *, at: datetime) -> tuple[Case | None, Board]:
    case = whole().filter(pk=pk).first()
    return case, board([Subject.of_case(case)] if case else [], at=at)


def people_of(case: Case, reader: User, *, at: datetime) -> PeopleOfCase:
    """At most eight queries, however many people; nothing in it but ``asked`` depends on anybody's vote."""
    now = round_of(case)
    voted = Review.objects.standing().filter(round=now, reviewer=reader).exists()
    seats = list(Seat.objects.filter(round=now).order_by("pk"))
    return people_beside(board([Subject.of_case(case)], at=at), case, now, seats, reader, voted=voted)


def people_beside(
    known: Board, case: Case, now: Round, seats: list[Seat], reader: User, *, voted: bool
) -> PeopleOfCase:
    """The same where it is known already what ties people to the candidate, and whether the reader has voted.

    At most one query.
    """
    subject = Subject.of_case(case)
    _add_names(known, seats)
    beside = _beside(known, subject, open_case=case.is_open)
    facts = known.facts(subject, reader.pk)
    # A guest reads who decides, not what the members of the core group are to others.
    inside = facts.member_since is not None or facts.admin
    out = _may_step_out(facts) if case.is_open else frozenset[Tie]()
    return PeopleOfCase(
        case=case,
        needed=now.seats,
        able=[row for row in beside if not row.bars],
        unable=[row for row in beside if row.bars and inside],
        own=next((row for row in seats if row.reviewer_id == reader.pk and row.left_at is None), None),
        # Who was asked, and left again, says something of who has decided.
        asked=seats if voted or not now.is_open else None,
        consents=[_consent(row, known, subject, reader, case) for row in known.consents if inside],
        guests=[_guest(row, known, subject, reader, case) for row in known.named],
        may_step_aside=Tie.RECUSED in out,
        may_declare=Tie.DECLARED in out,
        may_vouch=case.is_open and not known.may(Doing.VOUCH, subject, reader.pk).refused,
    )


def _add_names(known: Board, seats: list[Seat]) -> None:
    """Rows get the people whom the page names. At most one query, for whoever has no role at the desk any more."""
    by_row = [
        *((row, ("reviewer",)) for row in seats),
        *((row, ("reviewer", "asked_by", "given_by")) for row in known.consents),
        *((row, ("person", "named_by", "seconded_by")) for row in known.named),
    ]
    wanted = {pk for row, names in by_row for name in names if (pk := getattr(row, f"{name}_id"))}
    missing = wanted.difference(known.names)
    others = dict(User.objects.filter(pk__in=missing).values_list("pk", "display_name")) if missing else {}
    people = {pk: User(pk=pk, display_name=(known.names | others)[pk]) for pk in wanted}
    placed: dict[int | None, Seat] = {seat.pk: seat for seat in seats}
    for seat in seats:
        seat.beside = placed.get(seat.beside_id)
    for row, names in by_row:
        for name in names:
            setattr(row, name, people.get(getattr(row, f"{name}_id")))


def _beside(known: Board, subject: Subject, *, open_case: bool) -> list[Beside]:
    """The core group by name, then this case's guests. No query.

    The rule is asked once for all who are nothing to the candidate, as most of a core group are.
    """
    guests = known.guests[subject.case] if subject.case is not None else set[int]()
    names = {row.person_id: str(row.person) for row in known.named if row.person_id in guests}
    people = {pk: name for pk, name in known.names.items() if pk in known.members} | names
    asked = {row.reviewer_id for row in known.consents}
    opened_at = subject.opened_at or known.at
    something = guests.union(known.ties[subject.enrolment], [subject.person, subject.put_forward_by])
    alike: dict[bool, tuple[rules.Reason, ...]] = {}
    rows = []
    for pk, name in people.items():
        if pk in something:
            rows.append(_one_beside(known, subject, pk, name, may_ask=open_case and pk not in asked))
            continue
        early = known.members[pk] <= opened_at
        if early not in alike:
            alike[early] = rules.may(Doing.DECIDE, known.facts(subject, pk), opened_at=opened_at).because
        rows.append(Beside(pk, name, False, (), alike[early], False, False))
    return rows


def _one_beside(known: Board, subject: Subject, pk: int, name: str, *, may_ask: bool) -> Beside:
    facts = known.facts(subject, pk)
    bars = rules.may(Doing.DECIDE, facts, opened_at=subject.opened_at or known.at).because
    barring = facts.barring(Doing.DECIDE)
    liftable = bool(barring) and all(facts.weight(tie) is Weight.UNLESS_CONSENTED for tie in barring)
    ties = tuple(tie for tie in rules.WEIGHTS if tie in facts.ties)
    said = known.said.get((subject.enrolment, pk), "")
    return Beside(
        pk,
        name,
        facts.guest,
        ties,
        bars,
        lifted=bool(facts.ties & facts.consented),
        askable=may_ask and liftable and len(bars) == len(barring),
        said=said,
    )


def _may_step_out(facts: ReviewerFacts) -> frozenset[Tie]:
    """What somebody can say of themselves: that they step aside, that they are close to the candidate."""
    if Tie.ONESELF in facts.ties or not (facts.member_since is not None or facts.guest):
        return frozenset()
    return frozenset({Tie.RECUSED, Tie.DECLARED}) - facts.ties


def _consent(row: Consent, known: Board, subject: Subject, reader: User, case: Case) -> Agreeing:
    barred = {row.reviewer_id, row.asked_by_id}
    return Agreeing(row, _second(known, subject, reader, case, barred=barred, done=row.given_by_id is not None))


def _guest(row: Guest, known: Board, subject: Subject, reader: User, case: Case) -> Agreeing:
    over = row.ended_at is not None or row.until <= known.at
    barred = {row.person_id, row.named_by_id}
    bar = _second(known, subject, reader, case, barred=barred, done=over or row.seconded_by_id is not None)
    vouches = not known.may(Doing.VOUCH, subject, reader.pk).refused
    return Agreeing(row, bar, endable=case.is_open and not over and vouches and reader.pk != row.person_id)


def _second(
    known: Board, subject: Subject, reader: User, case: Case, *, barred: set[int], done: bool
) -> rules.Decision:
    return rules.decide_second(
        known.facts(subject, reader.pk),
        opened_at=case.opened_at,
        person=reader.pk,
        barred=barred,
        done=done,
        open_case=case.is_open,
    )


def people_called(words: str) -> list[User]:
    """Whose account has this address, or whose name has these words; no more than can be looked through. One query."""
    people = User.objects.filter(is_active=True, erased_at=None)
    if "@" in words:
        return list(people.filter(email_key=address_key(words)))
    found = people.filter(display_name__icontains=words.strip()).select_related("institution")
    return list(found.order_by(Length("display_name"), "display_name", "pk")[:MOST_CALLED_SO])


def absences_of(person: User, *, at: datetime) -> QuerySet[Absence]:
    """Days that aren't over yet. One query."""
    return Absence.objects.filter(person=person, ends_on__gte=at.date()).select_related("delegate")


def could_take_over(person: User) -> QuerySet[User]:
    """The rest of the core group. One query."""
    rows = User.objects.filter(groups__name=Role.CORE_GROUP, is_active=True, erased_at=None)
    return rows.exclude(pk=person.pk).order_by("display_name", "pk")


def declared_by(person: User) -> QuerySet[Relation]:
    """To whom somebody has said that they are close. One query."""
    rows = Relation.objects.filter(person=person, kind=Relation.Kind.CONFLICT).select_related("other")
    return rows.order_by("other__display_name", "pk")


def wants_digest(person: User) -> bool:
    """One query."""
    return not DigestWish.objects.filter(person=person, weekly=False).exists()


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """Something that somebody has to do: to decide, or to tell the candidate what they and others decided."""

    case: int
    candidate: str
    pathway: str
    due_at: datetime
    seated_at: datetime
    to_close: bool


def readers_of_digests() -> list[User]:
    """Who has a seat in an open round, and wants the weekly mail. One query."""
    seats = Seat.objects.held().filter(reviewer=OuterRef("pk"), round__closed_at=None)
    rows = User.objects.filter(Exists(seats), is_active=True, erased_at=None)
    return list(rows.exclude(review_digest_wish__weekly=False).order_by("pk"))


def open_with(people: Collection[int]) -> defaultdict[int, list[OpenSeat]]:
    """What is open with each, next due first: read from their own seats and votes alone. Two queries."""
    seats = Seat.objects.held().filter(reviewer__in=people, round__closed_at=None)
    seats = seats.select_related("round__case__enrolment__pathway").order_by("round__due_at", "pk")
    votes = Review.objects.standing().filter(reviewer__in=people, round__closed_at=None)
    decided = set(votes.values_list("round", "reviewer"))
    rows: defaultdict[int, list[OpenSeat]] = defaultdict(list)
    for seat in seats:
        case, mine = seat.round.case, (seat.round_id, seat.reviewer_id) in decided
        if mine and seat.round.settle_by is None:
            continue
        told = OpenSeat(
            case.pk, case.candidate, case.enrolment.pathway.title, seat.round.due_at, seat.seated_at, to_close=mine
        )
        rows[seat.reviewer_id].append(told)
    return rows
