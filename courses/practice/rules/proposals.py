"""Whom to ask for the dialogues that lack people: of all ways that break no hard rule, one that nobody can better.

Ways are compared by these, in order; the next matters only where all before are equal:

1. experienced co-leads found; 2. dialogues that somebody observes; 3. further observers found;
4. the sooner dialogue before the later one, where there are too few people for both;
5. fewer observers whose scores only advise, where a training asks for qualified ones;
6. fewer who have been in a dialogue of this lead before;
7. fewer for whom it would be early or late;
8. those who help least in this month, so that it is shared evenly;
9. those who weren't asked for longest.

It is a flow at least cost: people of a month, then people of an hour, then places. Dialogues that all overlap each
other share an hour. Where some overlap only in part (12:00, 12:30, 13:00), whoever would be in two at once is taken
out of one or of the other, and the better of the two is kept (branch and bound), up to ``MOST_TRIES``. Of a lead with
several dialogues the sooner one is settled first, so that the later one gets other people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import combinations, count

from courses.practice.rules.flow import Network
from courses.practice.rules.matching import Fit, GapFacts, HelperFacts, Place, Span, bars, fits, is_by_day

# So many ways out of dialogues that overlap in part are looked at; then the best so far is taken.
MOST_TRIES = 60
# Each thing that is compared has so many binary digits of a whole number for itself.
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Proposed:
    """One person to ask for one place, and why."""

    dialogue: int
    place: Place
    person: int
    because: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to ask; ``best`` is untrue only where too many dialogues overlap in part to be sure."""

    places: tuple[Proposed, ...]
    best: bool = True

    def of(self, dialogue: int) -> tuple[Proposed, ...]:
        return tuple(row for row in self.places if row.dialogue == dialogue)


_Bans = frozenset[tuple[int, int]]


def propose(gaps: Sequence[GapFacts], helpers: Sequence[HelperFacts]) -> Proposal:
    """Whom to ask for these dialogues."""
    places: list[Proposed] = []
    best = True
    for gaps_of_round in _rounds(gaps):
        settled = _Matching(_knowing(gaps_of_round, places, gaps), _asked_too(helpers, places, gaps)).best()
        places += settled.places
        best = best and settled.best
    return Proposal(tuple(places), best)


class _Matching:
    """One round: each lead has one dialogue in it."""

    def __init__(self, gaps: Sequence[GapFacts], helpers: Sequence[HelperFacts]) -> None:
        self.gaps = {gap.dialogue: gap for gap in sorted(gaps, key=lambda row: (row.starts, row.dialogue))}
        self.helpers = {helper.person: helper for helper in sorted(helpers, key=lambda row: row.person)}
        self._order = {dialogue: number for number, dialogue in enumerate(self.gaps)}
        waited = sorted(self.helpers.values(), key=lambda row: (row.asked_last is not None, _or_zero(row.asked_last)))
        self._rank = {helper.person: number for number, helper in enumerate(waited)}
        self._possible = {
            (person, dialogue): [place for place in Place if not bars(gap, helper, place)]
            for dialogue, gap in self.gaps.items()
            for person, helper in self.helpers.items()
        }
        self._hours = self._hours_of_dialogues()

    def price_of(self, row: Proposed) -> tuple[int, int, int, int, int]:
        """What one person at one place costs, apart from what hangs on all of them: see the order above, 4 to 9."""
        gap, helper, observing = self.gaps[row.dialogue], self.helpers[row.person], row.place is Place.OBSERVER
        return (
            self._order[row.dialogue],
            int(observing and gap.qualified and not helper.qualified),
            gap.seen.get(row.person, 0),
            int(not helper.hours and not is_by_day(gap.starts, helper.zone)),
            self._rank[row.person],
        )

    def best(self) -> Proposal:
        """The cheapest way in which nobody is in two dialogues at once; by the bound, the first that comes up."""
        tries, ticks = count(1), count()
        cost, places = self._solved(frozenset())
        open_: list[tuple[int, int, _Bans, list[Proposed]]] = [(cost, next(ticks), frozenset(), places)]
        while True:
            _cost, _tick, bans, places = heappop(open_)
            clash = self._clash(places)
            if clash is None:
                return Proposal(self._told(places))
            if next(tries) > MOST_TRIES:
                return Proposal(self._told(self._without_clashes(places)), best=False)
            for row in clash:
                fewer = bans | {(row.person, row.dialogue)}
                cost, places = self._solved(fewer)
                heappush(open_, (cost, next(ticks), fewer, places))

    def _solved(self, bans: _Bans) -> tuple[int, list[Proposed]]:
        """The cheapest way, as if nobody minded being in two dialogues that overlap in part."""
        net = Network()
        self._add_people(net)
        chosen: dict[int, Proposed] = {}
        for (person, dialogue), places in self._possible.items():
            if (person, dialogue) not in bans:
                for place in places:
                    row = Proposed(dialogue, place, person)
                    hour = ("hour", person, self._hours[dialogue])
                    chosen[net.join(hour, ("place", dialogue, place), room=1, cost=self._cost_of(row))] = row
        self._add_places(net)
        cost = net.fill("source", "sink")
        return cost, [row for edge, row in chosen.items() if net.carried(edge)]

    def _add_people(self, net: Network) -> None:
        """From everybody's month to their hours: each place costs as much as they help already, up to their most."""
        for helper in self.helpers.values():
            dialogues = [dialogue for dialogue in self.gaps if self._possible[helper.person, dialogue]]
            hours = {self._hours[dialogue]: helper.month_of(self.gaps[dialogue].starts) for dialogue in dialogues}
            for month in dict.fromkeys(hours.values()):
                for load in range(helper.load.get(month, 0), helper.most):
                    net.join(
                        "source", ("month", helper.person, month), room=1, cost=_number(0, 0, 0, 0, 0, 0, 0, load, 0)
                    )
            for hour, month in hours.items():
                net.join(("month", helper.person, month), ("hour", helper.person, hour), room=1)

    def _add_places(self, net: Network) -> None:
        for dialogue, gap in self.gaps.items():
            if gap.co_lead:
                net.join(("place", dialogue, Place.CO_LEAD), "sink", room=1, cost=_number(-1, 0, 0, 0, 0, 0, 0, 0, 0))
            first = int(gap.observers > 0 and not gap.observed)
            observers = ("place", dialogue, Place.OBSERVER)
            net.join(observers, "sink", room=first, cost=_number(0, -1, 0, 0, 0, 0, 0, 0, 0))
            net.join(observers, "sink", room=gap.observers - first, cost=_number(0, 0, -1, 0, 0, 0, 0, 0, 0))

    def _cost_of(self, row: Proposed) -> int:
        sooner, advice, seen, late, rank = self.price_of(row)
        return _number(0, 0, 0, sooner, advice, seen, late, 0, rank)

    def _hours_of_dialogues(self) -> Mapping[int, int]:
        """Dialogues that all overlap each other, in one month of everybody's, share an hour: nobody is in two."""
        hours: dict[int, int] = {}
        for group in self._that_overlap():
            together = all(_overlap(one, other) for one, other in combinations(group, 2))
            months = ({helper.month_of(gap.starts) for gap in group} for helper in self.helpers.values())
            shared = together and all(len(found) == 1 for found in months)
            hours |= {gap.dialogue: group[0].dialogue if shared else gap.dialogue for gap in group}
        return hours

    def _that_overlap(self) -> Iterator[list[GapFacts]]:
        """Chains of dialogues of which each overlaps another one; they come by their start."""
        chain: list[GapFacts] = []
        for gap in self.gaps.values():
            if chain and all(not _overlap(one, gap) for one in chain):
                yield chain
                chain = []
            chain.append(gap)
        if chain:
            yield chain

    def _clash(self, places: Sequence[Proposed]) -> tuple[Proposed, Proposed] | None:
        """Two places of one person at once."""
        for one, other in combinations(places, 2):
            if one.person == other.person and _overlap(self.gaps[one.dialogue], self.gaps[other.dialogue]):
                return one, other
        return None

    def _without_clashes(self, places: list[Proposed]) -> list[Proposed]:
        while (clash := self._clash(places)) is not None:
            places = [row for row in places if row != clash[1]]
        return places

    def _told(self, places: Sequence[Proposed]) -> tuple[Proposed, ...]:
        """In the order of the dialogues, the co-lead first, with reasons."""
        rows = sorted(places, key=lambda row: (self._order[row.dialogue], row.place, self._rank[row.person]))
        facts = ((row, self.gaps[row.dialogue], self.helpers[row.person]) for row in rows)
        return tuple(replace(row, because=fits(gap, helper, row.place)) for row, gap, helper in facts)


def _number(*parts: int) -> int:
    """One whole number that compares as its parts do, first to last, and adds up as they do."""
    number = 0
    for part in parts:
        number = (number << _DIGITS) + part
    return number


def _or_zero(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _overlap(one: GapFacts, other: GapFacts) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _rounds(gaps: Sequence[GapFacts]) -> list[list[GapFacts]]:
    """Each lead's first dialogue, each lead's second one, and so on."""
    rounds: list[list[GapFacts]] = []
    seen: dict[int, int] = {}
    for gap in sorted(gaps, key=lambda row: (row.starts, row.dialogue)):
        number = seen[gap.lead] = seen.get(gap.lead, -1) + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(gap)
    return rounds


def _knowing(gaps: Sequence[GapFacts], places: Sequence[Proposed], known: Sequence[GapFacts]) -> list[GapFacts]:
    """Dialogues, with those counted who are proposed for another one of the same lead."""
    lead_of = {gap.dialogue: gap.lead for gap in known}
    told = []
    for gap in gaps:
        seen = dict(gap.seen)
        for row in places:
            if lead_of[row.dialogue] == gap.lead:
                seen[row.person] = seen.get(row.person, 0) + 1
        told.append(replace(gap, seen=seen))
    return told


def _asked_too(
    helpers: Sequence[HelperFacts], places: Sequence[Proposed], known: Sequence[GapFacts]
) -> list[HelperFacts]:
    """People, as busy as they will be by what is proposed already."""
    gap_of = {gap.dialogue: gap for gap in known}
    told = []
    for helper in helpers:
        own = [gap_of[row.dialogue] for row in places if row.person == helper.person]
        load = dict(helper.load)
        for gap in own:
            month = helper.month_of(gap.starts)
            load[month] = load.get(month, 0) + 1
        spans = tuple(Span(gap.starts, gap.ends) for gap in own)
        told.append(replace(helper, busy=helper.busy + spans, load=load))
    return told
