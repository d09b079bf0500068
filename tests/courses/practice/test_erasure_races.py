"""Somebody erases their account while others act on the same rows: nobody waits for each other in a circle."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.practice.actions import promises
from courses.practice.models import Dialogue, Pairing, Promise
from courses.progress.actions import ledger
from courses.slots.actions import seats
from courses.slots.models import Slot
from lms.people import actions
from lms.people.models import User
from tests import scenes
from tests.courses.practice import people

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

_WAITS_FOR_US = """
    SELECT pg_sleep(0.01), EXISTS (
        SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
    )
"""
_LOOKS = 400


def erase(person: User) -> None:
    try:
        actions.erase(person=person, by=person)
    finally:
        connection.close()


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        for _ in range(_LOOKS):
            cursor.execute(_WAITS_FOR_US)
            if cursor.fetchall()[0][1]:
                return True
    return False


def assert_free_while_erasing_waits(person: User, held: Any, rows: QuerySet[Any]) -> None:
    """With what is held first in our hands, erasing waits, and what comes after it is still to be had."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            list(held.locked()) if held is not person else ledger.lock_people([person.pk])
            erasing = pool.submit(erase, person)
            waits = somebody_waits_for_us()
            found = rows.select_for_update(nowait=True).count() if waits else 0
        erasing.result()
    person.refresh_from_db()
    assert (waits, found, person.erased_at is not None) == (True, 1, True)


def test_sessions_are_held_before_the_dialogues_of_who_leaves() -> None:
    """As when a session moves and its dialogue follows."""
    dialogue = people.a_plan_ahead()
    slot = scenes.a_slot(kind=Slot.Kind.PRACTICE, starts_at=timezone.now() + timedelta(days=20))
    lead = people.lead_of(dialogue)
    seats.sign_up(slot_id=slot.pk, person=lead, by=lead)

    assert_free_while_erasing_waits(lead, Slot.objects.filter(pk=slot.pk), Dialogue.objects.filter(pk=dialogue.pk))


def test_dialogues_are_held_before_what_is_asked_of_who_leaves() -> None:
    """As when somebody is let off at this moment."""
    dialogue, person = people.a_plan_ahead(), scenes.a_core_member()
    scenes.ask_to_observe(dialogue, person)

    assert_free_while_erasing_waits(
        person, Dialogue.objects.filter(pk=dialogue.pk), Pairing.objects.filter(person=person)
    )


def test_who_leaves_is_held_before_what_they_promised() -> None:
    """As when they take a promise back in another window."""
    person = people.lead_of(people.a_plan_ahead())
    promises.make(on=timezone.localdate() + timedelta(days=5), by=person)

    assert_free_while_erasing_waits(person, person, Promise.objects.filter(person=person))
