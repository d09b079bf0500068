"""Which sessions somebody looks for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import F, Q

from courses.slots.models import Slot, SlotQuerySet
from courses.slots.queries.welcome import Guest, Reader


class Where(StrEnum):
    """Where a session takes place."""

    ONLINE = "online"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody looks for; what is empty doesn't matter to them."""

    kind: str = ""
    language: str = ""
    where: str = ""
    free: bool = False
    needed: bool = False


def found(rows: SlotQuerySet, wishes: Wishes, *, reader: Reader, at: datetime) -> SlotQuerySet:
    """Those among sessions that were read by ``sessions`` which fit. No query; one for ``needed``."""
    if wishes.kind:
        rows = rows.filter(kind=wishes.kind)
    if wishes.language:
        rows = rows.filter(language=wishes.language)
    if wishes.where:
        rows = rows.filter(room="") if wishes.where == Where.ONLINE else rows.exclude(room="")
    if wishes.free:
        rows = rows.filter(_has_free_seat(at))
    if wishes.needed:
        rows = rows.filter(_counts_for(reader, at))
    return rows


def _has_free_seat(at: datetime) -> Q:
    """A seat that is kept for somebody is taken, and so is one for which somebody waits."""
    is_open = Q(state=Slot.State.PUBLISHED, signup_opens_at__lte=at, signup_closes_at__gt=at)
    return is_open & Q(waiting_count=0, seat_count__gt=F("confirmed_count") + F("held_count"))


def _counts_for(reader: Reader, at: datetime) -> Q:
    needs = Guest(reader, at=at).needs
    kinds = [kind for kind in Slot.Kind.values if Slot(kind=kind).counts_as in needs.kinds]
    return Q(counts_for__in=needs.keys) | Q(counts_for="", kind__in=kinds)
