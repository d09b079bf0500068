"""Two leads on two devices press at once, and some of them die: each stage runs once, and the ledger tells it once."""

from collections import Counter
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.practice.models import Dialogue, Pairing, Press, Stage, StageRun
from courses.progress.models import LedgerEvent
from lms.people.models import User
from tests import scenes
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

# As ``tests.faults`` ends where a rule said no.
REFUSED = 3
# Tasks are handed over and nobody takes them.
BROKER = "memory://localhost/"
FAILPOINTS = ("room.moved", "room.moved.committed")


def a_pair() -> tuple[Dialogue, list[User]]:
    """A dialogue that begins now, and its two leads, both in training."""
    dialogue, pair = scenes.a_dialogue(scenes.an_enrolment()), scenes.an_enrolment()
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_at=timezone.now())
    assert dialogue.enrolment.person is not None
    assert pair.person is not None
    scenes.ask(dialogue, pair.person, Pairing.Part.CO_LEAD)
    return dialogue, [dialogue.enrolment.person, pair.person]


def presses(dialogue: Dialogue, leads: list[User], number: int, failpoint: str = "") -> list[Wanted]:
    """Each lead presses once; with a failpoint, whoever of them moves the room dies there."""
    return [Wanted("room_press", (dialogue.pk, lead.pk, number), failpoint, broker=BROKER) for lead in leads]


def test_whoever_presses_and_whoever_dies_each_stage_runs_once_and_is_told_once(house: House) -> None:
    dialogue, leads = a_pair()
    ends: Counter[int] = Counter()
    for number in range(len(Stage) + 1):
        ends.update(house.at_once(*presses(dialogue, leads, number, FAILPOINTS[number % 2])))
        # What was pressed is sent again by whoever died, and by whoever isn't sure of it.
        again = presses(dialogue, leads, number)
        ends.update(house.at_once(*again, *again))

    runs = list(StageRun.objects.filter(dialogue=dialogue))
    assert set(ends) == {0, KILLED}
    assert ends[KILLED] > len(Stage)
    assert [run.stage for run in runs] == Stage.values
    assert all(one.ended_at == other.started_at for one, other in pairwise(runs))
    assert Press.objects.filter(dialogue=dialogue).count() == 2 * (len(Stage) + 1)
    held = LedgerEvent.objects.get(subject=f"dialogue:{dialogue.pk}", value__state="held")
    assert held.value["stages"] == {run.stage: run.minutes for run in runs}
    assert LedgerEvent.objects.filter(subject=f"co-lead:dialogue/{dialogue.pk}").count() == 2
    call_command("rebuild_progress", check=True)


def test_a_stage_that_is_pressed_out_of_order_at_the_same_moment_stays_closed(house: House) -> None:
    dialogue, leads = a_pair()

    ahead = [Wanted("room_press", (dialogue.pk, lead.pk, number), broker=BROKER) for lead in leads for number in (0, 2)]
    ends = house.at_once(*ahead)

    assert ends == [0, REFUSED, 0, REFUSED]
    assert list(StageRun.objects.filter(dialogue=dialogue).values_list("stage", flat=True)) == ["check_in"]
