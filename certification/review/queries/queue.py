"""The desk's queue as one reader sees it. Nothing in it depends on how, or whether, anybody else has voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from certification.review.models import Case, Guest, Review, Seat
from certification.review.rules import STATES, Left, State, Turn, Whose, whose
from certification.review.words import WHOSE
from lms.people.models import Relation, RoleGiven, User
from lms.people.roles import Role

_WITH_REVIEWERS = [state.value for state, duty in STATES.items() if duty.turn is Turn.REVIEWERS]
# Whoever took a seat did so by voting, and whoever lost theirs to them has only one thing less to do: neither may be
# seen in a list, before one's own vote.
_ASKED = ~Q(because=["took_it"]) & (Q(left_at=None) | Q(left_because=Seat.Left.PASSED_ON))

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


def listed(reader: User, *, reads_all: bool, at: datetime) -> QuerySet[Case]:
    """What somebody may read, with their own seat and vote: their turn first, then by age. One query before its own.

    The same as ``may(Doing.READ)`` says of each case: a test compares the two.
    """
    rows = Case.objects.filter(enrolment__person__isnull=False).exclude(enrolment__person=reader)
    rows = rows.exclude(recusals__person=reader).exclude(enrolment__person__in=_declared(reader))
    if not reads_all:
        rows = rows.filter(guests__in=Guest.objects.current(at).filter(person=reader))
    now = Q(round__case=OuterRef("pk"), round__number=OuterRef("round"), reviewer=reader)
    seated = Seat.objects.filter(now, Q(left_at=None) | Q(left_because=Seat.Left.PASSED_ON), round__closed_at=None)
    rows = rows.annotate(
        now=FilteredRelation("rounds", condition=Q(rounds__number=F("round"))),
        due_at=F("now__due_at"),
        over_at=F("now__closed_at"),
        settle_by=F("now__settle_by"),
        seated=Exists(seated),
        voted=Exists(Review.objects.filter(now, replaced_at=None, set_aside_at=None)),
    ).annotate(my_turn=_my_turn())
    return rows.select_related("enrolment__pathway").order_by("-my_turn", "submitted_at", "pk")


def _declared(reader: User) -> list[int]:
    """With whom somebody shares a declared tie. One query."""
    rows = Relation.objects.filter(Q(person=reader) | Q(other=reader), kind=Relation.Kind.CONFLICT)
    return [one if other == reader.pk else other for one, other in rows.values_list("person", "other")]


def _my_turn() -> Q:
    return Q(state__in=_WITH_REVIEWERS, over_at=None) & (
        Q(seated=True, voted=False) | Q(voted=True, settle_by__isnull=False)
    )


def mine(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Those of ``listed`` that wait for the reader."""
    return rows.filter(my_turn=True)


def late(rows: QuerySet[Case], *, at: datetime) -> QuerySet[Case]:
    """Those of ``listed`` whose target is over."""
    return rows.filter(over_at=None, due_at__lt=at)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: how many applications, and those that are due first."""

    count: int
    first: list[Row]


def waiting_for(reader: User, *, at: datetime) -> Waiting:
    """Three queries, one more for somebody with many; however many there are."""
    rows = mine(listed(reader, reads_all=reads_all(reader), at=at)).order_by("due_at", "pk")
    first = told(list(rows[: FIRST_FEW + 1]), at=at)
    count = rows.count() if len(first) > FIRST_FEW else len(first)
    return Waiting(count, first[:FIRST_FEW])


def in_time(rows: QuerySet[Case], *, at: datetime) -> QuerySet[Case]:
    """Those of ``listed`` whose target is still to come."""
    return rows.filter(over_at=None, due_at__gte=at)


def told(rows: Sequence[Case], *, at: datetime) -> list[Row]:
    """What the queue says of each of some rows of ``listed``. No query."""
    return [_row(case, at=at) for case in rows]


def _row(case: Case, *, at: datetime) -> Row:
    seen: dict[str, object] = case.__dict__
    due, running = seen["due_at"], seen["over_at"] is None and case.is_open
    return Row(
        case=case,
        whose=whose(
            State(case.state),
            seated=bool(seen["seated"]),
            voted=bool(seen["voted"]),
            talking=seen["settle_by"] is not None,
        ),
        left=Left.until(timezone.localdate(due), today=timezone.localdate(at))
        if running and isinstance(due, datetime)
        else None,
    )


def loads() -> list[Load]:
    """How many open applications each of the core group was asked to read, the most first. One query."""
    asked = Seat.objects.filter(_ASKED, round__closed_at=None, reviewer=OuterRef("person"))
    counted = asked.order_by().values("reviewer").annotate(count=Count("pk")).values("count")
    rows = RoleGiven.objects.filter(role=Role.CORE_GROUP, person__is_active=True, person__erased_at=None)
    found = rows.annotate(open=counted).values_list("person__display_name", "open").order_by("person__display_name")
    return sorted((Load(name, count or 0) for name, count in found), key=lambda row: -row.open)


def own_load(reader: User) -> int:
    """One query."""
    held = Q(left_at=None) | Q(left_because=Seat.Left.PASSED_ON)
    return Seat.objects.filter(held, reviewer=reader, round__closed_at=None).count()
