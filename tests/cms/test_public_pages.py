"""What the public reads: only what was released, and where modules and lessons lead."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from cms.models import LessonPage, ModulePage, PathwayPage
from cms.queries.outline import outline, reading_place
from cms.queries.releases import proposal
from courses.slots.models import Slot
from lms.people.models import User
from tests.cms import scenes
from tests.courses.slots.scenes import a_slot

pytestmark = pytest.mark.django_db


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def pathway(content_admin: User) -> PathwayPage:
    page = scenes.a_pathway()
    scenes.released(page, content_admin)
    return page


def test_a_new_site_begins_with_our_home_page(client: Client) -> None:
    response = client.get("/")

    assert "<h1>Chats for Change</h1>" in words_of(response)


def test_a_pathway_that_was_never_released_cannot_be_begun(client: Client, trainee: User) -> None:
    scenes.a_pathway()
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")

    words = words_of(client.get("/facilitator/"))

    assert "This training isn't open yet" in words.replace("&#x27;", "'")
    assert "Begin this training" not in words


def test_the_outline_is_as_released_whatever_is_written_meanwhile(client: Client, pathway: PathwayPage) -> None:
    scenes.a_lesson(ModulePage.objects.child_of(pathway).get(), 7)

    words = words_of(client.get("/facilitator/"))

    assert ("Module 0, lesson 0" in words, "Module 0, lesson 7" in words) == (True, False)


def test_hours_tell_reading_live_sessions_and_leading_apart(client: Client, content_admin: User) -> None:
    lead = {"type": "lead_dialogues", "value": {"count": 2, "observers": 2}, "id": "r-lead"}
    page = scenes.a_pathway(requirements=json.dumps([*scenes.REQUIREMENTS, lead]))
    scenes.released(page, content_admin)

    shown = outline(page, AnonymousUser())

    assert shown is not None
    told = (shown.hours, shown.reading_hours, shown.live_hours, shown.leading_hours)
    assert [hours.told for hours in told] == [3.5, 0.5, 1.0, 2.0]


def test_who_decides_and_how_long_that_takes_is_told_as_released(client: Client, pathway: PathwayPage) -> None:
    PathwayPage.objects.filter(pk=pathway.pk).update(target_days=3, approvals=5)

    words = words_of(client.get("/facilitator/"))

    assert "Two people of the core group who aren&#x27;t close to you" in words.replace("aren't", "aren&#x27;t")
    assert ("within 14 days as a rule" in words, "within 30 days" in words) == (True, True)


def test_questions_are_answered_as_soon_as_they_are_published(client: Client, pathway: PathwayPage) -> None:
    asked = {"type": "question", "value": {"question": "What does it cost?", "answer": "<p>Time.</p>"}}
    pathway.questions = json.dumps([asked])
    pathway.save_revision().publish()

    words = words_of(client.get("/facilitator/"))

    assert ("What does it cost?" in words, "<p>Time.</p>" in words) == (True, True)


def test_the_road_leads_to_its_own_next_sessions_and_no_others(client: Client, pathway: PathwayPage) -> None:
    training, chat = a_slot(seats=5), a_slot(kind=Slot.Kind.CHAT_LOCAL)

    words = words_of(client.get("/facilitator/"))

    assert [f'href="{reverse("slots:new", args=[slot.pk])}"' in words for slot in (training, chat)] == [True, False]
    assert "5 seats left" in words


def test_the_requirements_are_told_in_words(client: Client, pathway: PathwayPage) -> None:
    assert "Be there for a live training session, at least 45 minutes" in words_of(client.get("/facilitator/"))


def test_who_is_signed_in_begins_by_one_button(client: Client, pathway: PathwayPage, trainee: User) -> None:
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")

    words = words_of(client.get("/facilitator/"))

    assert f'method="post" action="{reverse("progress:enrol", args=["facilitator"])}"' in words


def test_who_is_on_their_way_is_led_on(client: Client, pathway: PathwayPage, trainee: User) -> None:
    scenes.begun(pathway, trainee)
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")

    words = words_of(client.get("/facilitator/"))

    assert ("Go on with your training" in words, "Begin this training" in words) == (True, False)


def test_a_stranger_is_led_to_signing_up_and_back(client: Client, pathway: PathwayPage) -> None:
    assert f'href="{reverse("account_signup")}?next=/facilitator/"' in words_of(client.get("/facilitator/"))


def test_a_stranger_sees_hours_weeks_and_titles_and_none_of_the_words(client: Client, pathway: PathwayPage) -> None:
    page = " ".join(client.get("/facilitator/").content.decode().split())
    lesson = LessonPage.objects.descendant_of(pathway).first()

    assert ("About 0.5 hour" in page, "8 weeks" in page, lesson.title in page) == (True, True, True)
    assert "<p>Read <b>this</b>.</p>" not in page


def test_the_address_of_a_module_leads_to_its_pathway(client: Client, pathway: PathwayPage) -> None:
    response = client.get("/facilitator/module-0/")

    assert (response.status_code, response.headers["location"]) == (302, "/facilitator/")


def test_the_address_of_a_lesson_leads_a_stranger_to_its_pathway(client: Client, pathway: PathwayPage) -> None:
    response = client.get("/facilitator/module-0/lesson-0/")

    assert (response.status_code, response.headers["location"]) == (302, "/facilitator/")


def test_the_address_of_a_lesson_leads_who_is_on_their_way_to_the_lesson(
    client: Client, pathway: PathwayPage, trainee: User
) -> None:
    scenes.begun(pathway, trainee)
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")
    lesson = LessonPage.objects.descendant_of(pathway).first()
    assert lesson is not None

    response = client.get(lesson.url)

    assert response.headers["location"] == reverse("lessons:lesson", args=["facilitator", str(lesson.translation_key)])


def test_a_lesson_that_is_not_in_ones_version_leads_to_ones_training(pathway: PathwayPage, trainee: User) -> None:
    scenes.begun(pathway, trainee)
    lesson = scenes.a_lesson(ModulePage.objects.child_of(pathway).get(), 7)

    assert reading_place(lesson, trainee) == reverse("progress:home")


def test_a_translated_title_is_used_and_another_names_its_own_language(pathway: PathwayPage, trainee: User) -> None:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    for page in (scenes.home(), pathway, ModulePage.objects.child_of(pathway).get()):
        page.copy_for_translation(french)
    Page.objects.filter(locale=french, slug__startswith="module").update(title="Premier module", live=True)
    page = PathwayPage.objects.get(locale=french)
    shown = outline(page, trainee)
    assert shown is not None
    module = shown.modules[0]

    assert (module.title.words, module.title.language) == ("Premier module", "fr")
    assert module.lessons[0].title.language == "en"


def test_a_translation_never_changes_what_is_released(pathway: PathwayPage, content_admin: User) -> None:
    before = proposal(pathway).fingerprint
    french = Locale.objects.get_or_create(language_code="fr")[0]
    for page in (scenes.home(), pathway, ModulePage.objects.child_of(pathway).get()):
        page.copy_for_translation(french)
    Page.objects.filter(locale=french).update(title="Autre titre", live=True)
    with translation.override("fr"):
        after = proposal(PathwayPage.objects.get(pk=pathway.pk)).fingerprint

    assert after == before


@pytest.mark.parametrize(("modules", "lessons"), [(1, 1), (5, 10)])
def test_the_outline_takes_one_query_for_a_stranger(
    content_admin: User, modules: int, lessons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = scenes.a_pathway(modules=modules, lessons=lessons)
    scenes.released(page, content_admin)
    page = PathwayPage.objects.select_related("locale").get(pk=page.pk)

    with django_assert_num_queries(1):
        outline(page, AnonymousUser())


@pytest.mark.parametrize("pathways", [1, 50])
def test_the_home_page_takes_as_many_queries_for_fifty_pathways_as_for_one(
    client: Client, pathways: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(pathways):
        scenes.a_pathway(f"pathway-{number}", modules=0)
    client.get("/")

    with django_assert_num_queries(17):
        client.get("/")


def test_every_page_type_can_be_previewed(content_admin: User, client: Client) -> None:
    client.force_login(content_admin, backend="django.contrib.auth.backends.ModelBackend")
    page = scenes.a_pathway(lessons=1)

    for shown in Page.objects.descendant_of(page, inclusive=True).specific():
        response = shown.make_preview_request()
        assert response.status_code == 200
