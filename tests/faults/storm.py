"""What one of several processes does to one slot: whatever comes to mind, as fast as it can.

Each finished operation is a line of ``<house>/storm/<process>``, with how it ended: ``done``, ``refused`` or ``busy``.
"""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.db import OperationalError, connection
from django.utils import timezone

from courses.slots.actions import line, scheduling, seats
from courses.slots.models import SignUp, Slot
from lms import failpoints
from lms.actions import Clock, Refused
from lms.locks import is_lock_timeout
from lms.people.models import User

FOLDER = "storm"
SEATS = range(12, 21)
# A minute for each half second: what is held runs out while others sign up.
HASTE = 120


def storm(slot_id: int, seed: int, operations: int, armed_from: int) -> None:
    """The failpoint that this process was told of, if any, is armed only after some operations."""
    armed, failpoints._ARMED = failpoints._ARMED, None
    chance = random.Random(seed)  # noqa: S311 - the same wishes in every run
    _give_up_waiting_soon()
    people = list(User.objects.filter(email__startswith="storm").order_by("pk"))
    slot = Slot.objects.select_related("host").get(pk=slot_id)
    with (Path(os.environ["TESTED_HOUSE"]) / FOLDER / str(os.getpid())).open("a", buffering=1) as told:
        for number in range(operations):
            if number == armed_from:
                failpoints._ARMED = armed
            told.write(_ended(partial(_anything, chance, slot, people)) + "\n")


def _give_up_waiting_soon() -> None:
    """After a second, where people wait for five or twenty."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1s'" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 1000")


def _ended(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused:
        return "refused"
    except OperationalError as error:
        if not is_lock_timeout(error):
            raise
        return "busy"
    return "done"


def _hasty(slot: Slot) -> Clock:
    """Time that runs fast since sign-up opened, and the same in all processes."""
    return lambda: slot.signup_opens_at + HASTE * (timezone.now() - slot.signup_opens_at)


def _anything(chance: random.Random, slot: Slot, people: list[User]) -> object:
    person, host, hasty = chance.choice(people), slot.host, _hasty(slot)
    assert host
    sign_up = partial(seats.sign_up, slot_id=slot.pk, person=person, by=person, clock=hasty)
    acts: list[tuple[int, Callable[[], object]]] = [
        (45, sign_up),
        (33, partial(seats.cancel, slot_id=slot.pk, person=person, by=person, clock=hasty)),
        (6, partial(seats.hold, slot_id=slot.pk, person=person, clock=hasty)),
        (4, partial(scheduling.let_go_of_holds, clock=hasty)),
        (4, partial(_confirm_a_held_one, chance, slot)),
        (4, partial(scheduling.set_capacity, slot_id=slot.pk, capacity=chance.choice(SEATS), by=host, clock=hasty)),
        (2, partial(_with_one_of, "waiting", chance, slot, line.move_up)),
        (2, partial(_with_one_of, "confirmed", chance, slot, partial(line.take_out, clock=hasty))),
    ]
    return chance.choices([act for _weight, act in acts], [weight for weight, _act in acts])[0]()


def _confirm_a_held_one(chance: random.Random, slot: Slot) -> object:
    held = list(SignUp.objects.held().filter(slot=slot).select_related("person"))
    if not held or (person := chance.choice(held).person) is None:
        return None
    return seats.sign_up(slot_id=slot.pk, person=person, by=person, clock=_hasty(slot))


def _with_one_of(state: str, chance: random.Random, slot: Slot, act: Callable[..., object]) -> object:
    rows = list(SignUp.objects.filter(slot=slot, state=state).values_list("pk", flat=True))
    return act(slot_id=slot.pk, sign_up_id=chance.choice(rows), because="A host asked.", by=slot.host) if rows else None
