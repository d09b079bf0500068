"""Who gets a seat, who waits, and what is refused, in sentences."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.slots import rules
from courses.slots.rules import Door, Outcome, Reason, SlotFacts, Standing
from courses.slots.words import WORDS

STARTS = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
OPEN = STARTS - timedelta(days=5)
CUT_OFF = STARTS - timedelta(hours=12)
MINUTE = timedelta(minutes=1)
SLOT = SlotFacts(
    published=True,
    seats=8,
    confirmed=3,
    waiting=0,
    signup_opens=STARTS - timedelta(days=30),
    signup_closes=STARTS,
    cancel_until=STARTS - timedelta(hours=2),
    promotion_ends=CUT_OFF,
    starts=STARTS,
    ends=STARTS + timedelta(hours=1),
)
FULL = replace(SLOT, confirmed=8)


def refusals(slot: SlotFacts, *, already_in: bool = False, at: datetime = OPEN) -> tuple[Reason, ...]:
    return rules.decide_seat(slot, already_in=already_in, at=at).because


def test_a_free_seat_is_taken_at_once() -> None:
    assert rules.decide_seat(SLOT, already_in=False, at=OPEN).outcome is Outcome.CONFIRM


def test_a_newcomer_waits_when_all_seats_are_taken() -> None:
    assert rules.decide_seat(FULL, already_in=False, at=OPEN).outcome is Outcome.WAIT


def test_a_newcomer_waits_while_somebody_waits_even_if_a_seat_is_free() -> None:
    assert rules.decide_seat(replace(SLOT, waiting=1), already_in=False, at=OPEN).outcome is Outcome.WAIT


def test_nobody_joins_a_line_that_has_stopped() -> None:
    assert refusals(FULL, at=CUT_OFF) == (Reason.FULL,)


def test_a_free_seat_can_be_taken_until_the_start() -> None:
    assert rules.decide_seat(SLOT, already_in=False, at=STARTS - MINUTE).outcome is Outcome.CONFIRM


def test_a_draft_takes_nobody() -> None:
    assert refusals(replace(SLOT, published=False)) == (Reason.NOT_PUBLISHED,)


def test_sign_up_begins_at_its_very_moment() -> None:
    opens = SLOT.signup_opens

    assert (refusals(SLOT, at=opens - MINUTE), refusals(SLOT, at=opens)) == ((Reason.NOT_OPEN_YET,), ())


def test_sign_up_ends_at_its_very_moment() -> None:
    assert refusals(SLOT, at=STARTS) == (Reason.CLOSED,)


def test_nobody_has_two_places() -> None:
    assert refusals(FULL, already_in=True) == (Reason.ALREADY_IN,)


@pytest.mark.parametrize(("waits", "limit"), [(False, SLOT.cancel_until), (True, STARTS)])
def test_a_seat_is_given_back_until_its_time_and_the_line_left_until_the_start(waits: bool, limit: datetime) -> None:
    before = rules.decide_cancellation(SLOT, is_in=True, waits=waits, at=limit - MINUTE)
    after = rules.decide_cancellation(SLOT, is_in=True, waits=waits, at=limit)

    assert (before.because, after.because) == ((), (Reason.TOO_LATE_TO_CANCEL,))


def test_who_has_nothing_gives_nothing_back() -> None:
    assert rules.decide_cancellation(SLOT, is_in=False, waits=False, at=STARTS).because == (Reason.NOT_IN,)


@pytest.mark.parametrize(
    ("slot", "at", "count"),
    [
        (replace(SLOT, confirmed=6, waiting=5), OPEN, 2),
        (replace(SLOT, confirmed=6, waiting=1), OPEN, 1),
        (replace(SLOT, confirmed=8, waiting=5), OPEN, 0),
        (replace(SLOT, confirmed=9, waiting=5), OPEN, 0),
        (replace(SLOT, confirmed=6, waiting=5), CUT_OFF - MINUTE, 2),
        (replace(SLOT, confirmed=6, waiting=5), CUT_OFF, 0),
        (replace(SLOT, confirmed=6, waiting=5, published=False), OPEN, 0),
    ],
)
def test_as_many_move_up_as_there_are_seats_until_the_cut_off(slot: SlotFacts, at: datetime, count: int) -> None:
    assert rules.seats_to_fill(slot, at=at) == count


@pytest.mark.parametrize(
    ("seats", "because"), [(0, (Reason.NO_SEATS, Reason.SEATS_TAKEN)), (2, (Reason.SEATS_TAKEN,)), (3, ()), (50, ())]
)
def test_nobody_confirmed_loses_their_seat_to_a_smaller_room(seats: int, because: tuple[Reason, ...]) -> None:
    assert rules.decide_capacity(SLOT, seats).because == because


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({}, ()),
        ({"minutes": 0}, ()),
        ({"at": STARTS - MINUTE}, (Reason.NOT_STARTED,)),
        ({"signed_up": False}, (Reason.NOT_SIGNED_UP,)),
        ({"own": True}, (Reason.OWN_ATTENDANCE,)),
        ({"minutes": 61}, (Reason.TOO_MANY_MINUTES,)),
        ({"minutes": -1}, (Reason.TOO_MANY_MINUTES,)),
    ],
)
def test_attendance_is_noted_from_the_start_by_somebody_else(
    changes: dict[str, object], because: tuple[Reason, ...]
) -> None:
    asked: dict[str, object] = {"signed_up": True, "own": False, "minutes": 60, "at": STARTS, **changes}

    assert rules.decide_mark(SLOT, **asked).because == because  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "at", "because"),
    [
        (True, OPEN, ()),
        (False, OPEN, (Reason.NOT_A_DRAFT,)),
        (True, STARTS, (Reason.STARTS_IN_THE_PAST,)),
    ],
)
def test_a_draft_that_lies_ahead_can_be_published(draft: bool, at: datetime, because: tuple[Reason, ...]) -> None:
    assert rules.decide_publication(SLOT, draft=draft, at=at).because == because


def test_the_time_stays_once_a_session_has_begun() -> None:
    later = STARTS + timedelta(days=1)

    assert rules.decide_change(SLOT, over=False, moved=True, starts=later, at=STARTS).because == (Reason.ALREADY_BEGUN,)
    assert rules.decide_change(SLOT, over=False, moved=False, starts=STARTS, at=STARTS).because == ()
    assert rules.decide_change(SLOT, over=False, moved=True, starts=later, at=OPEN).because == ()


def test_the_time_of_a_session_without_people_moves_but_not_into_the_past() -> None:
    empty = replace(SLOT, confirmed=0)
    yesterday = OPEN - timedelta(days=1)

    assert rules.decide_change(empty, over=False, moved=True, starts=STARTS, at=OPEN).because == ()
    assert rules.decide_change(empty, over=False, moved=True, starts=yesterday, at=OPEN).because == (
        Reason.STARTS_IN_THE_PAST,
    )


def test_calling_off_needs_a_reason_and_a_session_that_is_not_over() -> None:
    assert rules.decide_calling_off(over=True, because="  ").because == (Reason.ALREADY_OVER, Reason.NO_REASON_GIVEN)
    assert rules.decide_calling_off(over=False, because="Snow.").because == ()


@pytest.mark.parametrize(
    ("slot", "own", "at", "told"),
    [
        (SLOT, "", OPEN, Standing.FREE),
        (FULL, "", OPEN, Standing.WAITLIST),
        (FULL, "", CUT_OFF, Standing.FULL),
        (SLOT, "confirmed", OPEN, Standing.IN),
        (SLOT, "waiting", OPEN, Standing.WAITING),
        (SLOT, "", SLOT.signup_opens - MINUTE, Standing.NOT_OPEN_YET),
        (FULL, "", STARTS, Standing.CLOSED),
        (SLOT, "confirmed", SLOT.ends, Standing.OVER),
    ],
)
def test_a_reader_is_told_one_thing_first(slot: SlotFacts, own: str, at: datetime, told: Standing) -> None:
    assert rules.standing(slot, cancelled=False, own=own, at=at) is told


def test_a_session_that_is_called_off_is_that_before_all_else() -> None:
    assert rules.standing(SLOT, cancelled=True, own="confirmed", at=SLOT.ends) is Standing.CANCELLED


@pytest.mark.parametrize(
    ("confirmed", "at", "door"),
    [
        (True, STARTS - timedelta(minutes=16), Door.NOT_YET),
        (True, STARTS - timedelta(minutes=15), Door.OPEN),
        (True, SLOT.ends - MINUTE, Door.OPEN),
        (True, SLOT.ends, Door.OVER),
        (False, STARTS, Door.NOT_YOURS),
    ],
)
def test_the_door_is_open_to_those_with_a_seat(confirmed: bool, at: datetime, door: Door) -> None:
    assert rules.door(SLOT, opens=STARTS - timedelta(minutes=15), confirmed=confirmed, at=at) is door


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)


@given(seats=st.integers(1, 4), moves=st.lists(st.integers(0, 7), max_size=60))
def test_seats_belong_to_those_who_came_first_whatever_happens(seats: int, moves: list[int]) -> None:
    """Each move is somebody who comes, or goes if they are there; against a list that is simply cut at the seats."""
    present: list[int] = []
    confirmed: set[int] = set()
    line: list[int] = []
    for person in moves:
        facts = replace(SLOT, seats=seats, confirmed=len(confirmed), waiting=len(line))
        if person in present:
            present.remove(person)
            confirmed.discard(person)
            line = [other for other in line if other != person]
            freed = replace(facts, confirmed=len(confirmed), waiting=len(line))
            count = rules.seats_to_fill(freed, at=OPEN)
            confirmed |= set(line[:count])
            line = line[count:]
        else:
            present.append(person)
            outcome = rules.decide_seat(facts, already_in=False, at=OPEN).outcome
            confirmed |= {person} if outcome is Outcome.CONFIRM else set()
            line += [person] if outcome is Outcome.WAIT else []

        assert (confirmed, line) == (set(present[:seats]), present[seats:])
