"""The figures of impact are those that a slow direct computation finds, whoever was erased, and nothing of too few."""

from random import Random

import pytest

from cms.actions import impact as actions
from cms.queries.impact import impact
from cms.rules.seasons import season_from
from courses.slots.models import Slot
from lms.people.actions import erase
from lms.people.models import User
from tests.cms import impact_scenes as scenes
from tests.cms import slowly
from tests.cms.impact_scenes import AT, AUTUMN, SPRING
from tests.factories import InstitutionFactory
from tests.scenes import at

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told() -> slowly.Told:
    """What stands there, told anew."""
    actions.tell(clock=at(AT))
    return slowly.told()


def told_of(season: str) -> dict[str, tuple[int, ...]]:
    return {measure: figure for (when, measure), figure in told().items() if when == season}


@pytest.mark.parametrize("number", range(4))
def test_they_equal_a_slow_computation_over_any_program(number: int) -> None:
    world, _people = scenes.a_program(Random(number))  # noqa: S311 - tests repeat what chance does

    assert told() == slowly.figures(world, AT)


@pytest.mark.parametrize("number", range(10, 13))
def test_who_is_erased_stays_an_attendance_and_is_nobody(number: int) -> None:
    world, people = scenes.a_program(Random(number))  # noqa: S311 - tests repeat what chance does
    for person in people[:6]:
        erase(person=person, by=None)
        del world.people[person.pk]

    assert told() == slowly.figures(world, AT)


def test_a_chat_of_four_is_a_topic_alone() -> None:
    scenes.a_chat(there=scenes.people(4))

    figures = told()

    assert (figures, impact(AT).topics) == ({}, 1)


def test_a_chat_of_five_is_told() -> None:
    scenes.a_chat(there=scenes.people(5))

    assert told_of("2026-autumn") == {"national": (5,), "people": (5,), "institutions": (0,), "countries": (0,)}


def test_what_was_called_off_or_is_to_come_is_not_counted() -> None:
    scenes.a_chat(state="cancelled", there=scenes.people(5))
    scenes.a_chat(AT, state="published", there=scenes.people(5))

    assert (told(), impact(AT).topics) == ({}, 0)


def test_an_institution_counts_from_five_of_its_people_on() -> None:
    small, large = (InstitutionFactory.create(country=country) for country in ("CA", "US"))
    scenes.a_chat(there=[*scenes.people(4, institution=small), *scenes.people(5, institution=large)])

    figures = told_of("ever")

    assert (figures["institutions"], figures["countries"]) == ((1,), (1,))


def test_who_comes_again_is_one_of_the_people_and_two_attendances() -> None:
    same = scenes.people(6)
    scenes.a_chat(AUTUMN, there=same)
    scenes.a_chat(SPRING, there=same)
    told()

    found = impact(AT)

    assert (found.attendances, found.reached("people")) == (12, 6)


def test_a_season_of_two_rounds_puts_nobodys_dialogue_on_show() -> None:
    scenes.rounds(2, answers=30)

    assert told() == {}


def test_three_rounds_are_told_with_how_many_answered() -> None:
    scenes.rounds(2)
    scenes.rounds(1, value=scenes.NO)

    assert told_of("2026-autumn") == dict.fromkeys(slowly.QUESTIONS, (18, 27))


@pytest.mark.parametrize("answers", [5, 8])
def test_a_round_of_fewer_than_nine_answers_adds_nothing(answers: int) -> None:
    scenes.rounds(3)
    before = told()
    scenes.rounds(3, answers=answers, value=scenes.NO)

    assert told() == before


def test_a_question_that_stayed_open_too_often_is_not_told_of_its_round() -> None:
    scenes.rounds(2)
    scenes.a_round(AUTUMN, [(4, None if number else 4, 4) for number in range(9)])

    assert set(told_of("2026-autumn")) == {"interest", "recommend"}


def test_it_begins_anew_where_a_season_of_the_program_begins() -> None:
    late = AUTUMN.replace(year=2026, month=8, day=1, hour=3)
    scenes.a_chat(late, there=scenes.people(5))

    season = season_from("2026-spring")
    assert season
    told()
    assert impact(AT).of_season(season).attendances == 5


def correct(slot: Slot, *people: User) -> None:
    """Somebody was there after all."""
    for person in people:
        scenes.a_mark(slot, person)


def test_four_corrections_move_nothing_and_the_fifth_moves_all() -> None:
    slot, late = scenes.a_chat(there=scenes.people(7)), scenes.people(5)
    before = told()
    correct(slot, *late[:4])
    between = told()
    correct(slot, late[4])

    assert (before == between, told_of("2026-autumn")["national"]) == (True, (12,))


def test_an_erasure_alone_moves_nothing() -> None:
    came = scenes.people(6, institution=InstitutionFactory.create())
    scenes.a_chat(there=came)
    before = told()

    for person in came[:4]:
        erase(person=person, by=None)

    assert told() == before
