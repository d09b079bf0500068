"""Who may decide about a case, who can't and why, who was asked, and what people at the desk say of themselves."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length

from certification.review import rules
from certification.review.models import Absence, Case, Consent, DigestWish, Guest, Recusal, Review, Round, Seat
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

    person: User
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
    """A case, if somebody may do this in it; guests read only theirs. Ten queries."""
    case = whole().filter(pk=pk).first()
    if case is None:
        return None
    subject = Subject.of_case(case)
    return None if board([subject], at=at).may(doing, subject, reader.pk).refused else case


def people_of(case: Case, reader: User, *, at: datetime) -> PeopleOfCase:
    """Fifteen queries, however many people; nothing in it but ``asked`` depends on anybody's vote."""
    return people_beside(board([Subject.of_case(case)], at=at), case, round_of(case), reader)


def people_beside(known: Board, case: Case, now: Round, reader: User) -> PeopleOfCase:
    """The same where what ties people to the candidate is known already. At most six queries."""
    subject = Subject.of_case(case)
    consents = list(Consent.objects.filter(case=case).select_related("reviewer", "asked_by", "given_by").order_by("pk"))
    guests = list(Guest.objects.filter(case=case).select_related("person", "named_by", "seconded_by").order_by("pk"))
    beside = _beside(known, subject, asked={row.reviewer_id for row in consents}, open_case=case.is_open)
    seats = list(Seat.objects.filter(round=now).select_related("reviewer").order_by("pk"))
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
        asked=seats if _knows_who_was_asked(now, reader) else None,
        consents=[_consent(row, known, subject, reader, case) for row in consents if inside],
        guests=[_guest(row, known, subject, reader, case) for row in guests],
        may_step_aside=Tie.RECUSED in out,
        may_declare=Tie.DECLARED in out,
        may_vouch=case.is_open and not known.may(Doing.VOUCH, subject, reader.pk).refused,
    )


def _beside(known: Board, subject: Subject, *, asked: Collection[int], open_case: bool) -> list[Beside]:
    """The core group and this case's guests, by name. Two queries."""
    guests = known.guests[subject.case] if subject.case is not None else set[int]()
    people = User.objects.filter(pk__in={*known.members, *guests}).order_by("display_name", "pk")
    said = dict(Recusal.objects.filter(case=subject.case).values_list("person", "reason"))
    rows = []
    for person in people:
        facts = known.facts(subject, person.pk)
        bars = known.may(Doing.DECIDE, subject, person.pk).because
        barring = facts.barring(Doing.DECIDE)
        liftable = bool(barring) and all(facts.weight(tie) is Weight.UNLESS_CONSENTED for tie in barring)
        askable = open_case and liftable and len(bars) == len(barring) and person.pk not in asked
        ties = tuple(tie for tie in rules.WEIGHTS if tie in facts.ties)
        lifted = bool(facts.ties & facts.consented)
        rows.append(Beside(person, person.pk in guests, ties, bars, lifted, askable, said.get(person.pk, "")))
    return rows


def _may_step_out(facts: ReviewerFacts) -> frozenset[Tie]:
    """What somebody can say of themselves: that they step aside, that they are close to the candidate."""
    if Tie.ONESELF in facts.ties or not (facts.member_since is not None or facts.guest):
        return frozenset()
    return frozenset({Tie.RECUSED, Tie.DECLARED}) - facts.ties


def _knows_who_was_asked(now: Round, reader: User) -> bool:
    """Who was asked, and left again, says something of who has decided. At most one query."""
    return not now.is_open or Review.objects.standing().filter(round=now, reviewer=reader).exists()


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
