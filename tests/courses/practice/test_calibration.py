"""Calibration: what a try comes to, what makes an exercise fair, who takes it, and who is asked again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from courses.practice import personal_data, queries
from courses.practice.actions import calibrations, exercises
from courses.practice.actions.exercises import Script
from courses.practice.models import Calibration, Exercise, FoundingMember
from courses.practice.rules import Outcome, Reason, decide_publishing, decide_try, outcome_of
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.fairness_scenes import GOLD, a_held_dialogue, all_at, an_exercise, hand_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NEAR: dict[str, int | None] = GOLD | {"frame": 2, "questions": 3}


def take(person: User, exercise: Exercise, scores: dict[str, int | None] = NEAR, *, days: int = 0) -> Calibration:
    clock = scenes.at(scenes.NOW + timedelta(days=days))
    return calibrations.take(exercise_id=exercise.pk, scores=scores, by=person, clock=clock)


def as_typed(scores: dict[str, int | None], name: str = "level") -> dict[str, Any]:
    return {f"{name}_{key}": "none" if level is None else str(level) for key, level in scores.items()}


# --- what a try comes to --------------------------------------------------------------------------


def test_the_agreed_levels_themselves_agree_wholly() -> None:
    assert outcome_of(GOLD, GOLD, bound=100) == Outcome(100, 7, 6, qualified=True)


def test_each_level_apart_costs_a_third_of_a_competency() -> None:
    # Two of seven are a level off: 1 - (1/3 + 1/3) / 7.
    assert outcome_of(NEAR, GOLD, bound=90) == Outcome(90, 7, 6, qualified=True)


@pytest.mark.parametrize(("left_out", "qualified"), [(1, True), (2, False)])
def test_what_isnt_observed_takes_no_part_but_little_of_it_doesnt_qualify(left_out: int, qualified: bool) -> None:
    scores = GOLD | dict.fromkeys(list(GOLD)[:left_out])

    assert outcome_of(scores, GOLD, bound=80) == Outcome(100, 7 - left_out, 6, qualified=qualified)


def test_what_the_core_group_didnt_see_takes_no_part() -> None:
    assert outcome_of(GOLD | {"closing": 1}, GOLD, bound=100).qualified


def test_percents_are_rounded_down() -> None:
    # 1 - 4 / 21 is 80.95%.
    assert outcome_of(NEAR | {"care": 2, "harm": 2}, GOLD, bound=81) == Outcome(80, 7, 6, qualified=False)


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({}, ()),
        ({"published": True}, (Reason.ALREADY_PUBLISHED,)),
        ({"gold": {key: level for key, level in GOLD.items() if key != "care"}}, (Reason.SCORES_MISSING,)),
        ({"gold": GOLD | dict.fromkeys(list(GOLD)[:4])}, (Reason.TOO_FEW_AGREED,)),
        ({"because": {"frame": "Why."}}, (Reason.REASONS_MISSING,)),
        ({"gold": all_at(3)}, (Reason.PASSED_BY_ONE_LEVEL,)),
        ({"bound": 60}, (Reason.PASSED_BY_ONE_LEVEL,)),
    ],
)
def test_an_exercise_is_published_once_it_is_whole_and_cant_be_passed_by_one_level(
    changed: dict[str, Any], because: tuple[Reason, ...]
) -> None:
    facts = {
        "gold": GOLD,
        "because": dict.fromkeys(GOLD, "Why."),
        "competencies": list(GOLD),
        "bound": 80,
        "published": False,
    }

    assert decide_publishing(**(facts | changed)).because == because


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({}, ()),
        ({"offered": False}, (Reason.EXERCISE_WITHDRAWN,)),
        ({"own": True}, (Reason.OWN_EXERCISE,)),
        ({"last": scenes.NOW - timedelta(days=59)}, (Reason.TAKEN_LATELY,)),
        ({"last": scenes.NOW - timedelta(days=60)}, ()),
        ({"scores": GOLD | {"care": 7}}, (Reason.SCORES_MISSING,)),
        ({"scores": {"frame": 1}}, (Reason.SCORES_MISSING,)),
    ],
)
def test_who_may_take_an_exercise(changed: dict[str, Any], because: tuple[Reason, ...]) -> None:
    facts = {"scores": GOLD, "competencies": list(GOLD), "own": False, "offered": True, "last": None}

    assert decide_try(**(facts | changed), at=scenes.NOW).because == because


# --- what follows ---------------------------------------------------------------------------------


def test_who_comes_near_enough_is_qualified_for_a_year() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise)

    held = [queries.is_qualified(person.pk, at=scenes.NOW + timedelta(days=days)) for days in (0, 364, 365)]

    assert held == [True, True, False]


def test_who_doesnt_come_near_enough_isnt() -> None:
    person = UserFactory.create()

    made = take(person, an_exercise(), all_at(4))

    assert (made.qualified, made.agreement, queries.is_qualified(person.pk, at=scenes.NOW)) == (False, 42, False)


@pytest.mark.database
def test_the_same_exercise_is_taken_again_after_two_months_only() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise, all_at(4))

    with pytest.raises(Refused) as refusal:
        take(person, exercise, days=59)

    assert refusal.value.reasons == (Reason.TAKEN_LATELY,)
    assert take(person, exercise, days=60).qualified


def test_what_was_handed_in_before_one_qualified_goes_on_to_advise() -> None:
    observer = UserFactory.create()
    enrolment = scenes.an_enrolment(release=scenes.a_release())
    before = hand_in(a_held_dialogue(enrolment, observer), observer, all_at(3), advisory=True)

    take(observer, an_exercise())

    before.refresh_from_db()
    assert before.advisory


def test_where_a_pathway_asks_for_qualified_observers_others_only_advise() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    asks = exercise.syllabus
    asks.document = asks.document | {"rubric": asks.document["rubric"] | {"qualified": True}}
    before = queries.is_only_advice(person.pk, asks, at=scenes.NOW)

    take(person, exercise)

    assert (before, queries.is_only_advice(person.pk, asks, at=scenes.NOW)) == (True, False)


def test_once_taken_only_words_change() -> None:
    exercise = an_exercise()
    take(UserFactory.create(), exercise)
    script = Script(title="Another name", vignette="In other words.", gold=GOLD, because=exercise.because)

    exercises.change(exercise_id=exercise.pk, script=script, by=scenes.an_admin())
    changed = Script(title="A third", vignette="x", gold=GOLD | {"frame": 4}, because=exercise.because)
    with pytest.raises(Refused) as refusal:
        exercises.change(exercise_id=exercise.pk, script=changed, by=scenes.an_admin())

    exercise.refresh_from_db()
    assert refusal.value.reasons == (Reason.TAKEN_ALREADY,)
    assert (exercise.title, exercise.gold) == ("Another name", GOLD)


def test_what_is_published_cant_be_made_one_that_a_single_level_passes() -> None:
    exercise = an_exercise()
    script = Script(title="Flat", vignette="x", gold=all_at(2), because=dict.fromkeys(GOLD, "Why."))

    with pytest.raises(Refused) as refusal:
        exercises.change(exercise_id=exercise.pk, script=script, by=scenes.an_admin())

    assert refusal.value.reasons == (Reason.PASSED_BY_ONE_LEVEL,)


def test_a_withdrawn_exercise_is_taken_by_nobody_and_takes_nothing_back() -> None:
    person, exercise = UserFactory.create(), an_exercise()
    take(person, exercise)

    exercises.withdraw(exercise_id=exercise.pk, by=scenes.an_admin())

    assert queries.is_qualified(person.pk, at=scenes.NOW)
    with pytest.raises(Refused, match="exercise_withdrawn"):
        take(UserFactory.create(), exercise)


# --- asked again ----------------------------------------------------------------------------------


def ask_again(days: int) -> int:
    return calibrations.ask_again(clock=scenes.at(scenes.NOW + timedelta(days=days)))


@pytest.mark.database
def test_a_month_before_the_year_is_over_one_is_asked_again_once() -> None:
    person, exercise = scenes.a_core_member(), an_exercise()
    take(person, exercise)

    told = [ask_again(334), ask_again(336), ask_again(337), ask_again(400)]

    assert told == [0, 1, 0, 0]
    mail = OutgoingMail.objects.get(name="calibration_due")
    assert mail.person == person
    assert reverse("practice:calibration") in mail.text


def test_who_qualified_again_meanwhile_isnt_asked() -> None:
    person, exercise = scenes.a_core_member(), an_exercise()
    take(person, exercise)
    take(person, exercise, days=300)

    assert ask_again(340) == 0


def test_neither_founders_nor_people_who_dont_observe_are_asked() -> None:
    founder, gone, exercise = scenes.a_core_member(), UserFactory.create(), an_exercise()
    FoundingMember.objects.create(person=founder, part="observer", because="Began it.", named_at=scenes.NOW)
    take(founder, exercise)
    take(gone, exercise)

    assert ask_again(340) == 0


def test_nobody_is_asked_where_there_is_nothing_to_take() -> None:
    exercise = an_exercise()
    take(scenes.a_core_member(), exercise)
    exercises.withdraw(exercise_id=exercise.pk, by=scenes.an_admin())

    assert ask_again(340) == 0


# --- pages ----------------------------------------------------------------------------------------


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
