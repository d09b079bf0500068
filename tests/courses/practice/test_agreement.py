"""Agreement of observers on the site: what takes part, what is kept, what it costs, and who sees what."""

from random import Random
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.practice import figures, queries
from courses.practice.models import Dialogue, Observation
from courses.practice.queries import agreement as figures_of
from courses.practice.rules.agreement import Lean, Word
from courses.progress.models import Enrolment, Pathway
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.fairness_scenes import a_held_dialogue, all_at, hand_in, seen
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(db: None) -> Enrolment:
    return scenes.an_enrolment()


def people(count: int) -> list[User]:
    return [UserFactory.create(roles=[Role.CORE_GROUP]) for _ in range(count)]


def of(rows: list[Any], key: str = "frame") -> Any:
    return next(row for row in rows if row.key == key)


def whole_tally(pathway: Pathway) -> figures_of.Tally:
    """As if nothing were kept."""
    cache.clear()
    return figures_of.known_tally(pathway)


def in_step(enrolment: Enrolment, observers: list[User], count: int, *, apart: int = 0) -> list[Dialogue]:
    """Dialogues of which the first observer gives each competency ``apart`` levels less than the others."""
    made = []
    for number in range(count):
        level = 2 + number % 3
        scores = {person: all_at(level) for person in observers}
        scores[observers[0]] = all_at(max(1, level - apart))
        made.append(seen(enrolment, scores))
    return made


# --- what takes part ------------------------------------------------------------------------------


def test_of_fewer_than_ten_dialogues_no_figure_is_told(enrolment: Enrolment) -> None:
    pair = people(2)
    in_step(enrolment, pair, 9)
    nine = of(queries.group_agreement(enrolment.pathway, reader=pair[0]))
    in_step(enrolment, pair, 1)
    ten = of(queries.group_agreement(enrolment.pathway, reader=pair[0]))

    assert (nine.dialogues, nine.word, nine.found) == (9, Word.TOO_FEW, None)
    assert (ten.dialogues, ten.word, ten.found.value) == (10, Word.SOLID, 1.0)


def test_what_was_amended_after_reading_others_tells_nothing_of_agreement(enrolment: Enrolment) -> None:
    pair = people(2)
    made = in_step(enrolment, pair, 12, apart=1)
    before = queries.group_agreement(enrolment.pathway, reader=pair[0])

    for dialogue in made:
        hand_in(dialogue, pair[0], all_at(4), version=2)

    assert queries.group_agreement(enrolment.pathway, reader=pair[0]) == before


def test_scores_that_only_advise_take_no_part(enrolment: Enrolment) -> None:
    pair = people(2)
    for _ in range(12):
        dialogue = a_held_dialogue(enrolment, *pair)
        hand_in(dialogue, pair[0], all_at(1))
        hand_in(dialogue, pair[1], all_at(4), advisory=True)

    assert of(queries.group_agreement(enrolment.pathway, reader=pair[0])).dialogues == 0


def test_nobody_sees_in_a_figure_what_they_havent_scored_themselves_yet(enrolment: Enrolment) -> None:
    first, second, late = people(3)
    in_step(enrolment, [first, second], 11)
    dialogue = a_held_dialogue(enrolment, first, second, late)
    hand_in(dialogue, first, all_at(1))
    hand_in(dialogue, second, all_at(4))

    told = {person: of(queries.group_agreement(enrolment.pathway, reader=person)).dialogues for person in (first, late)}
    hand_in(dialogue, late, all_at(2))
    afterwards = of(queries.group_agreement(enrolment.pathway, reader=late)).dialogues

    assert (told[first], told[late], afterwards) == (12, 11, 12)


# --- kept figures ---------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("seed", range(4))
def test_what_is_carried_on_equals_what_is_counted_anew_whatever_happened(enrolment: Enrolment, seed: int) -> None:
    chance, observers = Random(seed), people(4)  # noqa: S311 - made-up scores
    dialogues = [a_held_dialogue(enrolment, *observers) for _ in range(6)]
    for _ in range(25):
        dialogue, person = chance.choice(dialogues), chance.choice(observers)
        scores = {key: chance.choice((None, 1, 2, 3, 4)) for key in scenes.COMPETENCIES}
        versions = Observation.objects.filter(dialogue=dialogue, observer=person).count()
        hand_in(dialogue, person, scores, version=versions + 1, advisory=chance.random() < 0.2)
        if chance.random() < 0.5:
            figures_of.known_tally(enrolment.pathway)

    carried_on = figures_of.known_tally(enrolment.pathway)

    assert carried_on == whole_tally(enrolment.pathway)


def test_a_row_that_was_numbered_earlier_and_seen_later_is_counted_too(enrolment: Enrolment) -> None:
    observers = people(2)
    seen(enrolment, dict.fromkeys(observers, all_at(2)))
    dialogue = a_held_dialogue(enrolment, *observers)
    last = Observation.objects.latest("pk").pk
    Observation.objects.bulk_create(
        [Observation(pk=last + 9, dialogue=dialogue, observer=observers[0], **_rest(dialogue))]
    )
    figures_of.known_tally(enrolment.pathway)

    Observation.objects.bulk_create(
        [Observation(pk=last + 5, dialogue=dialogue, observer=observers[1], **_rest(dialogue))]
    )

    assert figures_of.known_tally(enrolment.pathway) == whole_tally(enrolment.pathway)


def _rest(dialogue: Dialogue) -> dict[str, Any]:
    syllabus = dialogue.enrolment.syllabus
    return {"syllabus": syllabus, "scores": all_at(3), "readiness": "ready", "submitted_at": scenes.NOW}


def test_new_observations_are_added_without_reading_all(enrolment: Enrolment) -> None:
    observers = people(2)
    in_step(enrolment, observers, 12)
    figures_of.known_tally(enrolment.pathway)
    seen(enrolment, dict.fromkeys(observers, all_at(2)))

    with CaptureQueriesContext(connection) as asked:
        figures_of.known_tally(enrolment.pathway)

    assert len(asked) == 3
    assert any("dialogue_id" in row["sql"] and "IN (SELECT" in row["sql"] for row in asked)


@pytest.mark.parametrize("dialogues", [1, 30])
def test_figures_cost_the_same_however_many_dialogues_there_are(
    enrolment: Enrolment, django_assert_num_queries: DjangoAssertNumQueries, dialogues: int
) -> None:
    observers = people(3)
    in_step(enrolment, observers, dialogues)

    with django_assert_num_queries(3):
        queries.group_agreement(enrolment.pathway, reader=observers[0])
    with django_assert_num_queries(3):
        queries.group_agreement(enrolment.pathway, reader=observers[0])


@pytest.mark.parametrize("dialogues", [1, 30])
def test_ones_own_figures_cost_three_queries(
    enrolment: Enrolment, django_assert_num_queries: DjangoAssertNumQueries, dialogues: int
) -> None:
    observers = people(3)
    in_step(enrolment, observers, dialogues)

    with django_assert_num_queries(3):
        queries.own_agreement(observers[0])


# --- one observer beside the others ---------------------------------------------------------------


def test_somebody_who_scores_lower_on_two_competencies_reads_it_in_a_sentence(enrolment: Enrolment) -> None:
    me, one, other = people(3)
    for level in (2, 3, 4, 3, 2, 4):
        strict = all_at(level) | {"frame": level - 1, "harm": level - 1}
        seen(enrolment, {me: strict, one: all_at(level), other: all_at(level)})

    own = queries.own_agreement(me)

    assert figures.own_sentence(own) == "You agree on most. You are stricter on: frame, harm."
    assert {row.beside.lean for row in own.competencies} == {Lean.STRICTER, Lean.ALIKE}


def test_of_four_shared_dialogues_nothing_is_said(enrolment: Enrolment) -> None:
    observers = people(2)
    in_step(enrolment, observers, 4, apart=1)

    assert figures.own_sentence(queries.own_agreement(observers[0])).startswith("Too few to say")


def test_two_people_have_a_weighted_kappa_from_ten_dialogues_on(enrolment: Enrolment) -> None:
    observers = people(2)
    in_step(enrolment, observers, 10)

    [partner] = queries.own_agreement(observers[0]).partners

    assert (partner.dialogues, partner.word, partner.found and partner.found.value) == (10, Word.SOLID, 1.0)


def test_dialogues_that_one_hasnt_handed_in_about_take_no_part_in_ones_own_page(enrolment: Enrolment) -> None:
    first, second, late = people(3)
    in_step(enrolment, [first, second], 6)
    a_held_dialogue(enrolment, late)

    assert queries.own_agreement(late) == figures_of.Own(0, (), ())


# --- pages ----------------------------------------------------------------------------------------


def test_ones_own_page_says_words_first_and_stands_in_a_table_too(enrolment: Enrolment, sign_in: SignIn) -> None:
    observers = people(2)
    in_step(enrolment, observers, 12, apart=1)

    page = sign_in(observers[1]).get(reverse("practice:agreement")).content.decode()

    assert "You are kinder on: frame, care" in page
    assert page.index("You are kinder on") < page.index("interval-plot") < page.index("<table")
    assert str(observers[0]) in page


def test_somebody_who_observed_nothing_reads_that_it_is_too_early(as_trainee: Client) -> None:
    assert "Too few to say" in as_trainee.get(reverse("practice:agreement")).content.decode()


def test_the_core_groups_page_names_competencies_and_no_observer(enrolment: Enrolment, sign_in: SignIn) -> None:
    observers = people(2)
    in_step(enrolment, observers, 12)
    reader = scenes.a_core_member()

    page = sign_in(reader).get(reverse("agreement:agreement")).content.decode()

    assert "You agree well on: frame" in page
    assert not any(str(person) in page for person in observers)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.TRAINEE, 403), (Role.CONTENT_ADMIN, 302), (Role.CORE_GROUP, 200), (Role.PROGRAM_ADMIN, 200)],
)
def test_only_who_sees_dialogues_sees_how_the_group_agrees(sign_in: SignIn, role: Role, status: int) -> None:
    client = sign_in(UserFactory.create(roles=[role]))

    assert client.get(reverse("agreement:agreement")).status_code == status


# --- at size --------------------------------------------------------------------------------------


@pytest.mark.database
def test_five_thousand_dialogues_seen_by_three_are_told_in_the_same_queries(
    enrolment: Enrolment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    observers, chance = people(30), Random(6)  # noqa: S311 - made-up scores
    many_observed(enrolment, observers, 5000, chance)

    began = perf_counter()
    with django_assert_num_queries(3):
        rows = queries.group_agreement(enrolment.pathway, reader=observers[0])
    first = perf_counter() - began
    with django_assert_num_queries(3):
        queries.group_agreement(enrolment.pathway, reader=observers[0])
    kept = perf_counter() - began - first
    with django_assert_num_queries(3):
        own = queries.own_agreement(observers[0])

    print(f"all {first:.2f} s, kept {kept:.3f} s, own {perf_counter() - began - first - kept:.2f} s")
    assert of(rows).dialogues > 4000
    assert own.dialogues > 300
    assert kept < first


def many_observed(enrolment: Enrolment, observers: list[User], count: int, chance: Random) -> None:
    """Dialogues that three of these people observed, with what each saw of the same hour."""
    rows = (
        Dialogue(
            enrolment=enrolment,
            topic="Silence",
            aim="Voices",
            starts_at=scenes.NOW,
            state="held",
            created_at=scenes.NOW,
        )
        for _ in range(count)
    )
    made = Dialogue.objects.bulk_create(rows, batch_size=500)
    Observation.objects.bulk_create(
        (
            Observation(
                dialogue=dialogue,
                observer=person,
                syllabus=enrolment.syllabus,
                scores={key: _level(chance) for key in scenes.COMPETENCIES},
                readiness="nearly",
                submitted_at=scenes.NOW,
            )
            for dialogue in made
            for person in chance.sample(observers, 3)
        ),
        batch_size=500,
    )


def _level(chance: Random) -> int | None:
    return chance.choice((None, 1, 2, 2, 3, 3, 3, 4))
