"""What staff see of somebody's reading, and what they grant; all of it is in the log."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.lessons.actions import writing
from courses.lessons.models import GrantedTry, UntimedReading
from courses.lessons.queries.checks import used_up
from courses.progress.models import Enrolment
from lms.people.models import User
from tests import scenes as road
from tests.courses.lessons import scenes

pytestmark = pytest.mark.django_db

CHECKED, TIMED, PROMPT = "opening", "timed", "p-1"


@pytest.fixture
def stuck() -> Enrolment:
    """Somebody who has used up their one try."""
    checked = scenes.a_lesson(CHECKED, check=scenes.a_check(tries=1), prompt=PROMPT)
    _person, enrolment = scenes.a_reader(checked, scenes.a_lesson(TIMED, minimum=5))
    scenes.answer(enrolment, CHECKED, scenes.wrong_answers(enrolment, CHECKED))
    return enrolment


def panel(enrolment: Enrolment, reader: User) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    found = Enrolment.objects.with_plan().get(pk=enrolment.pk)
    template = Template("{% load lessons %}{% reading_panel enrolment %}")
    return template.render(Context({"request": request, "enrolment": found}))


def address(verb: str, enrolment: Enrolment) -> str:
    return reverse(f"lessons_staff:{verb}", args=[enrolment.pk])


def logged() -> list[str]:
    rows = ModelLogEntry.objects.filter(action__startswith="lessons.").order_by("pk")
    return [str(row.action) for row in rows]


def test_staff_see_who_waits_for_a_try_and_can_give_it(stuck: Enrolment, program_admin: User) -> None:
    page = panel(stuck, program_admin)

    assert ("the one try is used, the best had 0%" in page, "Give one more try" in page) == (True, True)


def test_who_passed_with_less_than_a_requirement_asks_waits_for_a_try_too() -> None:
    check = scenes.a_check(scenes.single("one"), scenes.single("two"), pass_mark=50, tries=1)
    asked = {"kind": "score_checks", "key": "checks", "percent": 80}
    release = scenes.a_release(scenes.a_lesson(CHECKED, check=check), requirements=[asked, *road.usual_requirements()])
    enrolment = road.an_enrolment(release=release)
    right, wrong = scenes.right_answers(enrolment, CHECKED), scenes.wrong_answers(enrolment, CHECKED)
    scenes.answer(enrolment, CHECKED, right | {"two": wrong["two"]})

    assert [row.percent for row in used_up(Enrolment.objects.with_plan().get(pk=enrolment.pk))] == [50]


def test_who_may_only_look_sees_no_buttons(stuck: Enrolment, core_member: User) -> None:
    assert "<form" not in panel(stuck, core_member)


def test_nobody_sees_buttons_about_themselves(program_admin: User) -> None:
    scenes.a_release(scenes.a_lesson(TIMED, minimum=5))

    assert "<form" not in panel(road.an_enrolment(program_admin), program_admin)


def test_the_core_group_reads_what_is_shared_and_nothing_else(stuck: Enrolment, core_member: User) -> None:
    assert stuck.person is not None
    writing.save_prompt_answer(**scenes.place(CHECKED), prompt=PROMPT, words="A window.", by=stuck.person)
    private = panel(stuck, core_member)
    writing.share_prompt_answer(**scenes.place(CHECKED), prompt=PROMPT, by=stuck.person)

    assert ("A window." in private, "A window." in panel(stuck, core_member)) == (False, True)


def test_one_more_try_is_given_with_a_reason_and_logged(stuck: Enrolment, as_program_admin: Client) -> None:
    url = address("give-another-try", stuck)

    kept = as_program_admin.post(url, {"lesson_key": scenes.key(CHECKED), "because": ""})
    done = as_program_admin.post(url, {"lesson_key": scenes.key(CHECKED), "because": "A hard week."})

    assert (kept.status_code, done.status_code, scenes.state_of(stuck, CHECKED).tries.left) == (422, 302, 1)
    assert logged() == ["lessons.give_another_try"]


def test_what_staff_typed_stays_when_something_is_missing(stuck: Enrolment, as_program_admin: Client) -> None:
    page = as_program_admin.post(address("give-another-try", stuck), {"because": "A hard week."}).content.decode()

    assert ("A hard week." in page, GrantedTry.objects.count()) == (True, 0)


def test_reading_without_the_clock_is_granted_and_taken_back_and_logged(
    stuck: Enrolment, as_program_admin: Client, program_admin: User
) -> None:
    as_program_admin.post(address("let-read-untimed", stuck), {"because": "As agreed with them."})
    granted = "Reads without the clock since" in panel(stuck, program_admin)
    as_program_admin.post(address("time-again", stuck), {"because": "They asked for it."})

    assert (granted, UntimedReading.objects.standing().count()) == (True, 0)
    assert logged() == ["lessons.let_read_untimed", "lessons.time_again"]


def test_the_core_group_grants_nothing(stuck: Enrolment, as_core_member: Client) -> None:
    as_core_member.post(address("let-read-untimed", stuck), {"because": "Hm."})

    assert not UntimedReading.objects.exists()
