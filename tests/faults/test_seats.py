"""Seats under fire: many processes, killed at random and at failpoints, a lock that stalls, and nothing goes wrong.

``STORM=5000`` says how many operations; 5,000 on PostgreSQL and 800 on SQLite otherwise.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from courses.progress.models import LedgerEvent
from courses.slots.models import Slot
from courses.slots.queries import facts_of
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes
from tests.courses.slots.test_races import signed_in
from tests.faults import storm, witness
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

POSTGRES = connection.vendor == "postgresql"
OPERATIONS = int(os.environ.get("STORM", "5000" if POSTGRES else "800"))
PROCESSES = 8 if POSTGRES else 4
PEOPLE, ENROLLED, SEATS = 200, 12, 20
EACH = 60 if POSTGRES else 25
SEED = 20261019
FAILPOINTS = (
    "slots.sign_up.seated",
    "slots.sign_up.told",
    "slots.freed",
    "slots.confirmed",
    "slots.cancel.told",
    "mail.deliver.committed",
    "mail.deliver.enqueued",
)
# Tasks are handed over and nobody takes them: what counts is what stands in the outbox.
BROKER = "memory://localhost/"
PATIENCE_SECONDS = 30


@pytest.fixture
def slot(house: House) -> Iterator[Slot]:
    """With people who may want to come, some of them enrolled, and a witness of all that happens."""
    (house.folder / storm.FOLDER).mkdir()
    User.objects.bulk_create(
        User(email=f"storm{number}@example.org", display_name=f"Somebody {number}") for number in range(PEOPLE)
    )
    for person in User.objects.filter(email__startswith="storm").order_by("pk")[:ENROLLED]:
        road.an_enrolment(person)
    with witness.watching():
        yield scenes.a_slot(seats=SEATS, signup_opens_at=timezone.now())


def outcomes(house: House) -> Counter[str]:
    files = (house.folder / storm.FOLDER).iterdir()
    return Counter(word for file in files for word in file.read_text().split())


def a_crowd(chance: random.Random, slot: Slot, *, gentle: bool = False) -> list[Wanted]:
    """Two are killed at any moment, and two at a failpoint after some operations; who dies soonest comes first."""
    seeds = [chance.randrange(2**31) for _ in range(PROCESSES)]
    if gentle:
        return [Wanted("storm", (slot.pk, seed, EACH, EACH), broker=BROKER) for seed in seeds]
    moments = sorted(chance.uniform(0.1, 1.5) for _ in range(2))
    random_deaths = [
        Wanted("storm", (slot.pk, seed, EACH, EACH), killed_after=moment, broker=BROKER)
        for seed, moment in zip(seeds, moments, strict=False)
    ]
    return random_deaths + [
        Wanted("storm", (slot.pk, seed, EACH, chance.randrange(EACH // 2)), chance.choice(FAILPOINTS), broker=BROKER)
        if number < 2
        else Wanted("storm", (slot.pk, seed, EACH, EACH), broker=BROKER)
        for number, seed in enumerate(seeds[2:])
    ]


def stalled(house: House, slot: Slot, crowd: list[Wanted]) -> list[int]:
    """The same with the lock held by somebody else, until everybody has been told often that it is very busy."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Slot.objects.locked().get(pk=slot.pk)
            ends = pool.submit(house.at_once, *crowd)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while outcomes(house)["busy"] < 2 * PROCESSES and time.monotonic() < deadline:
                time.sleep(0.05)
        return ends.result()


@contextmanager
def observed(slot: Slot) -> Iterator[list[str]]:
    """Somebody else's connection, looking at the slot all the time; what it sees that may never be is a line."""
    seen: list[str] = []
    over, looks = Event(), Counter[str]()

    def look() -> None:
        facts = facts_of(slot)
        looks["at all"] += 1
        if facts.confirmed + facts.held > facts.seats:
            seen.append(f"{facts.confirmed} + {facts.held} in {facts.seats}")
        if facts.waiting and facts.free:
            seen.append(f"{facts.waiting} wait while {facts.free} are free")

    def watch() -> None:
        try:
            while not over.wait(0.03):
                look()
        finally:
            connection.close()

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()
    look()
    assert looks["at all"] > 20


def raged(house: House, slot: Slot) -> Counter[int]:
    """As many rounds as it takes; says how the processes ended."""
    chance = random.Random(SEED)  # noqa: S311 - the same in every run, as far as the machine allows
    ends = Counter(stalled(house, slot, a_crowd(chance, slot, gentle=True)))
    while outcomes(house).total() < OPERATIONS:
        ends.update(house.at_once(*a_crowd(chance, slot)))
    return ends


def test_whatever_kills_whom_seats_are_fair_and_everybody_is_told_once(house: House, slot: Slot) -> None:
    with observed(slot) as never_seen:
        ends = raged(house, slot)
    told = outcomes(house)
    history = witness.History().read(witness.notes())

    assert (never_seen, history.wrong) == ([], [])
    assert set(ends) == {0, KILLED}
    assert ends[KILLED] >= 5
    assert (told["busy"] >= 2 * PROCESSES, history.promoted > OPERATIONS // 100) == (True, True)
    assert set(OutgoingMail.objects.filter(name__startswith="slot_").values_list("person", "cause")) == history.mails
    assert ledgers() == {person: history.said[person] for person in enrolled()}
    call_command("rebuild_progress", check=True)


def enrolled() -> list[int]:
    return list(User.objects.filter(enrolments__isnull=False, email__startswith="storm").values_list("pk", flat=True))


def ledgers() -> dict[int, list[str]]:
    """What the ledgers say became of each one's sign-ups, in order."""
    events = LedgerEvent.objects.filter(subject__startswith="sign-up:").order_by("enrolment__person", "seq")
    said: dict[int, list[str]] = {person: [] for person in enrolled()}
    for person, value in events.values_list("enrolment__person", "value"):
        said[person].append(value["state"])
    return said


@contextmanager
def held_by_somebody_else(slot: Slot) -> Iterator[None]:
    """The slot's lock, in a connection of its own."""
    taken, over = Event(), Event()

    def stall() -> None:
        try:
            with transaction.atomic():
                Slot.objects.locked().get(pk=slot.pk)
                taken.set()
                over.wait(PATIENCE_SECONDS)
        finally:
            connection.close()

    holder = Thread(target=stall)
    holder.start()
    assert taken.wait(PATIENCE_SECONDS)
    try:
        yield
    finally:
        over.set()
        holder.join()


def test_while_the_lock_stalls_people_read_that_it_is_very_busy_and_later_have_their_seat() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    client = signed_in(person)
    address = f"/sessions/{slot.pk}/sign-up/"
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'" if POSTGRES else "PRAGMA busy_timeout = 200")

    with held_by_somebody_else(slot):
        busy = client.post(address)
    after = client.post(address)
    connection.close()

    assert (busy.status_code, busy.headers["Retry-After"], after.status_code) == (503, "2", 302)
    assert scenes.states(slot) == ["confirmed"]
