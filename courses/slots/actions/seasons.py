"""Planning several sessions at once: a season of dates or of a rule, and copies of sessions on new dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import scheduling
from courses.slots.actions.clocks import COLUMNS, clocks_of, columns
from courses.slots.models import Series, Slot
from courses.slots.queries import Foreseen, with_clashes
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User
from lms.web.wall_clock import WallTime

# What hosts wrote down for themselves was about that one session.
_NOT_COPIED = (*COLUMNS, "notes", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A slot that isn't stored yet, with all that belongs to it."""

    slot: Slot
    capacity: int
    facilitators: Sequence[User] = ()
    materials: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rule by which sessions come again, and the wall clock of the first."""

    rule: str
    first: datetime


@transaction.atomic
def plan(*, drafts: Sequence[Draft], by: User, rhythm: Rhythm | None = None) -> list[Slot]:
    """Store all of a season as drafts; with a rhythm they are a series. Raises ``Refused``."""
    series = _series(rhythm, drafts[0].slot.zone) if rhythm else None
    planned = [_store(draft, series, by=by) for draft in drafts]
    numbers = [slot.pk for slot in planned]
    audit.record("slots.plan_season", about=planned[0], by=by, data={"slots": numbers})
    return planned


@transaction.atomic
def plan_and_publish(
    *, drafts: Sequence[Draft], by: User, rhythm: Rhythm | None = None, clock: Clock = timezone.now
) -> list[Slot]:
    """Store all of a season, and open it to those who look for a session: all or none. Raises ``Refused``."""
    planned = plan(drafts=drafts, by=by, rhythm=rhythm)
    return [scheduling.publish(slot_id=slot.pk, by=by, clock=clock) for slot in planned]


def _series(rhythm: Rhythm, zone: str) -> Series:
    return Series.objects.create(rule=rhythm.rule, starts=f"{rhythm.first:%Y-%m-%dT%H:%M}", zone=zone)


def _store(draft: Draft, series: Series | None, *, by: User) -> Slot:
    draft.slot.series = series
    return scheduling.plan(
        slot=draft.slot, capacity=draft.capacity, by=by, facilitators=draft.facilitators, materials=draft.materials
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """A session on a new date; its time may leave a question open."""

    source: Slot
    clocks: rules.Clocks
    time: WallTime


def copies(slots: Iterable[Slot], *, first: datetime, answers: Mapping[str, str]) -> list[Copy]:
    """The first on its new date, the others as far from it as their clocks show now. No query."""
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.pk))
    by = first - clocks_of(ordered[0]).starts
    moved = [(slot, clocks_of(slot).moved(by)) for slot in ordered]
    return [Copy(slot, own, WallTime(own.starts, slot.zone, answers.get(str(slot.pk), ""))) for slot, own in moved]


def foresee_copies(rows: Sequence[Copy]) -> list[Foreseen]:
    """What would be planned. One query."""
    return with_clashes([_foreseen(row) for row in rows])


def _foreseen(row: Copy) -> Foreseen:
    at = _columns(row) if row.time.moment else {}
    return Foreseen(
        name=str(row.source.pk),
        time=row.time,
        title=row.source.title,
        host_id=row.source.host_id,
        starts=at.get("starts_at"),
        ends=at.get("ends_at"),
    )


@transaction.atomic
def copy(*, slot_ids: Sequence[int], first: datetime, answers: Mapping[str, str], by: User) -> list[Slot]:
    """Plan drafts like these sessions on new dates; copies of a whole series in its rhythm are a series again.

    Raises ``Refused`` where a time is skipped or comes twice and nobody said which is meant.
    """
    slots = (
        Slot.objects.filter(pk__in=slot_ids)
        .with_counts()
        .select_related("series")
        .prefetch_related("facilitators", "materials")
    )
    rows = copies(slots, first=first, answers=answers)
    if any(row.time.moment is None for row in rows):
        raise Refused((rules.Reason.HOUR_IN_DOUBT,), WORDS)
    planned = plan(drafts=[_draft(row) for row in rows], by=by, rhythm=_rhythm_of(rows))
    audit.record("slots.copy", about=planned[0], by=by, data={"of": [row.source.pk for row in rows]})
    return planned


def _columns(row: Copy) -> dict[str, Any]:
    return columns(row.source, row.clocks, start=row.time, minutes=row.source.minutes)


def _draft(row: Copy) -> Draft:
    source: Any = row.source
    kept = [each for each in Slot._meta.concrete_fields if each.editable and each.name not in _NOT_COPIED]
    values = {each.attname: getattr(source, each.attname) for each in kept}
    return Draft(
        slot=Slot(**values, **_columns(row)),
        capacity=source.seat_count,
        facilitators=[*source.facilitators.all()],
        materials=[(each.title, each.url) for each in source.materials.all()],
    )


def _rhythm_of(rows: Sequence[Copy]) -> Rhythm | None:
    """The rule that all come from, as long as the new dates follow it, too."""
    series = {row.source.series for row in rows}
    only = series.pop() if len(series) == 1 else None
    if only is None:
        return None
    walls = [row.clocks.starts for row in rows]
    rule = rules.anchored(only.rule, walls[0], count=len(walls))
    return Rhythm(rule, walls[0]) if rules.occurrences(rule, walls[0]) == walls else None
