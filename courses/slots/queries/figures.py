"""What a season comes to: how full sessions were, how long people waited, how many seats stayed empty, and who found
none. Names of nobody; of too few people a part of them isn't told.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat, ExtractHour, ExtractIsoWeekDay

from courses.progress.queries.cohort import FEWEST, quantile
from courses.slots import rules
from courses.slots.models import SignUp, Slot
from courses.slots.queries.no_shows import EXCUSED, seated
from lms.mail.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class Period:
    """Sessions that began from one moment to before another; ``kind`` is empty for all kinds."""

    since: datetime
    until: datetime
    kind: str = ""

    @property
    def slots(self) -> Any:
        rows = Slot.objects.taking_place().filter(starts_at__gte=self.since, starts_at__lt=self.until)
        return rows.filter(kind=self.kind) if self.kind else rows

    @property
    def sign_ups(self) -> QuerySet[SignUp]:
        return SignUp.objects.filter(slot__in=self.slots.order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Filled:
    """How many seats of one session, or of all of a kind, were taken."""

    kind: str
    taken: int
    seats: int
    slot: Slot | None = None
    sessions: int = 1

    @property
    def percent(self) -> int | None:
        return round(100 * self.taken / self.seats) if self.seats else None


def filled(period: Period) -> list[Filled]:
    """Session by session, the latest first. One query."""
    rows = period.slots.with_counts().order_by("-starts_at", "-pk")
    return [Filled(row.kind, row.confirmed_count, row.seat_count, row) for row in rows]


def filled_by_kind(rows: list[Filled]) -> list[Filled]:
    """The same, kind by kind. No query."""
    of_kind: dict[str, list[Filled]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind].append(row)
    return [
        Filled(kind, sum(row.taken for row in found), sum(row.seats for row in found), sessions=len(found))
        for kind in Slot.Kind.values
        if (found := of_kind[kind])
    ]


@dataclass(frozen=True, slots=True)
class Waited:
    """Minutes from joining a line to having a seat, of those who were given one; nothing is told of too few."""

    kind: str
    people: int
    half: int | None = None
    most: int | None = None

    @property
    def told(self) -> bool:
        return self.half is not None


def waited(period: Period) -> list[Waited]:
    """Kind by kind. One query that streams; memory grows with the different minutes, not with people."""
    # A hold that became a seat has such a time too, but nobody is told of it that they were promoted.
    rows: Any = period.sign_ups.filter(_told("slot_promoted"), promoted_at__isnull=False)
    minutes: dict[str, Counter[int]] = defaultdict(Counter)
    for kind, since, until in rows.values_list("slot__kind", "created_at", "promoted_at").iterator():
        minutes[kind][max(0, int((until - since).total_seconds() // 60))] += 1
    return [_waited(kind, minutes[kind]) for kind in Slot.Kind.values if kind in minutes]


def _waited(kind: str, minutes: Counter[int]) -> Waited:
    people = minutes.total()
    if people < FEWEST:
        return Waited(kind, people)
    return Waited(kind, people, quantile(minutes, 0.5), quantile(minutes, 0.9))


def _told(template: str) -> Exists:
    """Sign-ups whose person was written this mail: one row for each cause, in the transaction of what it tells."""
    cause = Concat(Value(f"{template}:"), Cast(OuterRef("pk"), CharField()))
    return Exists(OutgoingMail.objects.filter(cause=cause))


@dataclass(frozen=True, slots=True)
class Absent:
    """Of people with a seat in closed sessions, how many weren't there, and how many of those were excused."""

    kind: str
    seated: int
    absent: int
    excused: int

    @property
    def told(self) -> bool:
        return self.seated >= FEWEST

    @property
    def percent(self) -> int | None:
        return round(100 * self.absent / self.seated) if self.told else None


def absent(period: Period) -> list[Absent]:
    """Kind by kind. One query."""
    rows = (
        seated(period.sign_ups)
        .values("slot__kind")
        .annotate(
            everybody=Count("pk"), gone=Count("pk", filter=Q(noted=0)), excused=Count("pk", filter=Q(noted_as=EXCUSED))
        )
    )
    found = {row["slot__kind"]: row for row in rows.order_by("slot__kind")}
    return [
        Absent(kind, row["everybody"], row["gone"], row["excused"])
        for kind in Slot.Kind.values
        if (row := found.get(kind))
    ]


@dataclass(frozen=True, slots=True)
class Unmet:
    """People who found no seat in sessions of one weekday (1 is Monday) and hour."""

    weekday: int
    hour: int
    waited: int
    wished: int

    @property
    def people(self) -> int:
        return self.waited + self.wished


def unmet(period: Period, zone: tzinfo) -> list[Unmet]:
    """By weekday and hour of the sessions in a zone, Monday first. Two queries.

    Who waited and never had a seat, also if they gave up waiting; and who was new and wished for a seat when none was
    free, until the wish ran out. Who came back to the same session is counted as what they had last.
    """
    later = SignUp.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"), pk__gt=OuterRef("pk"))
    rows = period.sign_ups.filter(~Exists(later), promoted_at=None)
    gave_up = Q(state=SignUp.State.CANCELLED, ended_as=SignUp.End.GIVEN_BACK) & Q(_told("slot_waiting"))
    ran_out = ExpressionWrapper(F("created_at") + rules.HOLD_LASTS, output_field=DateTimeField())
    wishes = rows.filter(state=SignUp.State.CANCELLED, ended_as=SignUp.End.RAN_OUT, held_until__gt=ran_out)
    waiting = _by_hour(rows.filter(Q(state=SignUp.State.WAITING) | gave_up), zone)
    wished = _by_hour(wishes, zone)
    return [Unmet(day, hour, waiting[day, hour], wished[day, hour]) for day, hour in sorted({*waiting, *wished})]


def _by_hour(rows: QuerySet[SignUp], zone: tzinfo) -> Counter[tuple[int, int]]:
    told = rows.annotate(
        day=ExtractIsoWeekDay("slot__starts_at", tzinfo=zone), hour=ExtractHour("slot__starts_at", tzinfo=zone)
    )
    counted = told.order_by().values("day", "hour").annotate(people=Count("pk"))
    return Counter({(row["day"], row["hour"]): row["people"] for row in counted})
