"""What a release would change, told before it is made; and that just this happens then."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from courses.progress import chain, engine, queries
from courses.progress.actions import ledger, moves, releases
from courses.progress.effects import Because, What, effects
from courses.progress.models import Enrolment, LedgerEvent, Move, Release, Syllabus
from courses.progress.models.syllabuses import plan_of
from courses.progress.queries import Impact
from tests import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Rule = Release.Rule


def foreseen(*lessons: dict[str, Any], **options: Any) -> Impact:
    document = scenes.a_document(*lessons, **options)[0]
    return queries.impact(document["pathway"]["key"], document, at=scenes.NOW)


def without(key: str) -> list[dict[str, Any]]:
    return [row for row in scenes.usual_requirements() if row["key"] != key]


def changes(impact: Impact) -> list[list[tuple[str, str]]]:
    return [[(effect.what, effect.key) for effect in row.effects] for row in impact.people]


def test_who_is_ready_would_lose_a_requirement_and_with_it_their_readiness() -> None:
    scenes.a_trainee_ready_to_apply()
    scenes.an_enrolment()

    impact = foreseen(scenes.a_lesson("listening"), scenes.a_lesson("repair"))

    assert changes(impact) == [[(What.READY_NO_LONGER, ""), (What.LOST, "lessons")], []]
    assert (
        Syllabus.objects.count(),
        Release.objects.count(),
        LedgerEvent.objects.filter(subject="syllabus").count(),
    ) == (
        1,
        1,
        0,
    )


def test_a_requirement_that_is_taken_away_spares_some_and_was_met_by_others() -> None:
    scenes.a_trainee_ready_to_apply()
    scenes.an_enrolment()

    assert changes(foreseen(requirements=without("reflection"))) == [
        [(What.DROPPED, "reflection")],
        [(What.SPARED, "reflection")],
    ]


def test_a_new_requirement_is_more_to_do_only_for_who_does_not_meet_it() -> None:
    scenes.a_release(requirements=without("lessons"))
    reading, reader = scenes.an_enrolment(), scenes.an_enrolment()
    scenes.read_all_lessons(reader)

    impact = foreseen()

    assert [row.enrolment_id for row in impact.people] == [reading.pk, reader.pk]
    assert changes(impact) == [[(What.ADDED, "lessons")], []]


def test_each_rule_is_told_with_its_own_numbers() -> None:
    scenes.a_trainee_ready_to_apply()
    scenes.an_enrolment()

    impact = foreseen(scenes.a_lesson("listening"), scenes.a_lesson("repair"))

    told = [(row.moving, row.staying, row.losing, row.no_longer_ready) for row in map(impact.summary, queries.RULES)]
    assert told == [(0, 2, 0, 0), (2, 0, 1, 1), (1, 1, 0, 0)]


def test_people_for_whom_the_same_changes_stand_together_losses_first() -> None:
    scenes.an_enrolment()
    scenes.an_enrolment()
    scenes.a_trainee_ready_to_apply()

    told = [
        (group.loses, len(group.people))
        for group in foreseen(scenes.a_lesson("third"), requirements=without("reflection")).groups
    ]

    assert told == [(True, 1), (False, 2)]


def test_the_fingerprint_is_about_what_changes_and_not_about_how_far_people_are() -> None:
    enrolment = scenes.an_enrolment()
    fewer = without("reflection")
    before = foreseen(requirements=fewer).fingerprint
    scenes.read_all_lessons(enrolment)
    after_reading = foreseen(requirements=fewer).fingerprint
    assert enrolment.person
    scenes.assert_subject(enrolment.person, "reflection:1", {"shared": True})

    assert (before == after_reading, before == foreseen(requirements=fewer).fingerprint) == (True, False)


@pytest.mark.parametrize("people", [2, 40])
def test_two_queries_however_many_people_and_versions(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(people // 2):
        scenes.an_enrolment()
    scenes.a_release(scenes.a_lesson("third"), rule=Rule.KEEP)
    for _ in range(people // 2):
        scenes.an_enrolment()
    plan_of.cache_clear()

    with django_assert_num_queries(2):
        impact = foreseen(scenes.a_lesson("fourth"))

    assert len(impact.people) == people


def test_nothing_is_written() -> None:
    scenes.an_enrolment()

    with CaptureQueriesContext(connection) as asked:
        foreseen(scenes.a_lesson("third"))

    # PostgreSQL reads many rows through a cursor, which it declares.
    assert {query["sql"].split()[0] for query in asked.captured_queries} <= {"SELECT", "DECLARE"}


# --- what was told is what happens ------------------------------------------------------------------

LESSONS = ("listening", "stages", "repair", "silence")
REQUIREMENTS: tuple[dict[str, Any], ...] = (
    {"kind": "complete_lessons", "key": "lessons"},
    {"kind": "complete_lessons", "key": "chosen", "lessons": [scenes.key("listening")]},
    {"kind": "share_reflections", "key": "reflection", "count": 1},
    {"kind": "share_reflections", "key": "reflection", "count": 2},
    {"kind": "take_part", "key": "chats", "count": 1},
    {
        "kind": "group",
        "key": "choice",
        "need": 1,
        "members": [
            {"kind": "take_part", "key": "chats-2", "count": 2},
            {"kind": "share_reflections", "key": "reflection-3", "count": 3},
        ],
    },
)
LIVE = {"kind": "attend_sessions", "key": "sessions", "session_kind": "training", "count": 1, "minutes": 45}
FACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    *((f"lesson:{scenes.key(name)}", {"done": True}) for name in LESSONS),
    *((f"reflection:{n}", {"shared": True}) for n in (1, 2, 3)),
    *((f"attendance:slot/{n}", {"kind": "chat", "minutes": 60}) for n in (1, 2)),
    ("attendance:slot/3", {"kind": "training", "minutes": 60}),
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    lessons = draw(st.lists(st.sampled_from(LESSONS), min_size=1, unique=True))
    rows = draw(st.lists(st.sampled_from(REQUIREMENTS), max_size=3, unique_by=lambda row: row["key"]))
    words = draw(st.sampled_from(("", ", in other words")))
    bodies = [scenes.a_lesson(name) | {"title": name + words} for name in lessons]
    keys = {scenes.key(name) for name in lessons}
    rows = [row for row in rows if set(row.get("lessons", ())) <= keys]
    return scenes.a_document(*bodies, requirements=[LIVE, *rows])


people_with_facts = st.lists(st.sets(st.sampled_from(range(len(FACTS)))), min_size=1, max_size=4)
rules_of_releases = st.sampled_from(Rule.values)


@settings(
    max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(first=documents(), later=st.lists(documents(), min_size=1, max_size=2), facts=people_with_facts, data=st.data())
def test_the_impact_that_was_told_is_what_then_happens(
    first: Any, later: list[Any], facts: list[set[int]], data: st.DataObject
) -> None:
    Move.objects.all().delete()
    Release.objects.all().delete()
    Enrolment.objects.update(person=None)
    admin = scenes.an_admin()
    clock = scenes.at(scenes.NOW)
    releases.release(document=first[0], lessons=first[1], rule=Rule.KEEP, by=admin, clock=clock)
    for known in facts:
        enrolment = scenes.an_enrolment()
        assert enrolment.person
        for number in sorted(known):
            scenes.assert_subject(enrolment.person, *FACTS[number])
    for document, lessons in later:
        rule = Rule(data.draw(rules_of_releases))
        if not releases_to_something_new(document):
            continue
        told = queries.impact(document["pathway"]["key"], document, at=scenes.NOW)
        before = {row.enrolment_id: statuses(row.enrolment_id) for row in told.people}

        made = releases.release(document=document, lessons=lessons, rule=rule, by=admin, clock=clock)
        moves.sweep(clock=clock)

        it_happened(told, made, before)


def releases_to_something_new(document: dict[str, Any]) -> bool:
    current = Release.objects.select_related("syllabus").latest("pk")
    return current.syllabus.digest != chain.digest(document)


def statuses(enrolment_id: int) -> list[Any]:
    row = Enrolment.objects.select_related("syllabus").get(pk=enrolment_id)
    return engine.evaluate(row.syllabus.plan, row.progress, at=scenes.NOW)


def it_happened(told: Impact, made: Release, before: dict[int, list[Any]]) -> None:
    rows = {row.enrolment_id: row for row in Move.objects.filter(release=made)}
    assert set(rows) == {row.enrolment_id for row in told.people}
    for person in told.people:
        stays = person.stays_because(made.rule)
        row, after = rows[person.enrolment_id], statuses(person.enrolment_id)
        assert (row.outcome, row.because) == (("kept", stays) if stays else ("moved", ""))
        assert effects(before[person.enrolment_id], after) == (() if stays else person.effects)
        if stays != Because.THERE:
            assert row.from_number == person.number
        enrolment = Enrolment.objects.get(pk=person.enrolment_id)
        assert (enrolment.eligible_at is not None) == engine.is_eligible(after)
        assert list(queries.faults(enrolment)) == []


def test_a_waived_requirement_is_not_lost() -> None:
    ready = scenes.a_trainee_ready_to_apply()
    ledger.waive(enrolment_id=ready.pk, requirement="lessons", because="Taught it for years.", by=scenes.an_admin())

    assert changes(foreseen(scenes.a_lesson("listening"), scenes.a_lesson("repair"))) == [[]]
