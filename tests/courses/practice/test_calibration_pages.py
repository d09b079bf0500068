"""The pages of calibration: for observers, and for those who write exercises."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.practice import personal_data, queries
from courses.practice.actions import calibrations
from courses.practice.models import Calibration, Exercise
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.fairness_scenes import GOLD, NEAR, a_held_dialogue, an_exercise, take
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def as_typed(scores: dict[str, int | None], name: str = "level") -> dict[str, Any]:
    return {f"{name}_{key}": "none" if level is None else str(level) for key, level in scores.items()}


# --- observers ------------------------------------------------------------------------------------


def test_an_observer_scores_an_exercise_and_reads_why(as_core_member: Client, core_member: User) -> None:
    exercise = an_exercise()

    answer = as_core_member.post(reverse("practice:exercise", args=[exercise.pk]), as_typed(NEAR), follow=True)

    page = answer.content.decode()
    assert "You agree with the core group by 90%" in page
    assert "Why frame." in page
    assert "1 level stricter" in page
    assert Calibration.objects.get().person == core_member


def test_before_scoring_nothing_that_was_agreed_stands_on_the_page(as_core_member: Client) -> None:
    page = as_core_member.get(reverse("practice:exercise", args=[an_exercise().pk])).content.decode()

    assert "The lead looks at the clock" in page
    assert "Why frame." not in page


def test_what_is_missing_is_told_at_its_field_and_nothing_chosen_is_lost(as_core_member: Client) -> None:
    chosen = {key: value for key, value in as_typed(NEAR).items() if key != "level_care"}

    page = as_core_member.post(reverse("practice:exercise", args=[an_exercise().pk]), chosen).content.decode()

    assert "Please choose a level, or “not observed”." in page
    assert page.count("checked") >= 7
    assert not Calibration.objects.exists()


def test_who_took_it_lately_is_led_to_how_it_came_out(as_core_member: Client, core_member: User) -> None:
    exercise = an_exercise()
    made = calibrations.take(exercise_id=exercise.pk, scores=NEAR, by=core_member)

    answer = as_core_member.get(reverse("practice:exercise", args=[exercise.pk]))

    assert answer.headers["Location"] == reverse("practice:calibrated", args=[made.pk])


def test_a_second_click_makes_no_second_try(as_core_member: Client) -> None:
    address = reverse("practice:exercise", args=[an_exercise().pk])
    as_core_member.post(address, as_typed(NEAR))

    page = as_core_member.post(address, as_typed(GOLD)).content.decode()

    assert "within the last two months" in page
    assert Calibration.objects.count() == 1


def test_exercises_arent_there_for_who_isnt_asked_to_observe(as_trainee: Client) -> None:
    exercise = an_exercise()

    told = [
        as_trainee.get(address).status_code
        for address in (reverse("practice:calibration"), reverse("practice:exercise", args=[exercise.pk]))
    ]

    assert told == [404, 404]


def test_who_is_asked_to_observe_finds_them(as_trainee: Client, trainee: User) -> None:
    an_exercise()
    a_held_dialogue(scenes.an_enrolment(), trainee)

    assert "A quiet start" in as_trainee.get(reverse("practice:calibration")).content.decode()


def test_a_draft_isnt_there_for_observers(as_core_member: Client) -> None:
    assert as_core_member.get(reverse("practice:exercise", args=[an_exercise(published=False).pk])).status_code == 404


def test_somebody_elses_try_isnt_there(as_core_member: Client) -> None:
    made = take(scenes.a_core_member(), an_exercise())

    assert as_core_member.get(reverse("practice:calibrated", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_exercises_there_are(
    core_member: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        take(core_member, an_exercise())

    with django_assert_num_queries(2):
        assert len(queries.offers_to(core_member)) == count
    with django_assert_num_queries(2):
        queries.standing_of(core_member)


# --- staff ----------------------------------------------------------------------------------------


def a_form(**changed: Any) -> dict[str, Any]:
    because = {f"because_{key}": f"Why {key}." for key, level in GOLD.items() if level}
    return (
        {"title": "Late again", "vignette": "It is ten past.", "recording": "", "bound": "80"}
        | as_typed(GOLD, "gold")
        | because
        | changed
    )


def test_an_admin_writes_an_exercise_and_publishes_it(as_program_admin: Client) -> None:
    scenes.a_release()

    as_program_admin.post(reverse("exercises:write"), a_form())
    made = Exercise.objects.get()
    as_program_admin.post(reverse("exercises:publish", args=[made.pk]))

    made.refresh_from_db()
    assert (made.title, made.gold, made.offered) == ("Late again", GOLD, True)


def test_what_isnt_agreed_on_may_stay_open_in_a_draft(as_program_admin: Client) -> None:
    scenes.a_release()

    as_program_admin.post(reverse("exercises:write"), a_form(gold_frame=""))
    made = Exercise.objects.get()
    page = as_program_admin.post(reverse("exercises:publish", args=[made.pk]), follow=True).content.decode()

    assert "frame" not in made.gold
    assert "Choose a level for each competency" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"vignette": " "}, "Write what happens, or give a recording’s address."),
        ({"recording": "http://example.org/film"}, "Enter a valid URL."),
        ({"bound": "101"}, "100"),
    ],
)
def test_what_cant_be_kept_is_told_at_its_field_and_nothing_is_lost(
    as_program_admin: Client, changed: dict[str, str], words: str
) -> None:
    scenes.a_release()

    page = as_program_admin.post(reverse("exercises:write"), a_form(**changed)).content.decode()

    assert words.replace("’", "&#x27;") in page
    assert "Late again" in page
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("name", ["index", "write", "inspect", "change", "publish", "withdraw"])
@pytest.mark.parametrize("role", [Role.CORE_GROUP, Role.CONTENT_ADMIN, Role.TRAINEE])
def test_only_program_admins_meet_the_agreed_scores(sign_in: SignIn, role: Role, name: str) -> None:
    exercise = an_exercise(published=False)
    args = [] if name in ("index", "write") else [exercise.pk]

    answer = sign_in(UserFactory.create(roles=[role])).post(reverse(f"exercises:{name}", args=args))

    assert answer.status_code in (302, 403)
    assert answer.status_code == 403 or answer.headers["Location"] == reverse("wagtailadmin_home")
    assert Exercise.objects.get().published_at is None


def test_staff_read_until_when_observers_are_qualified_and_not_how_they_scored(
    as_core_member: Client, core_member: User
) -> None:
    calibrations.take(exercise_id=an_exercise().pk, scores=NEAR, by=core_member)

    page = as_core_member.get(reverse("agreement:observers")).content.decode()

    assert str(core_member) in page
    assert "90%" not in page


def test_tries_are_exported_and_erased() -> None:
    person = scenes.a_core_member()
    take(person, an_exercise())

    exported = personal_data.export(person)["calibrations"]
    personal_data.erase(person)

    assert [(row["exercise__title"], row["agreement"]) for row in exported] == [("A quiet start", 90)]
    assert not Calibration.objects.exists()


def test_the_standings_of_all_observers_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    exercise = an_exercise()
    for _ in range(3):
        take(scenes.a_core_member(), exercise)

    with django_assert_num_queries(1):
        rows = queries.standings()

    assert [standing.holds(scenes.NOW) for _person, standing in rows] == [True] * 3
    assert timezone.is_aware(rows[0][1].until or scenes.NOW)
