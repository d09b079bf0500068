"""The desk's queue as one reader sees it. Nothing in it depends on how, or whether, anybody else has voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from certification.review.models import Case, Guest, Recusal, Review, Seat
from certification.review.rules import STATES, Left, State, Turn, Whose, whose
from certification.review.words import WHOSE, left_words
from lms.people.models import Relation, RoleGiven, User
from lms.people.roles import Role

_WITH_REVIEWERS = [state.value for state, duty in STATES.items() if duty.turn is Turn.REVIEWERS]
# A seat that somebody took by voting may be seen in no list before one's own vote, nor that another was passed on.
_HELD = Q(left_at=None) | Q(left_because=Seat.Left.PASSED_ON)
_ASKED = ~Q(because=["took_it"]) & _HELD

# What the queue tells of a case; an enrolment's whole progress, most of all, would be read for nothing.
_TOLD = ("state", "road", "round", "printed_name", "submitted_at", "enrolment__pathway__title")

# Applications that the first staff page names.
FIRST_FEW = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One application in the queue."""

    case: Case
    whose: Whose
    left: Left | None

    @property
    def turn(self) -> str:
        return str(WHOSE[self.whose])

    @property
    def state(self) -> str:
        return str(Case.State(self.case.state).label)

    @property
    def target(self) -> str:
        return left_words(self.left) if self.left else "–"

    @property
    def mark(self) -> str:
        """A class for the target, which says the same in words."""
        if self.left is None:
            return ""
        return "queue-late" if self.left.late else "queue-soon" if self.left.soon else ""

    @property
    def mine(self) -> bool:
        return self.whose in (Whose.YOURS, Whose.YOURS_TO_CLOSE)


@dataclass(frozen=True, slots=True)
class Load:
    """How many open applications somebody is asked to read."""

    name: str
    open: int


def reads_all(reader: User) -> bool:
    """Whether somebody reads applications by their role; guests read those that they are asked about. One query."""
    roles = [Role.CORE_GROUP, Role.PROGRAM_ADMIN]
    return RoleGiven.objects.filter(person=reader, role__in=roles, person__is_active=True).exists()


@dataclass(frozen=True, slots=True)
class Own:
    """A reader's own seats and votes in open reviews, by the keys of the rounds."""

    seats: frozenset[int]
    votes: frozenset[int]
    # All have decided, and one of them shall tell the candidate.
    to_close: frozenset[int]

    @classmethod
    def of(cls, reader: User) -> "Own":
        """Two queries."""
        seats = Seat.objects.filter(_HELD, reviewer=reader, round__closed_at=None).values_list("round", flat=True)
        votes = dict(
            Review.objects.standing()
            .filter(reviewer=reader, round__closed_at=None)
            .values_list("round", "round__settle_by")
        )
        talking = frozenset(row for row, settle_by in votes.items() if settle_by is not None)
        return cls(frozenset(seats), frozenset(votes), talking)

    @property
    def turns(self) -> frozenset[int]:
        return self.seats - self.votes | self.to_close


def listed(reader: User, own: Own, *, reads_all: bool, at: datetime) -> QuerySet[Any]:
    """What somebody may read, with the present round: their turn first, then by age. One query before its own.

    The same as ``may(Doing.READ)`` says of each case: a test compares the two.
    """
    rows: QuerySet[Any] = Case.objects.filter(enrolment__person__isnull=False).exclude(enrolment__person=reader)
    rows = rows.exclude(enrolment__person__in=_declared(reader))
    rows = rows.exclude(pk__in=Recusal.objects.filter(person=reader).values("case"))
    if not reads_all:
        rows = rows.filter(pk__in=Guest.objects.current(at).filter(person=reader).values("case"))
    rows = rows.annotate(
        now=FilteredRelation("rounds", condition=Q(rounds__number=F("round"))),
        now_pk=F("now__pk"),
        due_at=F("now__due_at"),
        over_at=F("now__closed_at"),
        my_turn=_my_turn(reader, own),
    )
    rows = rows.select_related("enrolment__pathway").only(*_TOLD)
    return rows.order_by("-my_turn", "submitted_at", "pk")


def _my_turn(reader: User, own: Own) -> Q:
    """Their seats by a query, as they may be many; of votes in open reviews there are few."""
    seats = Seat.objects.filter(_HELD, reviewer=reader).exclude(round__in=own.votes)
    waits = Q(now__pk__in=seats.values("round")) | Q(now__pk__in=own.to_close)
    return waits & Q(now__closed_at=None, state__in=_WITH_REVIEWERS)


def _declared(reader: User) -> list[int]:
    """With whom somebody shares a declared tie. One query."""
    rows = Relation.objects.filter(Q(person=reader) | Q(other=reader), kind=Relation.Kind.CONFLICT)
    return [one if other == reader.pk else other for one, other in rows.values_list("person", "other")]


def mine(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``listed`` that wait for the reader."""
    return rows.filter(my_turn=True)


def late(rows: QuerySet[Any], *, at: datetime) -> QuerySet[Any]:
    """Those of ``listed`` whose target is over."""
    return rows.filter(over_at=None, due_at__lt=at)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: how many applications, and those that are due first."""

    count: int
    first: list[Row]


def waiting_for(reader: User, *, at: datetime) -> Waiting:
    """Two queries where nothing waits, five or six where something does; however many there are."""
    own = Own.of(reader)
    if not own.turns:
        return Waiting(0, [])
    rows = mine(listed(reader, own, reads_all=reads_all(reader), at=at)).order_by("due_at", "pk")
    first = told(list(rows[: FIRST_FEW + 1]), own, at=at)
    count = rows.count() if len(first) > FIRST_FEW else len(first)
    return Waiting(count, first[:FIRST_FEW])


def in_time(rows: QuerySet[Any], *, at: datetime) -> QuerySet[Any]:
    """Those of ``listed`` whose target is still to come."""
    return rows.filter(over_at=None, due_at__gte=at)


def told(rows: Sequence[Case], own: Own, *, at: datetime) -> list[Row]:
    """What the queue says of each of some rows of ``listed``. No query."""
    return [_row(case, own, at=at) for case in rows]


def _row(case: Case, own: Own, *, at: datetime) -> Row:
    seen: dict[str, Any] = case.__dict__
    now, running = seen["now_pk"], seen["over_at"] is None and case.is_open
    turn = whose(State(case.state), seated=now in own.seats, voted=now in own.votes, talking=now in own.to_close)
    left = Left.until(timezone.localdate(seen["due_at"]), today=timezone.localdate(at)) if running else None
    return Row(case, turn, left)


def loads() -> list[Load]:
    """How many open applications each of the core group was asked to read, the most first. One query."""
    asked = Seat.objects.filter(_ASKED, round__closed_at=None, reviewer=OuterRef("person"))
    counted = asked.order_by().values("reviewer").annotate(count=Count("pk")).values("count")
    rows = RoleGiven.objects.filter(role=Role.CORE_GROUP, person__is_active=True, person__erased_at=None)
    found = rows.annotate(open=counted).values_list("person__display_name", "open").order_by("person__display_name")
    return sorted((Load(name, count or 0) for name, count in found), key=lambda row: -row.open)
