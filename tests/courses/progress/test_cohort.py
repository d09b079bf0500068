"""Where people are stuck and how long it takes: counted right, of enough people only, and with bounded means."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.progress import plots
from courses.progress.models import Enrolment
from courses.progress.queries import cohort
from courses.progress.requirements import Situation, Turn
from courses.progress.unseen import Unseen
from courses.progress.words.staff import WHOSE_TURN
from lms.people.actions import erase
from tests import scenes
from tests.courses.progress.staff_scenes import AT, credit
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def done(seq: int, days: int, key: str = "listening") -> dict[str, Any]:
    at = (scenes.NOW + timedelta(days=days)).isoformat()
    return {f"lesson:{scenes.key(key)}": [seq, 0, {"done": True}, at]}


def people(*snapshots: dict[str, Any]) -> list[Enrolment]:
    """Trainings with the state that a history would have left."""
    release = scenes.a_release(scenes.a_lesson("listening"))
    return Enrolment.objects.bulk_create(
        Enrolment(
            person=UserFactory.create(),
            pathway=release.pathway,
            syllabus=release.syllabus,
            enrolled_at=scenes.NOW,
            snapshot=snapshot,
        )
        for snapshot in snapshots
    )


def looked_at(*, at: datetime = AT) -> cohort.Cohort:
    pathway = cohort.pathways().get()
    return cohort.cohort(cohort.listed().filter(pathway=pathway), cohort.columns(pathway), at=at)


def test_people_are_counted_by_whose_turn_it_is() -> None:
    over = {"kind": "training", "state": "confirmed", "ends": "2026-10-02T10:00:00+00:00"}
    people({}, {"sign-up:slot/1": [1, 0, over, scenes.NOW.isoformat()]})

    sessions = looked_at().stuck[1]

    assert (sessions.people, dict(sessions.by_turn)) == (2, {Turn.TRAINEE: 1, Turn.CORE_GROUP: 1})


def test_how_long_it_takes_is_counted_from_beginning_to_the_entry_that_met_it() -> None:
    people(*(done(1, days) for days in (2, 4, 6, 8)), done(1, 40))

    lessons = looked_at(at=AT + timedelta(days=30)).pace[0]

    assert (lessons.people, lessons.quarter, lessons.half, lessons.three_quarters) == (5, 4, 6, 8)


def test_what_came_before_the_beginning_took_no_time() -> None:
    people(*(done(1, -20) for _ in range(5)))

    assert looked_at().pace[0].half == 0


def test_nothing_is_told_of_fewer_than_five() -> None:
    people(*(done(1, 3) for _ in range(4)))

    lessons = looked_at().pace[0]

    assert (lessons.people, lessons.told, lessons.half) == (4, False, None)


def test_what_was_granted_says_nothing_of_how_long_it_takes() -> None:
    enrolment = scenes.an_enrolment()
    credit(enrolment, "lessons")

    assert looked_at().pace[0].people == 0


def test_the_last_of_many_entries_that_it_took_is_the_one_that_counts() -> None:
    release = scenes.a_release(
        requirements=[{"kind": "attend_sessions", "key": "s", "session_kind": "chat", "count": 2, "minutes": 10}]
    )
    enrolment = scenes.an_enrolment(release=release)
    moments = [scenes.NOW + timedelta(days=days) for days in (3, 7, 12)]
    enrolment.snapshot = {
        f"attendance:slot/{number}": [number, 2, {"kind": "chat", "minutes": 60}, at.isoformat()]
        for number, at in enumerate(moments, start=1)
    }
    enrolment.save(update_fields=["snapshot"])

    stands = cohort.standing(enrolment, unseen=Unseen(), at=AT)
    given = Situation(release.syllabus.plan, enrolment.progress, AT)

    assert cohort.met_at(stands.statuses[0].requirement, stands.statuses[0], given) == moments[1]


@pytest.mark.parametrize("count", [1, 30])
def test_the_plots_take_one_query_however_many_people(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people(*(done(1, 3) for _ in range(count)))
    rows, heads = cohort.listed(), cohort.columns(cohort.pathways().get())
    cohort.cohort(rows, heads, at=AT)

    with django_assert_num_queries(1):
        cohort.cohort(rows, heads, at=AT)


def test_quarters_are_days_within_which_so_many_were_done() -> None:
    days = Counter({1: 1, 2: 1, 3: 1, 10: 1})

    assert [cohort.quantile(days, part) for part in (0.25, 0.5, 0.75)] == [1, 2, 3]


def test_erased_people_are_counted_nowhere() -> None:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None
    erase(person=enrolment.person, by=None)

    assert (list(cohort.pathways()), cohort.listed().count()) == ([], 0)


def test_people_on_two_versions_share_one_grid_and_what_is_not_asked_of_one_says_so() -> None:
    first = scenes.an_enrolment(release=scenes.a_release(requirements=scenes.usual_requirements()[:2]))
    second = scenes.an_enrolment(release=scenes.a_release(requirements=scenes.usual_requirements()[1:3]))
    heads = cohort.columns(first.pathway)

    assert [head.key for head in heads] == ["sessions", "dialogues", "lessons"]
    rows = [cohort.grid_row(row, heads, unseen=Unseen(), at=AT) for row in (first, second)]
    words = [[cell.word for cell in row.cells] for row in rows]
    assert words == [["Trainee", "Not asked", "Trainee"], ["Trainee", "Trainee", "Not asked"]]


def test_two_requirements_of_one_kind_are_told_apart_by_a_number() -> None:
    twice = [
        {**scenes.usual_requirements()[1], "key": key, "session_kind": kind}
        for key, kind in (("a", "chat"), ("b", "training"))
    ]
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=twice))

    assert [head.title for head in cohort.columns(enrolment.pathway)] == ["Live session 1", "Live session 2"]


def test_a_bar_is_as_long_as_its_part_of_all_people() -> None:
    people({}, done(1, 1), done(1, 2), done(1, 3))
    found = looked_at()

    [bar, *_rest] = plots.stuck_plot(found.stuck, found.people, WHOSE_TURN).rows

    assert [(part.word, part.count, part.x, part.width) for part in bar.segments] == [("Trainee's turn", 1, 0, 90)]


def test_the_page_shows_both_plots_with_the_same_as_numbers(as_core_member: Client) -> None:
    people(*(done(1, days) for days in (2, 4, 6, 8, 10)))

    told = as_core_member.get(reverse("trainings:pace")).content.decode()

    assert (told.count('<svg class="plot-picture"'), told.count("The same as numbers")) == (2, 2)
    assert "half in 6 days" in told
    assert " style=" not in told.split('class="nice-padding cohort"')[1].split("</section>")[0]
