"""Whom a line of a meeting report is about: known by address or by a confirmed name, else only suggested."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from courses.slots.rules.names import are_alike, name_key, spoken_names


class RowState(StrEnum):
    """What becomes of a line: exactly one."""

    MATCHED = "matched"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"
    REJECTED = "rejected"


class RowReason(StrEnum):
    """Why."""

    BY_ADDRESS = "by_address"
    BY_ALIAS = "by_alias"
    CONFIRMED = "confirmed"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    SEVERAL = "several"
    NO_SEAT = "no_seat"
    NOBODY_KNOWN = "nobody_known"
    NOBODY_NAMED = "nobody_named"
    WAITING_ROOM = "waiting_room"
    NO_TIMES = "no_times"
    NO_LEAVE = "no_leave"
    GAPS = "gaps"
    TIME_UNREADABLE = "time_unreadable"
    DAY_OR_MONTH = "day_or_month"
    SKIPPED_HOUR = "skipped_hour"
    LEFT_FIRST = "left_first"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody with a seat: their name, the keys of their verified addresses, and their confirmed names."""

    person: int
    name: str
    addresses: frozenset[str] = frozenset()
    former_addresses: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a line is taken for, or might be about; ``candidates`` are offered, none of them chosen."""

    state: RowState
    reason: RowReason
    person: int | None = None
    candidates: tuple[int, ...] = ()


# So many names are compared letter by letter; no meeting of one session has more.
_MOST_COMPARED = 500
_NOBODY = Match(RowState.UNKNOWN, RowReason.NOBODY_KNOWN)


def _one_of(people: set[int], state: RowState, reason: RowReason) -> Match:
    """Of one person, what is said; of several, only that it may be each of them."""
    candidates = tuple(sorted(people))
    if len(candidates) > 1:
        return Match(RowState.SUGGESTED, RowReason.SEVERAL, candidates=candidates)
    return Match(state, reason, candidates[0], candidates)


class Known:
    """Everybody who has a seat in one slot, found by address and by name; remembers what it found for a name."""

    def __init__(self, people: Iterable[Candidate]) -> None:
        self._names: dict[str, set[int]] = defaultdict(set)
        self._aliases: dict[str, set[int]] = defaultdict(set)
        self._present: dict[str, set[int]] = defaultdict(set)
        self._former: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, Match] = {}
        for each in people:
            self._names[name_key(each.name)].add(each.person)
            for index, keys in (
                (self._aliases, each.aliases),
                (self._present, each.addresses),
                (self._former, each.former_addresses),
            ):
                for key in keys:
                    index[key].add(each.person)

    def has_address(self, key: str) -> bool:
        return key in self._present or key in self._former

    def match(self, *, name: str, address: str = "", stranger: int | None = None) -> Match:
        """``address`` is a key; ``stranger``: somebody without a seat whose verified address it is."""
        if address:
            owners = self._present.get(address) or self._former.get(address) or set()
            if owners:
                return _one_of(owners, RowState.MATCHED, RowReason.BY_ADDRESS)
            if stranger is not None:
                return Match(RowState.UNKNOWN, RowReason.NO_SEAT, stranger)
        if name not in self._by_name:
            self._by_name[name] = self._match_name(name)
        return self._by_name[name]

    def _match_name(self, name: str) -> Match:
        spoken = spoken_names(name)
        if not spoken:
            return _NOBODY
        confirmed = self._aliases.get(spoken[0], set())
        same = set().union(*(self._names.get(key, set()) for key in spoken))
        if len(confirmed) == 1 and same <= confirmed:
            return _one_of(confirmed, RowState.MATCHED, RowReason.BY_ALIAS)
        found = confirmed | same
        if found:
            return _one_of(found, RowState.SUGGESTED, RowReason.SAME_NAME)
        alike = self._alike(spoken) if len(self._by_name) < _MOST_COMPARED else ()
        return Match(RowState.SUGGESTED, RowReason.LIKE_NAME, candidates=alike) if alike else _NOBODY

    def _alike(self, spoken: tuple[str, ...]) -> tuple[int, ...]:
        near = (
            people for key, people in self._names.items() if any(are_alike(each, key) for each in spoken) and people
        )
        return tuple(sorted(set().union(*near)))
