"""How long somebody has read, as the server saw it; what it costs to complete a lesson; who may read otherwise."""

import re
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.lessons.actions import granting, reading
from courses.lessons.models import LessonCompletion, ReadingSession
from courses.lessons.queries.reading import milliseconds_read
from courses.lessons.rules.reasons import Reason
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.models.syllabuses import plan_of
from lms.actions import Refused
from tests import scenes as road
from tests.conftest import SignIn
from tests.courses.lessons import scenes
from tests.courses.lessons.scenes import beat, begin, complete, read

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAME = "timed"
AT_MOST = 8


def a_reader(minimum: int = 5) -> tuple[Any, Enrolment]:
    return scenes.a_reader(scenes.a_lesson(NAME, minimum=minimum), scenes.a_lesson("plain"))


def address(name: str = "lesson", lesson: str = NAME) -> str:
    return reverse(f"lessons:{name}", args=["facilitator", scenes.key(lesson)])


def grant(enrolment: Enrolment, **options: Any) -> None:
    by = options.pop("by", None) or road.an_admin()
    granting.let_read_untimed(enrolment_id=enrolment.pk, because=options.get("because", "As agreed."), by=by)


def test_a_lesson_is_not_done_before_its_minutes_are_read_and_says_how_many_are_missing() -> None:
    person, _enrolment = a_reader(minimum=5)
    read(person, NAME, minutes=2)

    with pytest.raises(Refused) as refusal:
        complete(person, NAME)

    assert refusal.value.reasons == (Reason.TOO_SOON,)
    assert "3 minutes are missing" in refusal.value.messages[0]


def test_a_lesson_that_was_read_long_enough_is_done_with_its_minutes() -> None:
    person, _enrolment = a_reader(minimum=5)
    read(person, NAME, minutes=6)
    complete(person, NAME)

    assert LedgerEvent.objects.get(subject=f"lesson:{scenes.key(NAME)}").value == {"done": True, "minutes": 6}


def test_a_lesson_read_in_no_time_on_one_road_is_not_done_on_another_that_asks_for_more() -> None:
    person, enrolment = a_reader(minimum=5)
    other = road.an_enrolment(person, release=scenes.a_release(scenes.a_lesson(NAME), slug="second-road"))

    complete(person, NAME, slug="second-road")

    assert [row.last_seq for row in Enrolment.objects.filter(pk__in=[enrolment.pk, other.pk]).order_by("pk")] == [0, 1]


def test_it_is_done_there_too_once_it_is_read_for_as_long() -> None:
    person, enrolment = a_reader(minimum=5)
    road.an_enrolment(person, release=scenes.a_release(scenes.a_lesson(NAME), slug="second-road"))
    complete(person, NAME, slug="second-road")
    read(person, NAME, minutes=5)

    complete(person, NAME, seconds=300)

    assert Enrolment.objects.get(pk=enrolment.pk).last_seq == 1


def test_a_road_that_asks_for_more_reading_does_not_adopt_a_lesson_that_was_read_in_no_time() -> None:
    person, _enrolment = a_reader(minimum=0)
    complete(person, NAME)

    second = road.an_enrolment(person, release=scenes.a_release(scenes.a_lesson(NAME, minimum=5), slug="second-road"))

    assert Enrolment.objects.get(pk=second.pk).last_seq == 0


def test_reading_alone_asserts_nothing() -> None:
    person, _enrolment = a_reader()
    read(person, NAME, minutes=5)

    assert not LedgerEvent.objects.exists()


def test_an_interruption_loses_nothing_of_what_was_earned() -> None:
    person, _enrolment = a_reader()
    first = begin(person, NAME)
    beat(person, NAME, first, seconds=60)
    second = begin(person, NAME, seconds=90_000)

    assert beat(person, NAME, second, seconds=90_060) == 120_000


def test_opening_another_page_ends_the_first_and_says_so_in_words() -> None:
    person, _enrolment = a_reader()
    first = begin(person, NAME)
    begin(person, NAME, seconds=10)

    with pytest.raises(Refused) as refusal:
        beat(person, NAME, first, seconds=30)

    assert refusal.value.messages[0].startswith("You have gone on reading in another window")


def test_no_time_is_counted_in_a_lesson_that_asks_for_none() -> None:
    person, _enrolment = a_reader()

    with pytest.raises(Refused) as refusal:
        begin(person, "plain")

    assert refusal.value.reasons == (Reason.NOT_TIMED,)


def test_a_continue_button_may_be_pressed_minutes_later() -> None:
    person, _enrolment = a_reader()
    session = begin(person, NAME)

    assert reading.read_on(**scenes.place(NAME), key=session, by=person, clock=scenes.at(280)).milliseconds == 280_000
    assert reading.read_on(**scenes.place(NAME), key=session, by=person, clock=scenes.at(600)).milliseconds == 280_000


def test_the_database_refuses_two_readings_at_once() -> None:
    person, _enrolment = a_reader()
    begin(person, NAME)
    second = ReadingSession(
        person=person, lesson_key=scenes.key(NAME), version="v", key="k", started_at=scenes.NOW, last_beat_at=scenes.NOW
    )

    with pytest.raises(IntegrityError, match=r"reading_one_at_once|lessons_readingsession\.person_id"):
        ReadingSession.objects.bulk_create([second])


def test_who_reads_without_the_clock_completes_by_saying_so() -> None:
    person, enrolment = a_reader()
    grant(enrolment)
    complete(person, NAME)

    assert LedgerEvent.objects.get(subject=f"lesson:{scenes.key(NAME)}").value == {"done": True}


def test_what_was_granted_can_be_taken_back() -> None:
    person, enrolment = a_reader()
    grant(enrolment)
    granting.time_again(enrolment_id=enrolment.pk, because="They asked for it.", by=road.an_admin())

    with pytest.raises(Refused):
        complete(person, NAME)


def test_nobody_grants_it_to_themselves_twice_or_without_a_reason() -> None:
    _person, enrolment = a_reader()
    assert enrolment.person is not None
    refusals = []
    for options in ({"by": enrolment.person}, {"because": " "}):
        with pytest.raises(Refused) as refusal:
            grant(enrolment, **options)
        refusals.append(refusal.value.reasons)
    grant(enrolment)
    with pytest.raises(Refused) as refusal:
        grant(enrolment)

    assert [*refusals, refusal.value.reasons] == [
        (Reason.OWN_TRAINING,), (Reason.NO_REASON_GIVEN,), (Reason.ALREADY_GRANTED,),
    ]  # fmt: skip


def test_without_script_the_buttons_are_the_beats(sign_in: SignIn) -> None:
    person, _enrolment = a_reader(minimum=5)
    client = sign_in(person)
    with time_machine.travel(scenes.NOW, tick=False) as clock:
        client.post(address("read-on"), {"part": "1"})
        [key] = set(re.findall(r'name="key" value="([\w-]{43})"', client.get(address()).content.decode()))
        clock.shift(240)
        leads = client.post(address("read-on"), {"key": key, "part": "2"}).headers["Location"]

    assert (leads, milliseconds_read(person.pk, scenes.key(NAME))) == (address() + "#part-2", 240_000)


def test_the_pages_script_is_told_in_words_what_is_counted(sign_in: SignIn) -> None:
    person, _enrolment = a_reader(minimum=5)
    client = sign_in(person)
    with time_machine.travel(scenes.NOW, tick=False) as clock:
        key = client.post(address("reading")).json()["key"]
        clock.shift(80)
        told = client.post(address("beat"), {"key": key}).json()

    assert told == {"key": key, "minutes": 1, "enough": False, "words": "1 of 5 minutes counted."}


def test_over_the_api_reading_is_counted_by_the_same_clock(sign_in: SignIn) -> None:
    person, _enrolment = a_reader(minimum=1)
    client, base = sign_in(person), f"/api/v1/training/facilitator/lessons/{scenes.key(NAME)}"
    with time_machine.travel(scenes.NOW, tick=False) as clock:
        key = client.post(f"{base}/reading/").json()["key"]
        clock.shift(60)
        told = client.post(f"{base}/beat/", {"key": key}, content_type="application/json").json()
        strange = client.post(f"{base}/beat/", {"key": "forged"}, content_type="application/json")

    assert told == {"key": key, "minutes": 1, "minimum": 1, "enough": True}
    assert (strange.status_code, strange.json()["reasons"][0]["code"]) == (409, "not_your_session")


def test_looking_at_a_timed_lesson_begins_nothing_and_says_what_is_counted(sign_in: SignIn) -> None:
    person, _enrolment = a_reader()

    page = sign_in(person).get(address()).content.decode()

    assert ("0 of 5 minutes counted." in page, "What is counted, and why" in page) == (True, True)
    assert not ReadingSession.objects.exists()


def statements(client: Client, url: str) -> list[str]:
    """What a request asked of the database, transactions not counted."""
    with CaptureQueriesContext(connection) as asked:
        client.post(url)
    words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    # PostgreSQL's driver doesn't tell what a prepared statement says.
    told = (row["sql"] or "prepared" for row in asked.captured_queries)
    return [statement for statement in told if not statement.startswith(words)]


@pytest.mark.parametrize("cold", [False, True], ids=["warm", "cold"])
@pytest.mark.parametrize("minimum", [0, 1], ids=["plain", "timed"])
@pytest.mark.parametrize("place", [0, -1], ids=["first", "last"])
@pytest.mark.parametrize("lessons", [10, 400])
def test_completing_a_lesson_costs_the_same_however_long_the_road(
    sign_in: SignIn, lessons: int, place: int, minimum: int, cold: bool
) -> None:
    names = [f"lesson {number}" for number in range(lessons)]
    person, enrolment = scenes.a_reader(*(scenes.a_lesson(name, minimum=minimum) for name in names))
    client = sign_in(person)
    if minimum:
        read(person, names[place], minutes=1)
    enrolment.syllabus.plan  # noqa: B018 - read once, as by whoever came before
    if cold:
        plan_of.cache_clear()

    asked = statements(client, address("complete", names[place]))

    assert len(asked) == AT_MOST - 1 + cold, asked
    assert LessonCompletion.objects.count() == 1


def test_a_snapshot_of_four_hundred_lessons_costs_no_more_statements(sign_in: SignIn) -> None:
    names = [f"lesson {number}" for number in range(400)]
    person, enrolment = scenes.a_reader(*(scenes.a_lesson(name) for name in names))
    road.read_all_lessons(enrolment)
    client = sign_in(person)

    assert len(statements(client, address("complete", names[-1]))) <= AT_MOST
