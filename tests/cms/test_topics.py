"""Topics of the library: written and published as pages, kept as rows, copied into plans."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale

from cms.models import TopicPage
from courses.practice import queries
from courses.practice.actions import plans
from courses.practice.models import Stage, Topic
from lms.people.models import User
from tests import scenes as road
from tests.cms import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def a_topic_page(title: str = "Silence", *, live: bool = True) -> TopicPage:
    link = {"title": "A page", "url": "https://example.org/a"}
    page = TopicPage(
        title=title,
        slug=title.lower(),
        concept="Speaking has a price.",
        definition="A choice not to say.",
        questions=json.dumps([{"type": "question", "value": words} for words in ("When?", "Why?")]),
        materials=json.dumps([{"type": "link", "value": link}]),
        live=False,
    )
    scenes.home().add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def topics() -> list[str]:
    return [topic.title for topic in Topic.objects.published()]


def test_a_topic_is_in_the_library_once_it_is_published() -> None:
    page = a_topic_page(live=False)
    before = topics()

    page.get_latest_revision().publish()

    topic = Topic.objects.get()
    assert (before, topics()) == ([], ["Silence"])
    assert (topic.key, topic.concept, topic.definition) == (page.translation_key, page.concept, page.definition)
    assert (topic.questions, topic.materials) == (
        ["When?", "Why?"],
        [{"title": "A page", "url": "https://example.org/a"}],
    )


def test_a_draft_changes_nothing_in_the_library() -> None:
    page = a_topic_page()

    page.title = "Speech"
    page.save_revision()

    assert topics() == ["Silence"]


def test_publishing_again_changes_the_same_topic() -> None:
    page = a_topic_page()

    page.title = "Speech"
    page.save_revision().publish()

    assert (topics(), Topic.objects.count()) == (["Speech"], 1)


def test_a_topic_that_is_unpublished_is_offered_no_more_until_it_comes_back() -> None:
    page = a_topic_page()

    page.unpublish()
    between = topics()
    page.get_latest_revision().publish()

    assert (between, topics()) == ([], ["Silence"])


def test_a_topic_whose_page_is_deleted_is_offered_no_more() -> None:
    a_topic_page().delete()

    assert topics() == []


def test_a_translation_never_changes_what_plans_begin_from() -> None:
    page = a_topic_page()
    french = Locale.objects.get_or_create(language_code="fr")[0]
    scenes.home().copy_for_translation(french)

    other = page.copy_for_translation(french)
    other.title = "Le silence"
    other.save_revision().publish()
    other.unpublish()

    assert topics() == ["Silence"]


def test_a_plan_keeps_its_copy_whatever_happens_to_the_topic() -> None:
    page = a_topic_page()
    enrolment = road.an_enrolment()
    assert enrolment.person is not None
    begun = queries.beginning(enrolment.person, f"topic-{page.translation_key}")
    assert begun is not None
    dialogue = plans.propose(
        enrolment=enrolment,
        topic=begun.topic,
        aim="Waiting",
        starts_at=road.NOW + timedelta(days=9),
        zone="UTC",
        by=enrolment.person,
        details=begun.details,
        clock=road.at(road.NOW),
    )

    page.definition = "Something else."
    page.save_revision().publish()
    page.delete()

    told = queries.details_of(dialogue)
    assert (told.definition, told.materials) == (
        "A choice not to say.",
        ({"title": "A page", "url": "https://example.org/a"},),
    )
    assert told.stages[Stage.BREAKOUT].questions == "When?\nWhy?"
    assert told.from_topic_id == Topic.objects.get().pk


def test_anybody_reads_a_topic_and_who_has_an_account_can_plan_with_it(client: Client, trainee: User) -> None:
    page = a_topic_page()
    begin = f"{reverse('practice:propose')}?begin=topic-{page.translation_key}"

    stranger = client.get(page.url).content.decode()
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")
    member = client.get(page.url).content.decode()

    assert "A choice not to say." in stranger
    assert (begin in stranger, begin in member) == (False, True)


def test_a_topic_can_be_previewed_and_stands_on_the_home_page(client: Client) -> None:
    page = a_topic_page()

    assert page.make_preview_request().status_code == 200
    assert page.url in client.get("/").content.decode()


def test_a_link_of_a_topic_opens_as_a_page() -> None:
    block = TopicPage._meta.get_field("materials").stream_block.child_blocks["link"]

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"title": "A page", "url": "ftp://example.org/a"}))

    assert list(refusal.value.block_errors) == ["url"]
