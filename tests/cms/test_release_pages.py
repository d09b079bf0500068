"""The staff's pages about releases that were made: how far they are, who is where, leading back, lists."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cms.models import PathwayPage
from cms.queries import releases
from courses.progress.actions import ledger
from courses.progress.models import Enrolment, Move, Release
from courses.progress.tasks import sweep_moves
from lms.people.models import User
from lms.people.roles import Role
from tests.cms import scenes
from tests.cms.test_release import ask_for_two_sessions, attended, send, words_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathway() -> PathwayPage:
    return scenes.a_pathway(lessons=1)


@pytest.fixture
def as_content_admin(client: Client, content_admin: User) -> Client:
    client.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def people(pathway: PathwayPage, content_admin: User) -> list[Enrolment]:
    """Amara, who was at a session, and Bo."""
    scenes.released(pathway, content_admin)
    found = [scenes.begun(pathway, UserFactory.create(display_name=name)) for name in ("Amara", "Bo")]
    attended(User.objects.get(display_name="Amara"))
    return found


@pytest.fixture
def release(pathway: PathwayPage, people: list[Enrolment], content_admin: User) -> Release:
    """A second version to which both of them move, at first only on paper."""
    ask_for_two_sessions(pathway)
    return scenes.released(pathway, content_admin, Release.Rule.MOVE)


def page_of(client: Client, release: Release, **query: str) -> str:
    return words_of(client.get(reverse("cms:made", args=[release.pk]), query))


def post(client: Client, name: str, release: Release, **values: str) -> str:
    answer = client.post(reverse(f"cms:{name}", args=[release.pk]), values, follow=True)
    sweep_moves()
    return words_of(answer)


def test_after_the_click_one_reads_how_far_it_is(as_content_admin: Client, pathway: PathwayPage, people: Any) -> None:
    ask_for_two_sessions(pathway)

    words = words_of(send(as_content_admin, pathway, rule="move"))

    assert "Facilitator is released as version 2." in words
    assert "2 of 2 people are left. It goes on by itself, also when you leave this page." in words


def test_the_page_tells_each_person_and_why_they_stay(as_content_admin: Client, release: Release) -> None:
    Enrolment.objects.filter(person__display_name="Bo").update(state="withdrawn")
    sweep_moves()

    words = page_of(as_content_admin, release)

    assert "<dt>Moved</dt><dd>1</dd>" in words
    assert "<dt>Stays</dt><dd>1</dd>" in words
    assert "Stays · Left the training meanwhile" in words


def test_the_page_shows_those_of_one_outcome(as_content_admin: Client, release: Release) -> None:
    sweep_moves()
    ledger.undo(
        enrolment_id=Enrolment.objects.get(person__display_name="Bo").pk, seq=1, because="So.", by=release.released_by
    )

    moved, back = (page_of(as_content_admin, release, outcome=name) for name in ("moved", "taken_back"))

    assert [(">Amara<" in words, ">Bo<" in words) for words in (moved, back)] == [(True, False), (False, True)]
    assert "Led back · Was led back alone, from their own history" in back


def test_people_are_led_back_with_a_reason(as_content_admin: Client, release: Release, content_admin: User) -> None:
    sweep_moves()

    words = post(as_content_admin, "take_back", release, because="The group asked for more time.")

    assert "People are being led back to the version that they had before." in words
    assert "“The group asked for more time.”" in page_of(as_content_admin, release)
    assert set(Enrolment.objects.values_list("syllabus__number", flat=True)) == {1}
    assert ModelLogEntry.objects.filter(action="progress.take_back", user=content_admin).count() == 1


def test_without_a_reason_nobody_is_led_back_and_the_field_says_so(as_content_admin: Client, release: Release) -> None:
    sweep_moves()

    words = post(as_content_admin, "take_back", release, because="")

    assert "Please say why. It stays with the history." in words
    assert set(Enrolment.objects.values_list("syllabus__number", flat=True)) == {2}


def test_leading_back_is_offered_for_the_latest_release_once_it_has_moved_people(
    as_content_admin: Client, release: Release
) -> None:
    offer = "Lead everybody back to the version they had before"
    while_moving = page_of(as_content_admin, release)
    sweep_moves()

    first = Release.objects.earliest("pk")
    told = [while_moving, page_of(as_content_admin, release), page_of(as_content_admin, first)]
    assert [offer in words for words in told] == [False, True, False]


def test_what_went_wrong_can_be_tried_again_from_the_page(as_content_admin: Client, release: Release) -> None:
    Move.objects.filter(enrolment__person__display_name="Bo").update(outcome="failed", because="OSError")
    sweep_moves()
    before = page_of(as_content_admin, release)

    words = post(as_content_admin, "retry", release)

    assert "Something went wrong (OSError). The log says more." in before
    assert "It is tried again with 1 person." in words
    assert set(Enrolment.objects.values_list("syllabus__number", flat=True)) == {2}


def test_a_refusal_is_told_in_words(as_content_admin: Client, release: Release) -> None:
    assert "The last release is still moving people." in post(as_content_admin, "take_back", release, because="So.")
    assert "There is nothing to try again" in post(as_content_admin, "retry", release)


def test_while_people_are_moved_the_next_release_waits(
    as_content_admin: Client, pathway: PathwayPage, release: Release
) -> None:
    pathway.title = "Facilitators"
    pathway.save()

    words = words_of(as_content_admin.get(reverse("cms:release", args=[pathway.pk])))

    assert "Version 2 is still moving people: 2 of 2 are left. This can be released when that is done." in words
    assert "Release now" not in words


def rows_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_impact_is_there_as_a_list_for_each_rule(
    as_content_admin: Client, pathway: PathwayPage, people: list[Enrolment]
) -> None:
    User.objects.filter(display_name="Bo").update(display_name="=Bo()")
    ask_for_two_sessions(pathway)

    answer = as_content_admin.get(reverse("cms:impact_file", args=[pathway.pk]))

    stays = "Stays by the rule that was chosen"
    lost = "Met now, and not any more: Be there for 2 live training sessions, at least 45 minutes each time"
    assert rows_of(answer)[1:] == [
        ["Amara", "1", stays, "Moves", "Moves", lost],
        ["'=Bo()", "1", stays, "Moves", "Moves", ""],
    ]


def test_what_became_of_everybody_is_there_as_a_list(as_content_admin: Client, release: Release) -> None:
    sweep_moves()

    rows = rows_of(as_content_admin.get(reverse("cms:people_file", args=[release.pk])))

    assert [row[:4] for row in rows[1:]] == [["Amara", "1", "moved", ""], ["Bo", "1", "moved", ""]]


def test_all_releases_stand_in_one_list(as_content_admin: Client, pathway: PathwayPage, release: Release) -> None:
    sweep_moves()

    words = words_of(as_content_admin.get(reverse("cms:all_made", args=[pathway.pk])))

    assert ("Version 1" in words, "Version 2" in words, "2 moved, 0 stayed" in words) == (True, True, True)


def test_of_large_groups_some_names_are_shown_and_all_are_counted(
    pathway: PathwayPage, content_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.released(pathway, content_admin)
    for _ in range(4):
        attended(scenes.begun(pathway, UserFactory.create()).person or content_admin)
    ask_for_two_sessions(pathway)
    monkeypatch.setattr(releases, "NAMES_SHOWN", 3)

    (group,) = releases.groups(releases.proposal(PathwayPage.objects.get(pk=pathway.pk)).impact)

    assert (group.count, len(group.people), group.more) == (4, 3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pathways_takes_as_many_queries_for_one_as_for_three(
    content_admin: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        scenes.released(scenes.a_pathway(f"road-{number}", lessons=1), content_admin)

    with django_assert_num_queries(7):
        releases.standings()


@pytest.mark.parametrize("name", ["made", "people_file", "take_back", "retry"])
def test_only_those_who_may_release_see_and_change_what_was_made(client: Client, release: Release, name: str) -> None:
    core = UserFactory.create(roles=[Role.CORE_GROUP])
    client.force_login(core, backend="django.contrib.auth.backends.ModelBackend")
    sweep_moves()

    answer = client.post(reverse(f"cms:{name}", args=[release.pk]), {"because": "So."})

    assert answer.status_code in {302, 403}
    assert set(Enrolment.objects.values_list("syllabus__number", flat=True)) == {2}
