"""What is kept of the drawn evidence: the same page as one that is drawn anew, and none of it once anything changes."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from certification.review.models import Case, Review
from courses.practice.models import Dialogue, FoundingMember, Observation, Pairing, Reflection
from courses.slots.models import AttendanceMark, Slot
from lms.people import actions as people
from lms.people.models import User
from tests import scenes
from tests.certification.review.at_the_desk import candidate_of, read
from tests.certification.review.worlds import SECRETS
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_time_of_the_scenes() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(scenes.NOW + timedelta(days=31), tick=False):
        yield


def page(client: Client, case: Case) -> bytes:
    return SECRETS.sub(b"", read(client, case).encode())


def test_a_kept_page_is_the_same_as_one_that_is_drawn_anew(sign_in: SignIn) -> None:
    case, client = scenes.an_application(), sign_in(scenes.a_core_member())

    drawn, kept = page(client, case), page(client, case)
    cache.clear()

    assert drawn == kept == page(client, case)


def observe_again(case: Case) -> None:
    dialogue = scenes.hold(scenes.a_dialogue(case.enrolment, starts_at=scenes.NOW + timedelta(days=22)))
    scenes.observe(dialogue)


def note_something(case: Case) -> None:
    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})


def rename_the_observer(_case: Case) -> None:
    User.objects.filter(pk=Observation.objects.earliest("pk").observer_id).update(display_name="Another Name")


def qualify_the_observer(_case: Case) -> None:
    FoundingMember.objects.create(
        person=Observation.objects.earliest("pk").observer, part="observer", because="First.", named_at=scenes.NOW
    )


CHANGES: dict[str, Callable[[Case], object]] = {
    "an observation more": observe_again,
    "the history": note_something,
    "the dialogue's topic": lambda _case: Dialogue.objects.update(topic="Another topic"),
    "the reflection, which only some read": lambda _case: Reflection.objects.update(with_core_group=False),
    "an observer's name": rename_the_observer,
    "an observer's qualification": qualify_the_observer,
    "the session's title": lambda _case: Slot.objects.update(title="Another session"),
    "an attendance that is taken back": lambda _case: AttendanceMark.objects.update(undone_at=scenes.NOW),
    "the erased candidate": lambda case: people.erase(person=candidate_of(case), by=None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_read_at_the_next_look(sign_in: SignIn, change: Callable[[Case], object]) -> None:
    case, client = scenes.an_application(), sign_in(scenes.a_core_member())
    before = page(client, case)

    change(case)
    after = page(client, case)
    cache.clear()

    assert before != after == page(client, case)


def test_a_word_of_somebody_erased_is_on_no_page_from_the_same_moment(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    client = sign_in(scenes.a_core_member())
    assert b"We slowed down." in page(client, case)

    people.erase(person=candidate_of(case), by=None)

    assert b"We slowed down." not in page(client, case)


def test_who_still_writes_about_a_dialogue_isnt_given_what_others_were_shown(sign_in: SignIn) -> None:
    enrolment, late = scenes.a_trainee_ready_to_apply(), scenes.a_core_member()
    Pairing.objects.create(
        dialogue=Dialogue.objects.get(), person=late, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )
    case = scenes.an_application(enrolment)

    others = page(sign_in(scenes.a_core_member()), case)

    assert (b"You let silence work." in others, b"You let silence work." in page(sign_in(late), case)) == (True, False)


def test_a_page_that_is_kept_tells_nothing_of_a_vote(sign_in: SignIn) -> None:
    case, voter = scenes.an_application(), scenes.a_core_member()
    client = sign_in(scenes.a_core_member())
    before = page(client, case)

    scenes.decide(case, voter, Review.Decision.NOT_YET)

    assert page(client, case) == before


def test_each_reader_reads_in_their_own_zone(sign_in: SignIn) -> None:
    case = scenes.an_application()
    near, far = scenes.a_core_member(), scenes.a_core_member()
    User.objects.filter(pk=far.pk).update(time_zone="Pacific/Kiritimati")
    page(sign_in(near), case)
    client = sign_in(far)

    told = page(client, case)
    cache.clear()

    assert told == page(client, case)


def test_a_form_that_somebody_has_written_in_is_given_to_nobody_else(sign_in: SignIn) -> None:
    case, voter = scenes.an_application(), scenes.a_core_member()
    scenes.decide(case, voter, Review.Decision.NOT_YET, reason="Mine alone.")
    page(sign_in(voter), case)

    assert b"Mine alone." not in page(sign_in(scenes.a_core_member()), case)
