"""Changing and calling off several members of a series at once. What is past or closed stays as it was.

People's places survive all of it: a member that moves is the same row, and tells those who have a place in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.slots import rules
from courses.slots.actions import beside, scheduling
from courses.slots.actions.clocks import COLUMNS, clocks_of, columns, start_of
from courses.slots.models import Series, Slot
from courses.slots.queries import Foreseen, counted, with_clashes
from courses.slots.rules import Scope
from courses.slots.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User
from lms.web.wall_clock import WallTime, shown

_OPEN = (Slot.State.DRAFT, Slot.State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Movement:
    """What would be written to a member; nothing as long as a question about its time is open."""

    slot: Slot
    time: WallTime
    changes: Mapping[str, Any] | None


def meant(rows: Sequence[Slot], chosen: Slot, scope: Scope, *, at: datetime) -> list[Slot]:
    """The members of a series that a change is for: the chosen one, and others that haven't begun or ended."""
    coming = [row for row in rows if row.state in _OPEN and row.starts_at > at]
    if scope is Scope.FOLLOWING:
        coming = [row for row in coming if row.starts_at >= chosen.starts_at]
    return [row for row in rows if row.pk == chosen.pk or (scope is not Scope.THIS and row in coming)]


def movements(
    members: Sequence[Slot], chosen: Slot, changes: Mapping[str, Any], answers: Mapping[str, str]
) -> list[Movement]:
    """What the chosen member's changes mean for each. At most three queries, however many members."""
    changed = beside.differing(chosen, changes)
    return [
        Movement(row, shown(changes["starts_at"], changes["zone"]), changed)
        if row.pk == chosen.pk
        else _follow(row, chosen, changes, changed, answers.get(str(row.pk), ""))
        for row in members
    ]


def _follow(row: Slot, chosen: Slot, changes: Mapping[str, Any], changed: Mapping[str, Any], answer: str) -> Movement:
    """Words are taken over where they changed; the time moves as far as the chosen one's clock did."""
    after = Slot(**{name: changes[name] for name in (*COLUMNS, "zone")})
    clocks = rules.following(clocks_of(row), clocks_of(chosen), clocks_of(after))
    time = start_of(row, clocks, zone=changed.get("zone", row.zone), answer=answer)
    if time.moment is None:
        return Movement(row, time, None)
    minutes = row.minutes if after.minutes == chosen.minutes else after.minutes
    words = {name: value for name, value in changed.items() if name not in COLUMNS}
    return Movement(row, time, words | columns(row, clocks, start=time, minutes=minutes))


def foresee(
    *, slot_id: int, scope: Scope, changes: Mapping[str, Any], answers: Mapping[str, str], at: datetime
) -> list[Foreseen]:
    """What a change would come to, member by member; nothing is written. Seven queries, however many members."""
    chosen = Slot.objects.get(pk=slot_id)
    rows = list(Slot.objects.filter(series=chosen.series_id).with_counts().order_by("starts_at", "pk"))
    moving = movements(meant(rows, chosen, scope, at=at), chosen, changes, answers)
    return with_clashes([_foreseen(each, at=at) for each in moving], but=[each.slot.pk for each in moving])


def _foreseen(row: Movement, *, at: datetime) -> Foreseen:
    changes, slot = row.changes or {}, row.slot
    known = row.changes is not None
    return Foreseen(
        name=str(slot.pk),
        time=row.time,
        title=str(changes.get("title", slot.title)),
        host_id=_host(row),
        starts=changes.get("starts_at", slot.starts_at) if known else None,
        ends=changes.get("ends_at", slot.ends_at) if known else None,
        slot=slot,
        refusals=tuple(str(WORDS[reason]) for reason in _why_not(row, at=at)),
    )


def _host(row: Movement) -> int | None:
    if row.changes is None or "host" not in row.changes:
        return row.slot.host_id
    host = row.changes["host"]
    return host.pk if host else None


def _why_not(row: Movement, *, at: datetime) -> tuple[rules.Reason, ...]:
    if row.changes is None:
        return ()
    changed = {
        name for name, value in row.changes.items() if name in scheduling.TIME and value != getattr(row.slot, name)
    }
    return rules.decide_change(
        counted(row.slot),
        over=scheduling.is_over(row.slot, at),
        moved=bool(changed),
        starts=row.changes.get("starts_at", row.slot.starts_at),
        at=at,
    ).because


@transaction.atomic
def change(
    *,
    slot_id: int,
    scope: Scope,
    changes: Mapping[str, Any],
    answers: Mapping[str, str],
    by: User,
    seen: str = "",
    clock: Clock = timezone.now,
) -> list[Slot]:
    """Change several members of a series as one of them is changed, and the rule of those: all or none.

    ``answers`` say by a member's number which moment is meant where the hour is skipped or comes twice; ``seen`` is as
    in ``scheduling.change``. Raises ``Refused``.
    """
    chosen, rows = _locked(slot_id)
    at = clock()
    scheduling.require_as_seen(chosen, changes, seen)
    moving = movements(meant(rows, chosen, scope, at=at), chosen, changes, answers)
    if any(each.changes is None for each in moving):
        raise Refused((rules.Reason.HOUR_IN_DOUBT,), WORDS)
    written = [
        scheduling.change(slot_id=each.slot.pk, changes=each.changes or {}, by=by, clock=lambda: at) for each in moving
    ]
    if scope is not Scope.THIS:
        _rule_of_the_rest(rows, moving)
    data = {"scope": scope.value, "slots": [slot.pk for slot in written]}
    audit.record("slots.change_series", about=chosen, by=by, data=data)
    return written


@transaction.atomic
def call_off(*, slot_id: int, scope: Scope, because: str, by: User, clock: Clock = timezone.now) -> list[Slot]:
    """Call off several members of a series: all or none. Raises ``Refused``."""
    chosen, rows = _locked(slot_id)
    at = clock()
    ended = [
        scheduling.call_off(slot_id=row.pk, because=because, by=by, clock=lambda: at)
        for row in meant(rows, chosen, scope, at=at)
    ]
    data = {"scope": scope.value, "slots": [slot.pk for slot in ended]}
    audit.record("slots.call_off_series", about=chosen, by=by, data=data)
    return ended


def _locked(slot_id: int) -> tuple[Slot, list[Slot]]:
    """A slot, and all of its series, each locked in the order in which everybody locks them."""
    series = Slot.objects.values_list("series", flat=True).get(pk=slot_id)
    mine = {"series": series} if series else {"pk": slot_id}
    rows = list(Slot.objects.locked().filter(**mine).select_related("series"))
    return next(row for row in rows if row.pk == slot_id), rows


def _rule_of_the_rest(rows: Sequence[Slot], moving: Sequence[Movement]) -> None:
    """From the first that changed on, a series goes on by its rule on the new clock, as a series of its own."""
    first = min(moving, key=lambda each: (each.slot.starts_at, each.slot.pk))
    series = first.slot.series
    if series is None:
        return
    before = [row for row in rows if row.starts_at < first.slot.starts_at]
    rest = [row for row in rows if row not in before]
    if before:
        series.rule = rules.anchored(series.rule, _wall(series), count=len(before))
        series.save(update_fields=["rule"])
        series.pk = None
    _write(series, first.time, count=len(rest))
    Slot.objects.filter(pk__in=[row.pk for row in rest]).update(series=series)


def _write(series: Series, first: WallTime, *, count: int) -> None:
    series.rule, series.zone = rules.anchored(series.rule, first.wall, count=count), first.zone
    series.starts = f"{first.wall:%Y-%m-%dT%H:%M}"
    series.save()


def _wall(series: Series) -> datetime:
    return datetime.fromisoformat(series.starts)
