"""Several people at once, in threads with connections of their own: nobody is asked, promised or told twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from courses.practice.actions import gaps, pairings
from courses.practice.actions.pairings import Chosen
from courses.practice.models import Dialogue, Pairing
from courses.practice.rules import Place
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import scenes
from tests.courses.practice import people

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 3
Act = Callable[[], object]


def at_once(*acts: Act) -> list[str]:
    """Do all of it in threads that start together; says for each whether it was done, or why not."""
    start = Barrier(len(acts))

    def wait_and_act(act: Act) -> str:
        start.wait()
        try:
            act()
        except Refused as refusal:
            return str(refusal.reasons[0])
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(wait_and_act, acts))


def asking(dialogue: Dialogue, person: User, by: User, place: Place = Place.OBSERVER) -> Act:
    chosen = [Chosen(place, person.pk)]
    clock = scenes.at(scenes.NOW)
    return lambda: pairings.ask_possible(dialogue_id=dialogue.pk, chosen=chosen, by=by, clock=clock)


def test_of_two_who_ask_the_same_person_at_once_one_asks() -> None:
    staff = [scenes.a_core_member(), scenes.a_core_member()]
    for number in range(ROUNDS):
        dialogue, person = people.a_plan(starts_at=people.START + timedelta(hours=2 * number)), scenes.a_core_member()

        answers = at_once(*(asking(dialogue, person, by) for by in staff))

        assert answers == ["already_observer", "done"]
        assert Pairing.objects.filter(dialogue=dialogue).count() == 1
        assert OutgoingMail.objects.filter(name="observer_asked", person=person).count() == 1


def test_of_two_co_leads_asked_at_once_there_is_one() -> None:
    staff = scenes.a_core_member()
    for number in range(ROUNDS):
        dialogue = people.a_plan(starts_at=people.START + timedelta(hours=2 * number))
        leads = [people.an_experienced_lead(), people.an_experienced_lead()]

        answers = at_once(*(asking(dialogue, person, staff, Place.CO_LEAD) for person in leads))

        assert answers == ["co_lead_asked", "done"]


def test_a_month_with_one_place_left_takes_one_of_two_questions_at_once() -> None:
    staff = scenes.a_core_member()
    for _ in range(ROUNDS):
        person = scenes.a_core_member()
        people.wish(person, most_per_month=1)
        dialogues = [people.a_plan(starts_at=people.START + timedelta(days=days)) for days in (0, 1)]

        assert at_once(*(asking(dialogue, person, staff) for dialogue in dialogues)) == ["done", "not_possible"]


def test_nobody_promises_themselves_to_two_dialogues_at_the_same_hour() -> None:
    for _ in range(ROUNDS):
        person, staff = scenes.a_core_member(), scenes.a_core_member()
        rows = [_asked(people.a_plan(), person, staff) for _ in range(2)]

        answers = at_once(*(_saying_yes(row, person) for row in rows))

        assert answers == ["busy_then", "done"]
        assert Counter(Pairing.objects.filter(person=person).values_list("state", flat=True)) == {
            "accepted": 1,
            "asked": 1,
        }


def test_a_yes_while_the_question_is_taken_back_leaves_nobody_promised() -> None:
    for _ in range(ROUNDS):
        person, staff = scenes.a_core_member(), scenes.a_core_member()
        row = _asked(people.a_plan(), person, staff)

        answers = at_once(_saying_yes(row, person), partial(pairings.withdraw, pairing_id=row.pk, by=staff))

        row.refresh_from_db()
        assert (row.state, answers in (["done", "done"], ["done", "not_asked"])) == (Pairing.State.WITHDRAWN, True)
        assert OutgoingMail.objects.filter(name="pairing_withdrawn", person=person).count() == 1


def test_two_workers_that_mind_the_same_gaps_tell_everybody_once() -> None:
    core, dialogue = [scenes.a_core_member() for _ in range(3)], people.a_plan()
    _asked(dialogue, core[0], scenes.an_admin())
    clock = scenes.at(people.START - timedelta(days=6))

    at_once(*(lambda: gaps.mind(clock=clock) for _ in range(4)))

    told = Counter(OutgoingMail.objects.values_list("name", "person"))
    assert {key: count for key, count in told.items() if key[0] == "dialogue_lacks"} == {
        ("dialogue_lacks", person.pk): 1 for person in core
    }
    assert told["pairing_reminder", core[0].pk] == 1


def _asked(dialogue: Dialogue, person: User, by: User) -> Pairing:
    clock, part = scenes.at(scenes.NOW), Pairing.Part.OBSERVER
    return pairings.ask(dialogue_id=dialogue.pk, person=person, part=part, by=by, clock=clock)


def _saying_yes(row: Pairing, person: User) -> Act:
    return lambda: pairings.accept(pairing_id=row.pk, by=person)
