"""The desk's queue as one reader sees it. Nothing in it depends on how, or whether, anybody else has voted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Window
from django.utils import timezone

from certification.review.models import Case, Guest, Seat
from certification.review.rules import STATES, Left, State, Turn, Whose, whose
from certification.review.words import WHOSE, left_words
from lms.people.models import RoleGiven, User
from lms.people.roles import Role
from lms.rows import ask
from lms.web.numbers import sent_number

_WITH_REVIEWERS = [state.value for state, duty in STATES.items() if duty.turn is Turn.REVIEWERS]
# A seat that somebody took by voting may be seen in no list before one's own vote, nor that another was passed on, nor
# that somebody was asked beside one who is silent.
_HELD = Q(left_at=None) | Q(left_because=Seat.Left.PASSED_ON)

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


# All that the desk has to know of a reader, in one trip: their seats and votes in open reviews, with whom they share a
# declared tie, where they stepped aside, and whether they read applications by their role; guests read those that they
# are asked about.
_OWN = """
SELECT 'seat', seat.round_id FROM review_seat AS seat JOIN review_round AS round ON round.id = seat.round_id
    WHERE seat.reviewer_id = %(reader)s AND round.closed_at IS NULL
    AND (seat.left_at IS NULL OR seat.left_because = 'passed_on')
UNION ALL SELECT CASE WHEN round.settle_by IS NULL THEN 'vote' ELSE 'talk' END, vote.round_id
    FROM review_review AS vote JOIN review_round AS round ON round.id = vote.round_id
    WHERE vote.reviewer_id = %(reader)s AND round.closed_at IS NULL
    AND vote.replaced_at IS NULL AND vote.set_aside_at IS NULL
UNION ALL SELECT 'tie', CASE WHEN person_id = %(reader)s THEN other_id ELSE person_id END
    FROM people_relation WHERE kind = 'conflict' AND (person_id = %(reader)s OR other_id = %(reader)s)
UNION ALL SELECT 'recused', case_id FROM review_recusal WHERE person_id = %(reader)s
UNION ALL SELECT 'role', role.id FROM people_rolegiven AS role JOIN people_user AS person ON person.id = role.person_id
    WHERE role.person_id = %(reader)s AND person.is_active AND role.role IN ('core_group', 'program_admin')
"""


@dataclass(frozen=True, slots=True)
class Own:
    """A reader's own seats and votes in open reviews, by the keys of the rounds, and what they may read at all."""

    seats: frozenset[int]
    votes: frozenset[int]
    # All have decided, and one of them shall tell the candidate.
    to_close: frozenset[int]
    tied: frozenset[int]
    recused: frozenset[int]
    reads_all: bool

    @classmethod
    def of(cls, reader: User) -> "Own":
        """One query."""
        found = defaultdict[str, set[int]](set)
        for what, key in ask(_OWN, {"reader": reader.pk}):
            found[what].add(key)
        talking = frozenset(found["talk"])
        votes = talking.union(found["vote"])
        tied, recused = frozenset(found["tie"]), frozenset(found["recused"])
        return cls(frozenset(found["seat"]), votes, talking, tied, recused, bool(found["role"]))

    @property
    def turns(self) -> frozenset[int]:
        return self.seats - self.votes | self.to_close


def listed(reader: User, own: Own, *, at: datetime) -> QuerySet[Any]:
    """What somebody may read, with the present round: their turn first, then by age. No query before its own.

    The same as ``may(Doing.READ)`` says of each case: a test compares the two.
    """
    rows: QuerySet[Any] = Case.objects.filter(enrolment__person__isnull=False).exclude(enrolment__person=reader)
    if own.tied:
        rows = rows.exclude(enrolment__person__in=own.tied)
    if own.recused:
        rows = rows.exclude(pk__in=own.recused)
    if not own.reads_all:
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
    waits = Q(now__pk__in=seats.values("round"))
    if own.to_close:
        waits |= Q(now__pk__in=own.to_close)
    return waits & Q(now__closed_at=None, state__in=_WITH_REVIEWERS)


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
    """One query where nothing waits, two or three where something does; however many there are."""
    own = Own.of(reader)
    if not own.turns:
        return Waiting(0, [])
    rows = mine(listed(reader, own, at=at)).order_by("due_at", "pk")
    first = told(list(rows[: FIRST_FEW + 1]), own, at=at)
    count = rows.count() if len(first) > FIRST_FEW else len(first)
    return Waiting(count, first[:FIRST_FEW])


def in_time(rows: QuerySet[Any], *, at: datetime) -> QuerySet[Any]:
    """Those of ``listed`` whose target is still to come."""
    return rows.filter(over_at=None, due_at__gte=at)


# No queue is as long; a number without end is more than a database counts to.
_LAST_ASKED = 1_000_000


class Pages(Paginator[Any]):
    """Pages that are counted on the way: one query for a page with rows, two more for one behind the last."""

    def get_page(self, number: Any) -> Page[Any]:
        before = (min(sent_number(str(number)) or 1, _LAST_ASKED) - 1) * self.per_page
        counted: Any = self.object_list
        rows = list(counted.annotate(count=Window(Count("*")))[before : before + self.per_page])
        if not rows:
            return super().get_page(number)
        self.count = rows[0].count
        return Page(rows, before // self.per_page + 1, self)


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
    asked = Seat.objects.in_turn().filter(_HELD, round__closed_at=None, reviewer=OuterRef("person"))
    counted = asked.order_by().values("reviewer").annotate(count=Count("pk")).values("count")
    rows = RoleGiven.objects.filter(role=Role.CORE_GROUP, person__is_active=True, person__erased_at=None)
    found = rows.annotate(open=counted).values_list("person__display_name", "open").order_by("person__display_name")
    return sorted((Load(name, count or 0) for name, count in found), key=lambda row: -row.open)
