"""An observer scores an exercise on a phone by keyboard alone; figures of agreement have no barriers and fit."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.practice.models import Calibration
from lms.people.roles import Role
from tests import scenes
from tests.browser.test_pages import barriers, overflows
from tests.browser.visitors import PHONE, Arrival
from tests.conftest import SignIn
from tests.courses.practice.fairness_scenes import all_at, an_exercise, seen
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_exercise_is_scored_by_keyboard_and_read_beside_what_was_agreed(arrive: Arrival, sign_in: SignIn) -> None:
    exercise, person = an_exercise(), scenes.a_core_member()
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(person))
    visitor.open(reverse("practice:exercise", args=[exercise.pk]))

    visitor.page.get_by_role("radio").first.focus()
    for number in range(len(scenes.COMPETENCIES)):
        for key in ("Space", *["ArrowDown"] * (number % 3), "Tab"):
            visitor.page.keyboard.press(key)
    expect(visitor.page.get_by_role("button", name="Compare with what was agreed")).to_be_focused()
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.get_by_role("heading", name="A quiet start")).to_be_visible()
    expect(visitor.page.get_by_text("You agree with the core group by")).to_be_visible()
    made = Calibration.objects.get(person=person)
    assert list(made.scores.values()) == [1 + number % 3 for number in range(len(scenes.COMPETENCIES))]
    assert barriers(visitor, [reverse("practice:calibrated", args=[made.pk])]) == []


def test_figures_have_no_barriers_and_fit(arrive: Arrival, sign_in: SignIn) -> None:
    enrolment, exercise = scenes.an_enrolment(), an_exercise()
    me = UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP, Role.PROGRAM_ADMIN])
    other = scenes.a_core_member()
    for number in range(12):
        level = 2 + number % 3
        seen(enrolment, {me: all_at(level) | {"frame": level - 1}, other: all_at(level)})
    visitor = arrive(viewport=PHONE)
    visitor.brings(sign_in(me))
    public = [reverse("practice:agreement"), reverse("practice:calibration")]
    staff = [
        reverse("agreement:agreement"),
        reverse("agreement:observers"),
        reverse("exercises:inspect", args=[exercise.pk]),
        reverse("exercises:change", args=[exercise.pk]),
    ]

    assert barriers(visitor, public) == []
    assert overflows(visitor, public) == []
    assert overflows(visitor, staff, widths=(320, 390, 1280)) == []
