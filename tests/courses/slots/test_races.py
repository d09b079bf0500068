"""Many people at once, over HTTP, with real transactions: nobody loses, nobody wins twice, nobody reads an error."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from courses.progress.models import Enrolment, LedgerEvent
from courses.slots.models import AttendanceMark, SignUp
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import processes
from tests import scenes as road
from tests.courses.slots import report_scenes, scenes

BACKEND = "django.contrib.auth.backends.ModelBackend"
CONTENDERS = 20
PROCESSES = 2

# One of several processes: it signs its people in, waits to be told, and lets them all press the button at once.
CONTENDERS_CODE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from tests.courses.slots.test_races import press, signed_in
from lms.people.models import User
clients = [signed_in(person) for person in User.objects.filter(pk__in={people})]
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(len(clients)) as pool:
    print(json.dumps(list(pool.map(lambda client: press(client, "/sessions/{slot}/sign-up/"), clients))))
"""


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend=BACKEND)
    return client


def press(client: Client, url: str, **values: int) -> tuple[int, str]:
    """Press a button, follow where it leads, and say what is read there."""
    try:
        answer = client.post(url, values, follow=True)
        return answer.status_code, answer.content.decode()
    finally:
        connection.close()


def at_once(*acts: Callable[[], tuple[int, str]]) -> list[tuple[int, str]]:
    """Do all of it in threads that start together."""
    start = Barrier(len(acts))

    def wait_and_act(act: Callable[[], tuple[int, str]]) -> tuple[int, str]:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(wait_and_act, acts))


def read(answers: Iterable[tuple[int, str]]) -> Counter[str]:
    """How many were told what."""

    def told(status: int, text: str) -> str:
        if status != 200:
            return f"{status}"
        return "seat" if "You have a seat" in text else "line" if "in line" in text else text

    return Counter(told(status, text) for status, text in answers)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_want_the_last_seat_one_has_it_and_nineteen_read_where_they_stand() -> None:
    slot = scenes.a_slot(seats=1)
    clients = [signed_in(person) for person in scenes.people(CONTENDERS)]

    answers = at_once(*(lambda c=client: press(c, f"/sessions/{slot.pk}/sign-up/") for client in clients))

    assert read(answers) == {"seat": 1, "line": CONTENDERS - 1}
    assert Counter(scenes.states(slot)) == {"confirmed": 1, "waiting": CONTENDERS - 1}
    assert Counter(OutgoingMail.objects.values_list("name", flat=True)) == {
        "slot_signed_up": 1,
        "slot_waiting": CONTENDERS - 1,
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own test, with threads")
@pytest.mark.django_db(transaction=True)
def test_the_same_holds_for_several_processes_that_share_one_file() -> None:
    slot, people = scenes.a_slot(seats=1), scenes.pks(scenes.people(CONTENDERS))
    parts = [people[number::PROCESSES] for number in range(PROCESSES)]
    started = [processes.start(CONTENDERS_CODE.format(people=part, slot=slot.pk)) for part in parts]

    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    outcomes = []
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        outcomes += json.loads(out)

    assert read(outcomes) == {"seat": 1, "line": CONTENDERS - 1}
    assert Counter(scenes.states(slot)) == {"confirmed": 1, "waiting": CONTENDERS - 1}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_when_everybody_gives_back_at_once_the_line_moves_up_in_order() -> None:
    house = scenes.a_full_house(seats=6, waiting=8)
    clients = [signed_in(person) for person in house.seated]

    answers = at_once(*(lambda c=client: press(c, f"/sessions/{house.slot.pk}/cancel/") for client in clients))

    assert {status for status, _text in answers} == {200}
    assert scenes.confirmed(house.slot) == set(scenes.pks(house.waiting[:6]))
    assert scenes.in_line(house.slot) == scenes.pks(house.waiting[6:])
    promoted = SignUp.objects.confirmed().order_by("promoted_at", "pk").values_list("person_id", flat=True)
    assert list(promoted) == scenes.pks(house.waiting[:6])
    assert OutgoingMail.objects.filter(name="slot_promoted").count() == 6


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_same_attendance_posted_five_times_at_once_is_one_row_of_the_ledger() -> None:
    enrolment = road.an_enrolment()
    assert enrolment.person
    slot = scenes.a_slot(starts_in=timedelta(hours=-1, minutes=30))
    scenes.sign_up(slot, enrolment.person)
    core = signed_in(road.a_core_member())
    url, values = f"/admin/sessions/{slot.pk}/mark/", {"person": enrolment.person.pk, "minutes": 60}

    answers = at_once(*([lambda: press(core, url, **values)] * 5))

    assert {status for status, _text in answers} == {200}
    assert AttendanceMark.objects.count() == 1
    assert LedgerEvent.objects.filter(subject=f"attendance:slot/{slot.pk}").count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_person_who_presses_twice_has_one_place() -> None:
    slot, [person] = scenes.a_slot(), scenes.people(1)
    clients = [signed_in(person), signed_in(person)]

    answers = at_once(*(lambda c=client: press(c, f"/sessions/{slot.pk}/sign-up/") for client in clients))

    assert sorted(status for status, _text in answers) == [200, 409]
    assert scenes.states(slot) == ["confirmed"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_newcomer_does_not_slip_in_while_a_seat_changes_hands() -> None:
    house = scenes.a_full_house(waiting=3)
    [newcomer] = scenes.people(1)
    giver, comer = signed_in(house.seated[0]), signed_in(newcomer)

    at_once(
        lambda: press(giver, f"/sessions/{house.slot.pk}/cancel/"),
        lambda: press(comer, f"/sessions/{house.slot.pk}/sign-up/"),
    )

    assert scenes.confirmed(house.slot) == {house.waiting[0].pk}
    assert scenes.in_line(house.slot) == scenes.pks([*house.waiting[1:], newcomer])


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_reports_imported_at_once_both_count() -> None:
    enrolment = road.an_enrolment()
    person = enrolment.person
    assert person
    slot = report_scenes.an_hour_with(person)
    reports = [report_scenes.keep(slot, ("A", person.email, *stay)) for stay in ((0, 30), (20, 50), (0, 30))]
    urls = [f"/admin/sessions/{slot.pk}/import/{report.pk}/take/" for report in reports]
    core = [signed_in(road.a_core_member()) for _ in urls]

    pairs = list(zip(core, urls, strict=True))
    answers = at_once(*(lambda c=client, u=url: press(c, u, person=person.pk) for client, url in pairs))

    assert {status for status, _text in answers} == {200}
    assert report_scenes.minutes(slot, person) == 50
    progress = Enrolment.objects.get(pk=enrolment.pk).progress
    assert progress[f"attendance:slot/{slot.pk}"].value["minutes"] == 50
