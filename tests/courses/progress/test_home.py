"""The trainee's home: one button, the entries behind each requirement, and a way for every step."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.practice.actions import plans
from courses.progress import queries
from courses.progress.actions import enrolments, ledger
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.queries import RequirementRow
from courses.progress.requirements import TURNS, Next, RequirementStatus, Turn
from courses.progress.templatetags.progress import way
from courses.progress.words import ACTS, NEXT_STEPS
from courses.slots.actions import attendance, seats
from lms.people.models import User
from tests import scenes
from tests.certification.review.road_scenes import a_core_group, a_founding_list, somebody
from tests.conftest import SignIn
from tests.courses.progress.staff_scenes import take_back
from tests.courses.progress.test_own_training import own

pytestmark = pytest.mark.django_db


def home_of(sign_in: SignIn, person: User) -> str:
    return sign_in(person).get(reverse("progress:home")).content.decode()


def primary_buttons(page: str) -> int:
    return len(re.findall(r'class="btn btn-primary"', page))


def waiting_for_clearing() -> Enrolment:
    """Nothing is left to do but to wait for the core group."""
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=[scenes.usual_requirements()[2]]))
    plans.propose(
        enrolment=enrolment,
        topic="Silence",
        aim="Pauses",
        starts_at=scenes.NOW + timedelta(days=3650),
        zone="UTC",
        by=own(enrolment),
        clock=scenes.at(scenes.NOW),
    )
    return enrolment


def paused() -> Enrolment:
    enrolment = scenes.an_enrolment()
    return enrolments.pause(enrolment_id=enrolment.pk, by=own(enrolment))


def withdrawn() -> Enrolment:
    enrolment = scenes.an_enrolment()
    return enrolments.withdraw(enrolment_id=enrolment.pk, by=own(enrolment))


def on_two_roads() -> Enrolment:
    enrolment = scenes.an_enrolment()
    scenes.an_enrolment(own(enrolment), release=scenes.a_release(slug="second"))
    scenes.a_release(slug="third")
    return enrolment


SCENES: dict[str, Any] = {
    "new": scenes.an_enrolment,
    "waiting": waiting_for_clearing,
    "paused": paused,
    "withdrawn": withdrawn,
    "ready to apply": scenes.a_trainee_ready_to_apply,
    "applied": lambda: scenes.an_application().enrolment,
    "certified": lambda: scenes.an_approved_case().enrolment,
    "on two roads": on_two_roads,
}


@pytest.mark.parametrize("scene", SCENES)
def test_the_page_has_exactly_one_primary_button(sign_in: SignIn, scene: str) -> None:
    assert primary_buttons(home_of(sign_in, own(SCENES[scene]()))) == 1


def test_who_has_begun_nothing_has_one_primary_button_however_many_roads_are_open(as_trainee: Client) -> None:
    for slug in ("one", "two"):
        scenes.a_release(slug=slug)

    assert primary_buttons(as_trainee.get(reverse("progress:home")).content.decode()) == 1


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("waiting", "The core group's turn"),
        ("paused", "Your training rests"),
        ("withdrawn", "You have withdrawn from this training"),
        ("ready to apply", "You've done everything that is asked"),
        ("applied", "Your application is with the core group"),
        ("certified", "You are certified"),
    ],
)
def test_where_somebody_stands_is_said_in_words(sign_in: SignIn, scene: str, words: str) -> None:
    page = home_of(sign_in, own(SCENES[scene]()))

    assert words in page.replace("&#x27;", "'")


def test_who_is_certified_is_asked_for_nothing_more_when_something_is_taken_back(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    entry = LedgerEvent.objects.filter(enrolment=case.enrolment, subject__startswith="lesson").latest("seq")
    take_back(case.enrolment, entry.seq)

    page = home_of(sign_in, own(case.enrolment))

    asked = [words for words in ("next-step", "Move this date", "Withdraw") if words in page]
    assert (primary_buttons(page), asked) == (1, [])


def test_the_celebration_leaves_out_the_exclamation_mark(sign_in: SignIn) -> None:
    page = home_of(sign_in, own(scenes.a_trainee_ready_to_apply()))

    assert "!" not in re.sub(r"<[^>]*>", "", page)


def step(code: Next) -> RequirementStatus:
    """Some requirement whose next step this is."""
    syllabus = scenes.an_enrolment().syllabus.plan
    about = {Next.READ_LESSON: scenes.key("listening"), Next.PASS_CHECK: scenes.key("listening")}
    return RequirementStatus(syllabus.requirements[1], 0, 1, next=code, about=about.get(code, "7"))


@pytest.mark.parametrize("code", [code for code in Next if code is not Next.NOTHING])
def test_each_step_of_the_trainees_leads_somewhere(sign_in: SignIn, code: Next) -> None:
    status = step(code)
    enrolment = Enrolment.objects.get()
    training = queries.training(own(enrolment), "facilitator", at=scenes.NOW)

    found = way(training, RequirementRow.of(status, {}))

    leads = found is not None and bool(found.url and found.label)
    assert leads or TURNS[code] is not Turn.TRAINEE
    assert str(NEXT_STEPS[code]).endswith(".")
    assert (found is not None) == (code in ACTS)


def test_the_step_to_a_session_leads_to_the_very_session() -> None:
    enrolment = scenes.an_enrolment()
    slot = scenes.a_slot()
    seats.sign_up(slot_id=slot.pk, person=own(enrolment), by=own(enrolment), clock=scenes.at(scenes.NOW))
    training = queries.training(own(enrolment), "facilitator", at=scenes.NOW)

    found = way(training, training.requirements[1])

    assert (training.requirements[1].status.next, found and found.url) == (
        Next.ATTEND_SESSION,
        slot.get_absolute_url(),
    )


def test_a_requirement_opens_to_what_counts_and_who_saw_it() -> None:
    observer = scenes.a_core_member()
    enrolment = scenes.a_trainee_ready_to_apply(observer=observer)

    [training] = queries.with_lines([queries.training(own(enrolment), "facilitator", at=scenes.NOW)])

    [observation] = training.requirements[3].lines
    assert (observation.words, observation.by) == ("An observer handed in what they saw", str(observer))
    assert sorted(line.words for line in training.requirements[0].lines) == [
        "You finished “Listening”",
        "You finished “Stages”",
    ]


def test_a_waived_requirement_says_by_whom_and_why(sign_in: SignIn) -> None:
    enrolment, admin = scenes.an_enrolment(), scenes.an_admin()
    ledger.waive(enrolment_id=enrolment.pk, requirement="sessions", because="Led chats elsewhere.", by=admin)

    page = home_of(sign_in, own(enrolment))

    assert ("This is waived" in page, f"noted by {admin}" in page, "Led chats elsewhere." in page) == (True,) * 3


def test_a_row_opens_to_the_newest_entries_and_no_more_than_a_dozen() -> None:
    lessons = [scenes.a_lesson(f"lesson {number}") for number in range(20)]
    enrolment = scenes.an_enrolment(release=scenes.a_release(*lessons))
    scenes.read_all_lessons(enrolment)

    [training] = queries.with_lines([queries.training(own(enrolment), "facilitator", at=scenes.NOW)])

    assert [line.seq for line in training.requirements[0].lines] == list(range(20, 8, -1))


def test_a_group_shows_its_parts_and_how_many_are_needed(sign_in: SignIn) -> None:
    parts = [
        {"kind": "complete_lessons", "key": "a"},
        {"kind": "attend_sessions", "key": "b"},
        {"kind": "make_promise", "key": "c"},
    ]
    group = {"kind": "group", "key": "any", "need": 2, "members": parts}
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=[group, *scenes.usual_requirements()]))

    page = home_of(sign_in, own(enrolment))

    assert ("Any 2 of these 3" in page, page.count("Promise to lead a chat, on a day within 90 days")) == (True, 1)


def progress_queries(sign_in: SignIn, person: User) -> list[str]:
    client = sign_in(person)
    client.get(reverse("progress:home"))
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(reverse("progress:home"))
    return [row["sql"] for row in found.captured_queries if 'FROM "progress_' in row["sql"].split("WHERE")[0]]


@pytest.mark.parametrize("rows", [1, 50])
def test_the_home_asks_the_progress_three_times_at_most(sign_in: SignIn, rows: int) -> None:
    enrolment = scenes.a_trainee_ready_to_apply()
    for number in range(rows):
        scenes.assert_subject(own(enrolment), f"lesson:{number}", {"done": True})

    assert len(progress_queries(sign_in, own(enrolment))) == 3


@pytest.mark.parametrize("joined", [True, False])
def test_a_seat_that_lies_ahead_stands_on_the_page(sign_in: SignIn, joined: bool) -> None:
    person = own(scenes.an_enrolment())
    slot = scenes.a_slot(starts_at=scenes.NOW + timedelta(days=3650))
    if joined:
        seats.sign_up(slot_id=slot.pk, person=person, by=person)

    assert (slot.get_absolute_url() in home_of(sign_in, person)) == joined


def test_what_somebody_observes_stands_on_the_page_until_it_is_handed_in(sign_in: SignIn) -> None:
    observer = scenes.a_core_member()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))
    address = reverse("practice:observe", args=[dialogue.pk])

    before = address in home_of(sign_in, observer)
    scenes.observe(dialogue)

    assert (before, address in home_of(sign_in, observer)) == (True, False)


def test_nothing_is_looked_for_that_no_history_knows_of() -> None:
    enrolment = scenes.an_enrolment()
    slot = scenes.a_slot()
    states = ("confirmed", "waiting")

    def may_expect() -> bool:
        trainings = queries.trainings(own(enrolment), at=scenes.NOW)
        return queries.may_expect(trainings, "sign-up:", states, at=scenes.NOW)

    found = [may_expect()]
    seats.sign_up(slot_id=slot.pk, person=own(enrolment), by=own(enrolment), clock=scenes.at(scenes.NOW))
    found.append(may_expect())
    attendance.mark(
        slot_id=slot.pk, person=own(enrolment), minutes=60, by=scenes.a_core_member(), clock=scenes.at(slot.ends_at)
    )

    assert [*found, may_expect()] == [False, True, False]


def test_who_was_put_forward_is_not_sent_to_the_first_lesson_meanwhile(sign_in: SignIn) -> None:
    a_core_group()
    person = somebody()
    a_founding_list(person)

    page = home_of(sign_in, person)

    assert ("next-step" in page, "The steps below can wait" in page) == (False, True)
