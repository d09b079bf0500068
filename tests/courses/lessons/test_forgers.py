"""Somebody who would rather not read tries everything: nobody earns faster than the clock, or twice at once."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.lessons.actions import reading
from courses.lessons.models import ReadingSession
from courses.lessons.queries.reading import milliseconds_read
from courses.progress.models import Enrolment, LedgerEvent
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.lessons import scenes
from tests.courses.lessons.scenes import beat, begin, complete

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAME, OTHER = "timed", "also timed"
HOUR = 3600


@pytest.fixture
def forger() -> User:
    person, _enrolment = scenes.a_reader(scenes.a_lesson(NAME, minimum=30), scenes.a_lesson(OTHER, minimum=30))
    return person


def address(name: str, lesson: str = NAME) -> str:
    return reverse(f"lessons:{name}", args=["facilitator", scenes.key(lesson)])


def earned(person: User) -> float:
    """Seconds in all lessons together."""
    return sum(milliseconds_read(person.pk, scenes.key(name)) for name in (NAME, OTHER)) / 1000


def tried(act: Callable[..., Any], *args: Any, **options: Any) -> None:
    """Do it, whether or not it is refused."""
    with contextlib.suppress(Refused):
        act(*args, **options)


def test_twice_the_beats_earn_no_more(forger: User) -> None:
    session = begin(forger, NAME)
    for step in range(1, 601):
        beat(forger, NAME, session, seconds=step / 10)

    assert earned(forger) == 60


def test_a_beat_that_is_played_again_earns_nothing(forger: User) -> None:
    session = begin(forger, NAME)
    for _ in range(20):
        beat(forger, NAME, session, seconds=30)

    assert earned(forger) == 30


def test_two_tabs_earn_what_one_does(forger: User) -> None:
    one, two = begin(forger, NAME), begin(forger, NAME)
    for seconds in range(30, 301, 30):
        for tab in (one, two):
            tried(beat, forger, NAME, tab, seconds=seconds)

    assert earned(forger) == 300


def test_two_lessons_at_once_earn_what_one_does(forger: User) -> None:
    one, two = begin(forger, NAME), begin(forger, OTHER)
    for seconds in range(30, 301, 30):
        tried(beat, forger, NAME, one, seconds=seconds)
        tried(beat, forger, OTHER, two, seconds=seconds)

    assert earned(forger) == 300


def test_two_pages_that_take_turns_at_beginning_anew_earn_what_one_does(forger: User) -> None:
    for seconds in range(0, 301, 10):
        for lesson in (NAME, OTHER):
            session = begin(forger, lesson, seconds=seconds)
            tried(beat, forger, lesson, session, seconds=seconds + 10)

    assert earned(forger) <= 310


def test_a_suspended_laptop_earns_nothing_while_it_sleeps(forger: User) -> None:
    session = begin(forger, NAME)
    beat(forger, NAME, session, seconds=30)
    beat(forger, NAME, session, seconds=30 + 8 * HOUR)
    beat(forger, NAME, session, seconds=60 + 8 * HOUR)

    assert earned(forger) == 60


def test_a_server_clock_that_is_set_back_counts_no_minute_twice(forger: User) -> None:
    session = begin(forger, NAME)
    beat(forger, NAME, session, seconds=60)
    for seconds in (0, 30, 60):
        beat(forger, NAME, session, seconds=seconds)
    again = begin(forger, NAME, seconds=0)
    beat(forger, NAME, again, seconds=60)

    assert earned(forger) == 60


@pytest.mark.parametrize("key", ["", "forged", "0" * 64, "' OR 1=1 --"])
def test_a_forged_key_earns_nothing(forger: User, key: str) -> None:
    begin(forger, NAME)
    tried(beat, forger, NAME, key, seconds=30)

    assert earned(forger) == 0


def test_the_key_of_somebody_else_earns_neither_anything(forger: User) -> None:
    friend = road.an_enrolment().person
    assert friend is not None
    session = begin(friend, NAME)
    tried(beat, forger, NAME, session, seconds=60)

    assert (earned(forger), earned(friend)) == (0, 0)


def test_a_beat_for_the_training_of_somebody_else_is_not_there(forger: User, sign_in: SignIn) -> None:
    stranger = sign_in(road.a_core_member())
    session = begin(forger, NAME)

    answer = stranger.post(address("beat"), {"key": session})

    assert (answer.status_code, earned(forger)) == (404, 0)


def test_the_key_of_one_lesson_earns_nothing_in_another(forger: User) -> None:
    session = begin(forger, NAME)
    tried(beat, forger, OTHER, session, seconds=60)

    assert earned(forger) == 0


@pytest.mark.parametrize(
    "lie",
    [{"at": "2030-01-01T00:00:00Z"}, {"seconds": "3600"}, {"minutes": "60"}, {"milliseconds": "9999999"}],
    ids=lambda lie: next(iter(lie)),
)
def test_a_clock_set_forward_is_not_asked_for(forger: User, sign_in: SignIn, lie: dict[str, str]) -> None:
    client, headers = sign_in(forger), {"Date": "Tue, 01 Jan 2030 00:00:00 GMT"}
    with time_machine.travel(scenes.NOW, tick=False) as clock:
        key = client.post(address("reading"), lie, headers=headers).json()["key"]
        clock.shift(10)
        client.post(address("beat"), {"key": key, **lie}, headers=headers)

    assert earned(forger) == 10


def test_nothing_that_is_said_completes_a_lesson_before_its_time(forger: User, sign_in: SignIn) -> None:
    client = sign_in(forger)
    for url in (address("complete"), f"/api/v1{address('complete')}"):
        client.post(url, {"minutes": "60", "done": "true"})

    assert not LedgerEvent.objects.exists()


def test_a_patient_script_earns_like_an_idle_reader_and_no_more(forger: User) -> None:
    scenes.read(forger, NAME, minutes=30)
    done = complete(forger, NAME, seconds=30 * 60)
    first, last = ReadingSession.objects.earliest("pk"), ReadingSession.objects.latest("pk")

    assert (done.completion.completed_at - scenes.NOW, earned(forger)) == (timedelta(minutes=30), 1800)
    assert last.last_beat_at - first.started_at >= timedelta(seconds=earned(forger))


# --- at the same moment ---------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> None:
    """Do all of it in threads that start together; what is refused or finds the database busy is let go."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait(timeout=30)
        try:
            tried(act)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db(transaction=True)
def test_eight_beats_at_the_same_moment_earn_as_one(forger: User) -> None:
    session = begin(forger, NAME)

    at_once(*[lambda: beat(forger, NAME, session, seconds=30)] * 8)

    assert earned(forger) == 30


@pytest.mark.django_db(transaction=True)
def test_of_eight_pages_that_open_at_the_same_moment_one_stays_open(forger: User) -> None:
    at_once(*[lambda: begin(forger, NAME)] * 8)

    assert (ReadingSession.objects.count(), ReadingSession.objects.open().count()) == (8, 1)


@pytest.mark.django_db(transaction=True)
def test_devices_that_open_and_beat_as_fast_as_they_can_earn_no_more_than_the_clock(forger: User) -> None:
    devices = [signed_in(forger) for _ in range(4)]

    def hurry(device: Client, lesson: str) -> None:
        for _ in range(8):
            key = device.post(address("reading", lesson)).json().get("key", "")
            for _ in range(3):
                device.post(address("beat", lesson), {"key": key})

    before = timezone.now()
    at_once(*[lambda d=device, n=name: hurry(d, n) for device, name in zip(devices, (NAME, OTHER) * 2, strict=True)])
    took = (timezone.now() - before).total_seconds()

    assert 0 < earned(forger) <= took


# --- whatever the order ---------------------------------------------------------------------------


@dataclass
class Tabs:
    """A reader's tabs, and what each act earned: the stretch of the server's time before it."""

    person: User
    now: float = 0
    earliest: float = 0
    latest: float = 0

    def __post_init__(self) -> None:
        self.keys: list[tuple[str, str]] = []
        self.stretches: list[tuple[float, float]] = []

    def act(self, what: str, tab: int, step: float) -> None:
        self.now += step
        # A clock may be set back before it has begun to count.
        self.earliest, self.latest = min(self.earliest, self.now), max(self.latest, self.now)
        before = earned(self.person)
        lesson, key = self.keys[tab % len(self.keys)] if self.keys else (NAME, "none")
        if what.startswith("open"):
            name = NAME if what == "open" else OTHER
            self.keys.append((name, begin(self.person, name, seconds=self.now)))
        elif what == "beat":
            tried(beat, self.person, lesson, key, seconds=self.now)
        else:
            tried(reading.read_on, **scenes.place(lesson), key=key, by=self.person, clock=scenes.at(self.now))
        gained = earned(self.person) - before
        if gained:
            self.stretches.append((self.now - gained, self.now))


ACTS = st.tuples(
    st.sampled_from(["open", "open another", "beat", "beat", "beat", "continue"]),
    st.integers(0, 5),
    st.one_of(st.sampled_from([0.0, 30.0, 90.0, 91.0, 300.0, -20.0]), st.integers(0, 120).map(float)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=25))
def test_whatever_is_opened_sent_and_sent_again_no_moment_counts_twice(forger: User, acts: list[Any]) -> None:
    person = road.an_enrolment().person
    assert person is not None
    tabs = Tabs(person)
    for what, tab, step in acts:
        tabs.act(what, tab, step)

    assert earned(person) <= tabs.latest - tabs.earliest + 0.001
    for (begin_one, end_one), (begin_two, end_two) in combinations(tabs.stretches, 2):
        assert end_one <= begin_two + 0.001 or end_two <= begin_one + 0.001
    assert Enrolment.objects.get(person=person).last_seq == 0
