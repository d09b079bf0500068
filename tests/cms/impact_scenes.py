"""Chats that were held, rounds that were released, and whole invented programs, for the tests of impact."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from courses.practice.models import Answer, Dialogue, FeedbackRound
from courses.progress.models import Enrolment
from courses.slots.models import AttendanceMark, Slot
from lms.people.models import User
from tests import scenes as road
from tests.cms import slowly
from tests.factories import InstitutionFactory, UserFactory

AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
AUTUMN, SPRING = datetime(2026, 10, 7, 16, 0, tzinfo=UTC), datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
KINDS, STATES = ("chat_local", "chat_national", "training"), ("closed", "published", "cancelled", "draft")
YES, NO = 4, 1


def people(count: int, **fields: Any) -> list[User]:
    return [UserFactory.create(**fields) for _ in range(count)]


def a_chat(
    starts: datetime = AUTUMN, *, kind: str = "chat_national", state: str = "closed", there: Iterable[User] = (),
    **fields: Any,
) -> Slot:  # fmt: skip
    """A chat as it stands in the database, with a mark of staff for each who was there."""
    usual = {"title": "A chat", "closed_at": starts + timedelta(hours=2) if state == "closed" else None}
    before = {"signup_opens_at": starts - timedelta(days=9), "signup_closes_at": starts, "cancel_until": starts}
    slot: Slot = Slot.objects.create(
        kind=kind, state=state, starts_at=starts, ends_at=starts + timedelta(hours=1), **{**usual, **before, **fields}
    )
    for person in there:
        a_mark(slot, person)
    return slot


def a_mark(
    slot: Slot, person: User, *, rank: int = 2, minutes: int = 60, revision: int = 1, undone: bool = False
) -> None:
    AttendanceMark.objects.create(
        slot=slot,
        person=person,
        rank=rank,
        minutes=minutes,
        revision=revision,
        source="staff",
        marked_at=slot.ends_at,
        undone_at=slot.ends_at if undone else None,
    )


def a_round(starts: datetime, answers: Sequence[tuple[int | None, ...]], enrolment: Enrolment | None = None) -> None:
    """A released round; each answer is interest, action, recommend."""
    dialogue = Dialogue.objects.create(
        enrolment=enrolment or road.an_enrolment(),
        topic="Silence",
        aim="",
        starts_at=starts,
        created_at=starts,
        state=Dialogue.State.HELD,
    )
    round_ = FeedbackRound.objects.create(
        dialogue=dialogue,
        code=f"CODE{dialogue.pk}",
        opened_at=starts,
        closes_at=starts,
        closed_at=starts,
        answered=len(answers),
    )
    Answer.objects.bulk_create(Answer(round=round_, interest=a, action=b, recommend=c) for a, b, c in answers)


def rounds(count: int, *, answers: int = 9, starts: datetime = AUTUMN, value: int = YES) -> None:
    enrolment = Enrolment.objects.first() or road.an_enrolment()
    for _ in range(count):
        a_round(starts, [(value, value, value)] * answers, enrolment)


def a_program(chance: Random, *, chats: int = 14, crowd: int = 26) -> tuple[slowly.World, list[User]]:
    """Whatever may be: also chats of few, of other kinds and called off, marks that don't hold, gaps in answers."""
    schools = [InstitutionFactory.create(country=country) for country in ("US", "US", "CA", "")]
    everybody = [UserFactory.create(institution=chance.choice([*schools, None])) for _ in range(crowd)]
    for _ in range(chats):
        starts = AT + timedelta(hours=chance.randint(-24 * 500, 24 * 20))
        closes = chance.choice([None, *everybody[:3]])
        slot = a_chat(starts, kind=chance.choice(KINDS), state=chance.choice(STATES[:3] * 3 + STATES), closed_by=closes)
        for person in chance.sample(everybody, chance.choice((2, 5, 6, 18))):
            _some_marks(slot, person, chance)
    enrolment = road.an_enrolment()
    for _ in range(9):
        given = [tuple(chance.choice((1, 2, 3, 4, None, 4, 4)) for _ in range(3)) for _ in range(chance.randint(5, 20))]
        a_round(chance.choice((AUTUMN, SPRING)), given, enrolment)
    return slowly.everything(), everybody


def _some_marks(slot: Slot, person: User, chance: Random) -> None:
    for revision in range(1, chance.choice((2, 2, 3, 4))):
        minutes = chance.choice((0, 20, 60, 60))
        undone = chance.random() < 0.2
        a_mark(slot, person, rank=chance.randint(0, 2), minutes=minutes, revision=revision, undone=undone)
