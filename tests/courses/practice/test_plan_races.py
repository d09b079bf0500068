"""Plans that are sent, changed and cleared at the same moment, with real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from courses.practice import queries
from courses.practice.actions import comments, plans, sessions
from courses.practice.models import Dialogue, Pairing, PlanComment
from courses.progress.models import Enrolment
from courses.slots.actions import scheduling
from courses.slots.models import Slot
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from tests import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> None:
    """Do all of it in threads that start together; a refusal is an answer like another."""
    start = Barrier(len(acts))

    def wait_and_act(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(wait_and_act, acts))


def propose(enrolment: Enrolment, details: queries.Details | None = None) -> Dialogue:
    assert enrolment.person is not None
    return plans.propose(
        enrolment=enrolment,
        topic="Silence",
        aim="Waiting",
        starts_at=scenes.NOW + timedelta(days=20),
        zone="UTC",
        by=enrolment.person,
        details=details,
        clock=scenes.at(scenes.NOW),
    )


def test_a_plan_that_is_sent_four_times_at_once_is_one_plan() -> None:
    enrolment = scenes.an_enrolment()

    at_once(*[lambda: propose(enrolment)] * 4)

    assert Dialogue.objects.count() == 1


def test_a_comment_that_is_sent_four_times_at_once_is_said_once() -> None:
    dialogue, core = propose(scenes.an_enrolment()), scenes.a_core_member()

    at_once(*[lambda: comments.say(dialogue_id=dialogue.pk, text="Slower.", by=core)] * 4)

    assert (PlanComment.objects.count(), OutgoingMail.objects.filter(name="plan_comment").count()) == (1, 1)


def test_a_session_that_moves_while_its_dialogue_is_changed_cleared_and_followed_leaves_them_in_step() -> None:
    slot = scenes.a_slot(kind=Slot.Kind.PRACTICE)
    dialogue = propose(scenes.an_enrolment(), queries.Details(slot_id=slot.pk))
    scenes.ask_to_observe(dialogue, UserFactory.create())
    lead, core, admin = dialogue.enrolment.person, scenes.a_core_member(), scenes.an_admin()
    assert lead is not None
    details = replace(queries.details_of(dialogue), definition="Shorter.")
    later = slot.starts_at + timedelta(days=1)
    moved = {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    given: dict[str, Any] = {
        "topic": "Silence",
        "aim": "Waiting",
        "starts_at": later,
        "zone": "UTC",
        "details": details,
    }
    clock = scenes.at(scenes.NOW)

    at_once(
        lambda: scheduling.change(slot_id=slot.pk, changes=moved, by=admin, clock=clock),
        lambda: plans.change(dialogue_id=dialogue.pk, by=lead, clock=clock, **given),
        lambda: plans.clear(dialogue_id=dialogue.pk, by=core, clock=clock),
        lambda: sessions.follow_all(clock=clock),
    )
    sessions.follow_all(clock=clock)

    dialogue.refresh_from_db()
    assert (dialogue.starts_at, dialogue.definition) == (later, "Shorter.")
    assert Pairing.objects.open().filter(dialogue=dialogue).count() == 1
    assert not queries.out_of_step().exists()
