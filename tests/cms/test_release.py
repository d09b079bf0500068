"""Releasing a pathway from the staff pages: what is shown, who may, and what happens to people on their way."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cms.actions import releases as actions
from cms.models import LessonPage, ModulePage, PathwayPage
from cms.queries.releases import proposal
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, Release, Syllabus
from courses.progress.tasks import sweep_moves
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as everywhere
from tests.cms import scenes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathway() -> PathwayPage:
    return scenes.a_pathway(lessons=1)


@pytest.fixture
def as_content_admin(client: Client, content_admin: User) -> Client:
    client.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


def attended(person: User) -> None:
    claim = ledger.Claim(
        subject="attendance:slot/1",
        value={"kind": "training", "minutes": 50},
        rank=Rank.PERSON,
        occurred_at=datetime(2026, 10, 19, 15, tzinfo=UTC),
        source="staff",
        key="attendance:1",
    )
    ledger.assert_all([(person.pk, claim)], by=None)


def ask_for_two_sessions(page: PathwayPage) -> None:
    rows: list[dict[str, Any]] = json.loads(json.dumps(scenes.REQUIREMENTS))
    rows[1]["value"]["count"] = 2
    page.requirements = json.dumps(rows)
    page.save()


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(client: Client, page: PathwayPage, **values: str) -> Any:
    seen = proposal(PathwayPage.objects.get(pk=page.pk)).fingerprint
    answer = client.post(reverse("cms:release", args=[page.pk]), {"seen": seen, **values}, follow=True)
    # As after the commit, which a test never reaches.
    sweep_moves()
    return answer


def test_the_first_release_lets_people_begin(as_content_admin: Client, pathway: PathwayPage, trainee: User) -> None:
    response = send(as_content_admin, pathway)

    assert "Facilitator is released as version 1." in words_of(response)
    assert scenes.begun(pathway, trainee).syllabus.number == 1


def test_the_release_is_in_the_list_of_staff_acts(pathway: PathwayPage, content_admin: User) -> None:
    scenes.released(pathway, content_admin)

    assert ModelLogEntry.objects.filter(action="progress.release", user=content_admin).count() == 1


def test_publishing_moves_nobody(pathway: PathwayPage, content_admin: User, trainee: User) -> None:
    scenes.released(pathway, content_admin)
    enrolment = scenes.begun(pathway, trainee)
    LessonPage.objects.descendant_of(pathway).get().unpublish()
    ask_for_two_sessions(pathway)

    assert Enrolment.objects.get().syllabus == enrolment.syllabus
    assert Syllabus.objects.count() == 1


def test_unreleased_changes_are_told_in_words(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    scenes.released(pathway, content_admin)
    scenes.a_lesson(ModulePage.objects.child_of(pathway).get(), 7)

    response = as_content_admin.get(reverse("cms:release", args=[pathway.pk]))

    assert "New lesson: Module 0, lesson 7" in words_of(response)


def test_the_impact_is_shown_by_what_it_is_with_the_people_whom_it_concerns(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    scenes.released(pathway, content_admin)
    for name in ("Amara", "Bo"):
        scenes.begun(pathway, UserFactory.create(display_name=name))
    attended(User.objects.get(display_name="Amara"))
    ask_for_two_sessions(pathway)

    words = words_of(as_content_admin.get(reverse("cms:release", args=[pathway.pk])))

    told = re.search(r"<b>1 person</b></p> <ul><li>(.+?)</li></ul> <details>.+?<ul> <li>(.+?)</li> </ul>", words)
    assert told is not None
    assert told.groups() == (
        "Met now, and not any more: Be there for 2 live training sessions, at least 45 minutes each time",
        "Amara · version 1",
    )


def test_a_rule_is_asked_for_only_when_somebody_is_concerned(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    ask_for_two_sessions(pathway)
    without = words_of(as_content_admin.get(reverse("cms:release", args=[pathway.pk])))
    scenes.begun(pathway, trainee)
    with_somebody = words_of(as_content_admin.get(reverse("cms:release", args=[pathway.pk])))

    assert ("Everybody moves" in without, "Everybody moves" in with_somebody) == (False, True)


def test_words_alone_move_everybody(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    scenes.begun(pathway, trainee)
    lesson = LessonPage.objects.descendant_of(pathway).get()
    lesson.title = "Kinder words"
    lesson.save_revision().publish()

    send(as_content_admin, pathway)

    assert Enrolment.objects.get().syllabus.number == 2


@pytest.mark.database
@pytest.mark.parametrize(("rule", "number"), [("keep", 1), ("move", 2)])
def test_the_chosen_rule_decides_who_moves(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User, trainee: User, rule: str, number: int
) -> None:
    scenes.released(pathway, content_admin)
    scenes.begun(pathway, trainee)
    ask_for_two_sessions(pathway)

    send(as_content_admin, pathway, rule=rule)

    assert Enrolment.objects.get().syllabus.number == number


def test_without_a_rule_nobody_is_moved(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    scenes.begun(pathway, trainee)
    ask_for_two_sessions(pathway)

    send(as_content_admin, pathway)

    assert Enrolment.objects.get().syllabus.number == 1


def test_what_changed_since_the_page_was_opened_is_not_released(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    ask_for_two_sessions(pathway)
    scenes.begun(pathway, trainee)
    seen = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint
    attended(trainee)

    with pytest.raises(Refused) as refused:
        actions.release(page_id=pathway.pk, rule=Release.Rule.MOVE, seen=seen, by=content_admin)

    assert refused.value.messages == ["Something changed since this page was opened. Please look at it once more."]


def test_the_reader_is_told_why_nothing_was_released(as_content_admin: Client, pathway: PathwayPage) -> None:
    response = as_content_admin.post(reverse("cms:release", args=[pathway.pk]), {"seen": "old"}, follow=True)

    assert "Something changed since this page was opened." in words_of(response)
    assert not Release.objects.exists()


def test_reading_alone_is_refused_with_what_to_add(as_content_admin: Client) -> None:
    page = scenes.a_pathway("reading", requirements=json.dumps(scenes.REQUIREMENTS[:1]))

    words = words_of(as_content_admin.get(reverse("cms:release", args=[page.pk])))

    assert "Reading alone never certifies." in words
    assert 'type="submit">Release' not in words


def test_a_pathway_that_is_not_published_is_refused(as_content_admin: Client, pathway: PathwayPage) -> None:
    pathway.unpublish()

    assert "before you release it" in words_of(as_content_admin.get(reverse("cms:release", args=[pathway.pk])))


def test_a_second_release_without_a_change_is_refused(pathway: PathwayPage, content_admin: User) -> None:
    scenes.released(pathway, content_admin)

    with pytest.raises(Refused) as refused:
        scenes.released(pathway, content_admin)

    assert refused.value.messages == ["Nothing has changed since the last release."]


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_those_who_may_release_see_the_page(
    client: Client, pathway: PathwayPage, core_member: User, method: str
) -> None:
    client.force_login(core_member, backend="django.contrib.auth.backends.ModelBackend")

    response = getattr(client, method)(reverse("cms:release", args=[pathway.pk]))

    assert response.status_code in {302, 403}
    assert not Release.objects.exists()


def test_a_program_admin_may_release(client: Client, pathway: PathwayPage, program_admin: User) -> None:
    client.force_login(program_admin, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("cms:release", args=[pathway.pk])).status_code == 200


def test_the_editor_of_a_lesson_is_one_click_from_the_release(as_content_admin: Client, pathway: PathwayPage) -> None:
    lesson = LessonPage.objects.descendant_of(pathway).get()

    response = as_content_admin.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))

    assert reverse("cms:release", args=[pathway.pk]) in response.content.decode()


def test_the_list_says_which_pathways_have_unreleased_changes(
    as_content_admin: Client, pathway: PathwayPage, content_admin: User
) -> None:
    scenes.released(pathway, content_admin)
    released = words_of(as_content_admin.get(reverse("cms:pathways")))
    ask_for_two_sessions(pathway)
    changed = words_of(as_content_admin.get(reverse("cms:pathways")))

    assert ("Look at unreleased changes" in released, "Look at unreleased changes" in changed) == (False, True)


@pytest.mark.parametrize("people", [2, 40])
def test_a_proposal_takes_seven_queries(
    pathway: PathwayPage, content_admin: User, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scenes.released(pathway, content_admin)
    for _ in range(people):
        scenes.begun(pathway, UserFactory.create())
    page = PathwayPage.objects.get(pk=pathway.pk)
    proposal(page)

    with django_assert_num_queries(7):
        proposal(page)


def test_who_reads_on_while_the_page_is_looked_at_stops_no_release(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    enrolment = scenes.begun(pathway, trainee)
    ask_for_two_sessions(pathway)
    seen = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint
    everywhere.read_all_lessons(enrolment)

    made = actions.release(page_id=pathway.pk, rule=Release.Rule.MOVE, seen=seen, by=content_admin)

    assert made.syllabus.number == 2


def test_what_another_rule_would_change_stops_no_release(
    pathway: PathwayPage, content_admin: User, trainee: User
) -> None:
    scenes.released(pathway, content_admin)
    scenes.begun(pathway, trainee)
    ask_for_two_sessions(pathway)
    seen = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint
    attended(trainee)

    made = actions.release(page_id=pathway.pk, rule=Release.Rule.KEEP, seen=seen, by=content_admin)

    assert made.rule == Release.Rule.KEEP
