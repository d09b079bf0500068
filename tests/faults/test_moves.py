"""Whatever kills the job that moves people, everybody is moved exactly once in the end, and counted once."""

import random
from itertools import cycle, islice

import pytest
from django.core.management import call_command

from courses.progress import queries
from courses.progress.models import Enrolment, LedgerEvent, Release
from courses.progress.queries import Tally
from tests import scenes
from tests.faults.conftest import KILLED, House, Wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DONE, REFUSED = 0, 3
INSIDE = ("progress.move.locked", "progress.move.asserted", "progress.move.decided")
BEHIND = "progress.moved"
PEOPLE = 8
SEED = 20181019


def people_on_their_way() -> int:
    """Some people, and an admin."""
    for _ in range(PEOPLE):
        scenes.an_enrolment()
    return scenes.an_admin().pk


def a_release_that_moved_nobody_yet(house: House) -> Release:
    """By a process that died right after its commit."""
    assert house.run("release", people_on_their_way(), failpoint="progress.move.committed") == KILLED
    return Release.objects.latest("pk")


def a_taking_back_that_led_nobody_yet(house: House) -> Release:
    release = a_release_that_moved_nobody_yet(house)
    assert house.run("sweep_moves") == DONE
    assert house.run("take_back", release.pk, scenes.an_admin().pk, failpoint="progress.move.committed") == KILLED
    return release


def versions() -> set[int]:
    return set(Enrolment.objects.values_list("syllabus__number", flat=True))


def everybody_is_moved_once(release: Release) -> bool:
    events = LedgerEvent.objects.filter(subject="syllabus", key=f"release:{release.pk}")
    call_command("rebuild_progress", check=True)
    return (queries.tally(release), events.count(), versions()) == (Tally(moved=PEOPLE), PEOPLE, {2})


def everybody_is_led_back_once(release: Release) -> bool:
    undone = LedgerEvent.objects.filter(subject="syllabus").exclude(undoes=None)
    call_command("rebuild_progress", check=True)
    return (queries.tally(release), undone.count(), versions()) == (Tally(taken_back=PEOPLE), PEOPLE, {1})


@pytest.mark.parametrize("led", ["there", "back"])
def test_a_job_killed_twelve_times_in_the_middle_ends_exact(house: House, led: str) -> None:
    there = led == "there"
    release = (a_release_that_moved_nobody_yet if there else a_taking_back_that_led_nobody_yet)(house)

    deaths = [house.run("sweep_moves", failpoint=point) for point in islice(cycle((*INSIDE, BEHIND)), 12)]
    in_the_middle = queries.tally(release).open
    assert house.run("sweep_moves") == DONE

    assert (deaths, in_the_middle) == ([KILLED] * 12, PEOPLE - 3)
    assert (everybody_is_moved_once if there else everybody_is_led_back_once)(release)


@pytest.mark.parametrize("point", INSIDE)
def test_killed_inside_of_a_move_nothing_of_it_stays(house: House, point: str) -> None:
    release = a_release_that_moved_nobody_yet(house)

    assert house.run("sweep_moves", failpoint=point) == KILLED

    assert (queries.tally(release), versions()) == (Tally(waiting=PEOPLE), {1})


def test_killed_before_its_commit_a_release_leaves_nothing(house: House) -> None:
    admin = people_on_their_way()

    assert house.run("release", admin, failpoint="progress.release.written") == KILLED

    assert (Release.objects.count(), versions()) == (1, {1})


def test_two_jobs_at_once_move_everybody_once(house: House) -> None:
    release = a_release_that_moved_nobody_yet(house)

    assert house.at_once(*[Wanted("sweep_moves")] * 2) == [DONE, DONE]

    assert everybody_is_moved_once(release)


def test_two_jobs_at_once_killed_at_random_end_exact(house: House) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same moments in every run
    release = a_release_that_moved_nobody_yet(house)

    for _ in range(10):
        house.at_once(*(Wanted("sweep_moves", killed_after=chance.uniform(0, 0.15)) for _ in range(2)))
    assert house.run("sweep_moves") == DONE

    assert everybody_is_moved_once(release)


def test_two_who_take_back_at_once_lead_everybody_back_once(house: House) -> None:
    release = a_release_that_moved_nobody_yet(house)
    assert house.run("sweep_moves") == DONE
    admins = [scenes.an_admin().pk for _ in range(2)]

    ends = house.at_once(*(Wanted("take_back", (release.pk, admin)) for admin in admins))
    assert house.run("sweep_moves") == DONE

    assert sorted(ends) == [DONE, REFUSED]
    assert everybody_is_led_back_once(release)


def test_two_who_release_at_once_make_one_version(house: House) -> None:
    admin = people_on_their_way()

    ends = house.at_once(*[Wanted("release", (admin,))] * 2)
    assert house.run("sweep_moves") == DONE

    assert sorted(ends) == [DONE, REFUSED]
    assert everybody_is_moved_once(Release.objects.latest("pk"))
