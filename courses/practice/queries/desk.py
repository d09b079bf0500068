"""What the core group sees of the people of a dialogue, and of all dialogues that lack somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.practice.models import Dialogue, Pairing
from courses.practice.queries.matching import Board, Candidate, LeftOut, ahead, board
from courses.practice.rules import GapFacts, Place, Proposed


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who is proposed for a place, and what the form sends for them."""

    place: Place
    candidate: Candidate
    value: str


@dataclass(frozen=True, slots=True)
class Others:
    """Everybody else who may be asked for one place, and who can't."""

    place: Place
    possible: tuple[ToAsk, ...]
    left_out: tuple[LeftOut, ...]
    by_wish: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The people of one dialogue: who was asked, whom to ask, who else."""

    dialogue: Dialogue
    gap: GapFacts
    asked: tuple[Pairing, ...]
    proposed: tuple[ToAsk, ...]
    others: tuple[Others, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One dialogue that lacks somebody, and whom to ask for it."""

    dialogue: Dialogue
    lacks_co_lead: bool
    lacks_observers: int
    proposed: tuple[ToAsk, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All dialogues ahead that lack somebody; ``best`` is untrue where the proposal may not be the best."""

    rows: tuple[Gap, ...]
    best: bool

    @property
    def anybody(self) -> bool:
        return any(row.proposed for row in self.rows)


_OPEN = (Pairing.State.ASKED, Pairing.State.ACCEPTED)
# More at once isn't looked through; what is farther ahead comes up as the rest is settled.
MOST_GAPS = 40


def desk(dialogue: Dialogue, *, at: datetime) -> Desk:
    """Seventeen queries, given a dialogue with its lead and syllabus."""
    found = board([dialogue], at=at)
    gap = found.gaps[dialogue.pk]
    rows = people_of(dialogue)
    proposed = tuple(_to_ask(found, dialogue.pk, row.place, row.person) for row in found.proposal().places)
    taken = {row.value for row in proposed}
    # Without need of somebody experienced, anybody of the list may lead beside them: people decide whether.
    free = gap.co_lead or all(row.part != Pairing.Part.CO_LEAD or row.state not in _OPEN for row in rows)
    places = [place for place in Place if place is Place.OBSERVER or free]
    others = tuple(_others(found, dialogue.pk, place, taken) for place in places)
    return Desk(dialogue, gap, tuple(rows), proposed, others)


def people_of(dialogue: Dialogue) -> list[Pairing]:
    """Everybody who was asked and not let off, with what they answered. One query."""
    rows = Pairing.objects.filter(dialogue=dialogue).exclude(state=Pairing.State.WITHDRAWN)
    return list(rows.select_related("person").order_by("pk"))


def gaps(*, at: datetime) -> Gaps:
    """Seventeen queries, however many dialogues."""
    coming = list(ahead(at=at))
    found = board(coming, at=at)
    lacking = [row for row in coming if (gap := found.gaps[row.pk]).co_lead or gap.observers][:MOST_GAPS]
    proposal = found.only([row.pk for row in lacking]).proposal()
    return Gaps(tuple(_gap(found, row, proposal.of(row.pk)) for row in lacking), proposal.best)


def _gap(found: Board, dialogue: Dialogue, proposed: Sequence[Proposed]) -> Gap:
    gap = found.gaps[dialogue.pk]
    people = tuple(_to_ask(found, dialogue.pk, row.place, row.person) for row in proposed)
    return Gap(dialogue, gap.co_lead, gap.observers, people)


def _others(found: Board, dialogue: int, place: Place, taken: Collection[str]) -> Others:
    rows = (_to_ask(found, dialogue, place, row.person.pk) for row in found.possible(dialogue, place))
    left_out, by_wish = found.left_out(dialogue, place)
    return Others(place, tuple(row for row in rows if row.value not in taken), tuple(left_out), by_wish)


def _to_ask(found: Board, dialogue: int, place: Place, person: int) -> ToAsk:
    return ToAsk(place, found.candidate(dialogue, person, place), f"{dialogue}:{place}:{person}")
