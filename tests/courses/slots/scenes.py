"""Scenes around one session, set by the actions that the site uses, at times that follow from the real clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from courses.slots.actions import scheduling, seats
from courses.slots.models import SignUp, Slot
from courses.slots.queries import secret_of, shown_code
from courses.slots.rules import codes
from lms.people.models import User
from lms.people.roles import Role
from tests.factories import UserFactory
from tests.scenes import at

LONG_BEFORE = timedelta(days=9)
JOIN_LINK = "https://meet.example.org/secret-room"


class FullHouse(NamedTuple):
    """A slot whose seats are taken, and who waits, in order."""

    slot: Slot
    seated: list[User]
    waiting: list[User]


def a_slot(
    *,
    seats: int = 8,
    starts_in: timedelta = timedelta(days=10),
    starts_at: datetime | None = None,
    published: bool = True,
    **fields: object,
) -> Slot:
    """An hour that lies ahead or behind; sign-up has been open for long, seats can be given back till it starts."""
    starts_at = starts_at or timezone.now().replace(microsecond=0) + starts_in
    host = UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP])
    usual = {
        "title": "Welcome to the circle",
        "host": host,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "signup_opens_at": starts_at - timedelta(days=60),
        "signup_closes_at": starts_at,
        "cancel_until": starts_at,
        "join_link": JOIN_LINK,
    }
    slot = Slot(**{**usual, **fields})
    scheduling.plan(slot=slot, capacity=seats, by=host)
    if published:
        scheduling.publish(slot_id=slot.pk, by=host, clock=at(starts_at - timedelta(days=59)))
        slot.refresh_from_db()
    return slot


def people(count: int) -> list[User]:
    return [UserFactory.create(roles=[Role.TRAINEE]) for _ in range(count)]


def sign_up(slot: Slot, *who: User) -> list[SignUp]:
    """People sign up one after the other, long before the start."""
    clock = at(slot.starts_at - LONG_BEFORE)
    return [seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=clock) for person in who]


def a_full_house(*, seats: int = 1, waiting: int = 0, starts_in: timedelta = timedelta(days=10)) -> FullHouse:
    slot = a_slot(seats=seats, starts_in=starts_in)
    everybody = people(seats + waiting)
    sign_up(slot, *everybody)
    return FullHouse(slot, everybody[:seats], everybody[seats:])


def cancel(slot: Slot, person: User) -> SignUp:
    clock = at(min(timezone.now(), slot.starts_at - timedelta(hours=1)))
    return seats.cancel(slot_id=slot.pk, person=person, by=person, clock=clock)


def states(slot: Slot) -> list[str]:
    """The states of all sign-ups, in the order in which people came."""
    return list(SignUp.objects.filter(slot=slot).order_by("pk").values_list("state", flat=True))


def confirmed(slot: Slot) -> set[int | None]:
    return set(SignUp.objects.confirmed().filter(slot=slot).values_list("person_id", flat=True))


def in_line(slot: Slot) -> list[int | None]:
    return list(SignUp.objects.in_line().filter(slot=slot).values_list("person_id", flat=True))


def pks(who: Sequence[User]) -> list[int]:
    return [person.pk for person in who]


def a_running_slot(*who: User, minutes_ago: int = 10, **fields: Any) -> Slot:
    """An hour that began a while ago, in which these people have a seat."""
    slot = a_slot(starts_in=timedelta(minutes=-minutes_ago), **fields)
    sign_up(slot, *who)
    return slot


def code_of(slot: Slot, moment: datetime | None = None) -> str:
    """What the room's screen shows."""
    return shown_code(slot, moment or timezone.now()).code


def wrong_code(slot: Slot) -> str:
    """Six digits that count neither now nor in the next minutes."""
    step = codes.step_of(timezone.now())
    right = {codes.code_of(secret_of(slot), near) for near in range(step - 3, step + 30)}
    return next(code for code in ("000000", *(str(number) for number in range(100_000, 100_100))) if code not in right)
