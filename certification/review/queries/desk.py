"""All that a reader sees of one case on one screen: the evidence, what is said, and votes once they may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from certification.review import rules
from certification.review.models import Ask, Case, Message, Review, Round, Seat
from certification.review.queries.cases import asks_before
from certification.review.queries.facts import Board, Subject, board
from certification.review.queries.proof import NEWEST, Proof
from certification.review.queries.reading import Reading, what_is_behind
from certification.review.rules import Doing, Outcome, Rule, Vote
from certification.review.words import WORDS
from lms.people.models import User
from lms.rows import Question, ask_together, having


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody may do with a case: read its evidence, decide about it."""

    read: rules.Decision
    decide: rules.Decision
    # What ties people to the candidate, from which both follow.
    known: Board = field(repr=False, compare=False)

    @property
    def is_nobodys(self) -> bool:
        """Whether the case is as good as not there for them: the candidate's own, or not theirs to read at all."""
        return bool({rules.Reason.ONESELF, rules.Reason.NOT_CORE_GROUP} & set(self.read.because))

    @property
    def words(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.read.because]


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier round with all that was decided, asked and said in it."""

    round: Round
    votes: list[Review]
    asks: list[Ask]
    notes: list[Message]
    talk: list[Message]

    @property
    def number(self) -> int:
        return self.round.number


@dataclass(frozen=True, slots=True)
class Ballot:
    """The votes of the present round as far as the reader may see them: nothing of others' before their own."""

    own: Review | None = None
    others: list[Review] = field(default_factory=list)
    open_eyes: bool = False
    found: Outcome = Outcome.OPEN
    proposed: list[Ask] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        return self.own is not None and self.own.set_aside_at is None

    @property
    def to_close(self) -> bool:
        """Whether the reader may tell the candidate what the round came to."""
        return self.open_eyes and self.counts and self.found in (Outcome.NOT_YET, Outcome.DECLINED)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a reader sees of one case on one screen."""

    case: Case
    round: Round
    place: Place
    # Who was asked to read the present round: not for the reader's eyes before their own vote.
    seats: list[Seat] = field(repr=False)
    # Where a panel decides, whether the reader is of it.
    asked: bool
    reading: Reading
    ballot: Ballot
    notes: list[Message]
    talk: list[Message]
    earlier: list[Past]
    asks_before: list[Ask]

    @property
    def proof(self) -> Proof:
        """All that was gathered; where it was drawn before, nobody asks for it."""
        return self.reading.proof

    @property
    def still_observes(self) -> bool:
        return bool(self.reading.unread)

    @property
    def own_vote(self) -> Review | None:
        return self.ballot.own

    @property
    def others(self) -> list[Review]:
        return self.ballot.others

    @property
    def turn(self) -> rules.Turn:
        return rules.STATES[rules.State(self.case.state)].turn

    @property
    def is_read(self) -> bool:
        """Whether the round takes votes."""
        return self.round.is_open and self.case.state in (Case.State.IN_REVIEW, Case.State.APPEALED)

    @property
    def takes_words(self) -> bool:
        """Whether the reader may leave a note or ask the candidate."""
        return self.round.is_open and self.case.is_open and not self.place.decide.refused

    @property
    def may_vote(self) -> bool:
        return self.is_read and self.asked and not self.place.decide.refused and self.own_vote is None

    @property
    def may_change(self) -> bool:
        return self.is_read and not self.place.decide.refused and self.own_vote is not None

    @property
    def obstacle_words(self) -> list[str]:
        unasked = () if self.asked or not self.is_read else (rules.Reason.SEATS_TAKEN,)
        return [str(WORDS[reason]) for reason in self.place.decide.because or unasked]

    @property
    def shows_training(self) -> bool:
        """Whoever is put forward claims no requirement: rows of noughts would only speak against them."""
        if self.case.road == Case.Road.USUAL or self.reading.met or self.reading.concerns:
            return True
        return bool(self.proof.held or self.proof.attendance)

    @property
    def open_questions(self) -> int:
        answered = {row.to_id for row in self.talk}
        return sum(row.kind == Message.Kind.QUESTION and row.pk not in answered for row in self.talk)


def place(case: Case, reader: User, *, at: datetime) -> Place:
    """What somebody may do with a case. At most four queries, given a case with its enrolment and syllabus."""
    subject = Subject.of_case(case)
    found = board([subject], at=at)
    read = found.may(Doing.READ, subject, reader.pk)
    if subject.person is None:
        # Whom it was about is erased: nobody decides about them, and what is left may be read.
        read = rules.Decision(tuple(reason for reason in read.because if reason is not rules.Reason.ONESELF))
    return Place(read, found.may(Doing.DECIDE, subject, reader.pk), found)


def desk(case: Case, reader: User, *, at: datetime) -> Desk:
    """Everything about one case as this reader may see it, in a number of queries that doesn't grow with it."""
    return desk_at(place(case, reader, at=at), case, reader, at=at)


def desk_at(standing: Place, case: Case, reader: User, *, at: datetime, newest: int | None = NEWEST) -> Desk:
    """The same where it is known already what the reader may do. ``newest``: how much is told in full."""
    rounds, seats, voted, talk, authors, behind = ask_together(
        having(Round, "case_id = %s ORDER BY number", [case.pk], without=("evidence",)),
        having(Seat, f"round_id IN ({_ROUNDS}) ORDER BY id", [case.pk]),
        Question(_ANY_VOTE, [case.pk], _first),
        having(Message, f"round_id IN ({_ROUNDS}) ORDER BY id", [case.pk]),
        having(User, _AUTHORS, [case.pk]),
        what_is_behind(reader, case),
    )
    _add_votes(rounds, any_there=voted)
    by_key = {person.pk: person for person in authors}
    for message in talk:
        message.author = by_key[message.author_id]
    now = next(row for row in rounds if row.number == case.round)
    before = [row for row in rounds if row.number < now.number]
    here = [row for row in seats if row.round_id == now.pk]
    seen = _ballot(now, reader, standing)
    return Desk(
        case=case,
        round=now,
        place=standing,
        seats=here,
        asked=not now.has_panel or any(row.reviewer_id == reader.pk and row.left_at is None for row in here),
        reading=Reading.by(reader, case, (now, before[-1] if before else None), behind, newest=newest, at=at),
        ballot=seen,
        notes=[row for row in _notes(talk, now) if seen.open_eyes or row.author_id == reader.pk],
        talk=_questions(talk, now),
        earlier=[Past(row, _folded(row), _told(row), _notes(talk, row), _questions(talk, row)) for row in before],
        asks_before=list(asks_before(case)) if before else [],
    )


_ROUNDS = "SELECT id FROM review_round WHERE case_id = %s"
_ANY_VOTE = (
    "SELECT EXISTS (SELECT 1 FROM review_review JOIN review_round AS told ON told.id = round_id WHERE case_id = %s)"
)

_AUTHORS = """
id IN (SELECT author_id FROM review_message JOIN review_round AS told ON told.id = round_id WHERE case_id = %s)
"""


def _first(found: Sequence[tuple[Any, ...]]) -> Any:
    return found[0][0]


def _add_votes(rounds: Sequence[Round], *, any_there: bool) -> None:
    """Rounds get their votes and who closed them: no query before the first vote, at most five after it."""
    if any_there:
        prefetch_related_objects(rounds, "closed_by", "reviews__reviewer", "reviews__asks", "reviews__judgements__ask")
        return
    for row in rounds:
        row._prefetched_objects_cache = {"reviews": Review.objects.none()}  # type: ignore[attr-defined]


def ballot(case: Case, reader: User, standing: Place) -> Ballot:
    """The votes of the present round as far as the reader may see them. Three queries."""
    rounds = Round.objects.filter(case=case, number=case.round)
    return _ballot(rounds.prefetch_related("reviews__asks").get(), reader, standing)


def _ballot(now: Round, reader: User, standing: Place) -> Ballot:
    """No query, given the round with its votes. Whoever may not decide any more sees their own, and no other's."""
    votes = _folded(now)
    own = next((row for row in votes if row.reviewer_id == reader.pk), None)
    if now.is_open and (own is None or standing.decide.refused):
        return Ballot(own=own)
    count = [row for row in votes if row.set_aside_at is None]
    found = rules.outcome(
        [Vote(row.decision) for row in count],
        rule=Rule(now.rule),
        needed=now.needed,
        seats=now.seats,
        appeal=now.is_appeal,
    )
    return Ballot(
        own=own,
        others=[row for row in votes if row != own],
        open_eyes=True,
        found=found if now.is_open else Outcome.OPEN,
        proposed=[ask for row in count for ask in row.asks.all()],
    )


def _folded(round_: Round) -> list[Review]:
    """The last vote of each reviewer, with what they decided before in ``earlier``, newest first."""
    last: dict[int, Review] = {}
    for row in round_.reviews.all():
        if row.reviewer_id in last:
            row.earlier = (last[row.reviewer_id], *last[row.reviewer_id].earlier)
        last[row.reviewer_id] = row
    return sorted(last.values(), key=lambda row: row.pk)


def _told(round_: Round) -> list[Ask]:
    """What the candidate was asked for at the end of a round."""
    rows = [ask for vote in round_.reviews.all() for ask in vote.asks.all() if ask.place]
    return sorted(rows, key=lambda ask: ask.place or 0)


def _notes(talk: Sequence[Message], round_: Round) -> list[Message]:
    return [row for row in talk if row.round_id == round_.pk and row.kind == Message.Kind.NOTE]


def _questions(talk: Sequence[Message], round_: Round) -> list[Message]:
    """Each question, and right after it the answer."""
    rows = [row for row in talk if row.round_id == round_.pk and row.kind != Message.Kind.NOTE]
    return sorted(rows, key=lambda row: (row.to_id or row.pk, row.pk))
