"""Whatever is done to pages after a release, nothing that was released or recorded changes, and people read on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page, Revision

from cms.models import HomePage, LessonPage, ModulePage, PathwayPage
from courses.progress.models import Enrolment, LedgerEvent, LessonVersion, Move, Release, Syllabus
from courses.progress.tasks import sweep_moves
from lms.people.models import User
from tests import scenes as everywhere
from tests.cms import scenes

pytestmark = pytest.mark.django_db
KEPT: tuple[type[Model], ...] = (LedgerEvent, LessonVersion, Syllabus, Enrolment, Release, Move)


@pytest.fixture
def pathway() -> PathwayPage:
    return scenes.a_pathway(modules=2, lessons=2)


@pytest.fixture
def reader(pathway: PathwayPage, content_admin: User, trainee: User) -> User:
    """Somebody who was moved to the second version, and has read the first lesson."""
    scenes.released(pathway, content_admin)
    enrolment = scenes.begun(pathway, trainee)
    scenes.a_lesson(modules(pathway)[0], 5)
    scenes.released(pathway, content_admin, Release.Rule.MOVE)
    sweep_moves()
    enrolment.refresh_from_db()
    everywhere.read_all_lessons(Enrolment.objects.select_related("syllabus", "person").get(pk=enrolment.pk))
    return trainee


def modules(pathway: PathwayPage) -> list[ModulePage]:
    return list(ModulePage.objects.descendant_of(pathway).order_by("path"))


def lessons(pathway: PathwayPage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(pathway).order_by("path"))


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row and column of what was released and recorded."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in KEPT}


def reorder(pathway: PathwayPage) -> None:
    first, second = modules(pathway)
    second.move(first, pos="left")
    last = lessons(pathway)[-1]
    last.move(lessons(pathway)[-2], pos="left")


def revise(pathway: PathwayPage) -> None:
    for lesson in lessons(pathway):
        lesson.title, lesson.minutes = "Quite another lesson", 99
        lesson.save_revision().publish()


def unpublish(pathway: PathwayPage) -> None:
    pages: list[Page] = [*lessons(pathway), *modules(pathway), pathway]
    for page in pages:
        Page.objects.get(pk=page.pk).specific.unpublish()


def move(pathway: PathwayPage) -> None:
    empty = scenes.a_module(pathway, 7, lessons=0)
    for lesson in LessonPage.objects.child_of(modules(pathway)[0]):
        LessonPage.objects.get(pk=lesson.pk).move(ModulePage.objects.get(pk=empty.pk), pos="last-child")


def move_to_another_pathway(pathway: PathwayPage) -> None:
    another = scenes.a_pathway("another", modules=0)
    for module in modules(pathway):
        module.move(PathwayPage.objects.get(pk=another.pk), pos="last-child")


def delete_lessons(pathway: PathwayPage) -> None:
    for lesson in lessons(pathway):
        LessonPage.objects.get(pk=lesson.pk).delete()


def delete_all(pathway: PathwayPage) -> None:
    PathwayPage.objects.get(pk=pathway.pk).delete()


def copy(pathway: PathwayPage) -> None:
    pathway.copy(recursive=True, update_attrs={"slug": "copied", "title": "Copied"})


def purge(pathway: PathwayPage) -> None:
    revise(pathway)
    revise(pathway)
    call_command("purge_revisions", verbosity=0)
    Revision.objects.all().delete()


def translate(pathway: PathwayPage) -> None:
    german = Locale.objects.create(language_code="de")
    home = HomePage.objects.get(locale=pathway.locale)
    CopyPageForTranslationAction(home, german, include_subtree=True).execute(skip_permission_checks=True)
    for page in LessonPage.objects.filter(locale=german):
        page.title = "Auf Deutsch"
        page.save_revision().publish()


EDITS = (reorder, revise, unpublish, move, move_to_another_pathway, delete_lessons, delete_all, copy, purge, translate)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_what_was_released_and_recorded_stays_as_it_was(
    pathway: PathwayPage, reader: User, edit: Callable[[PathwayPage], None]
) -> None:
    before = dump()

    edit(pathway)

    assert dump() == before


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_whoever_is_on_a_version_reads_on(
    as_trainee: Client, pathway: PathwayPage, reader: User, edit: Callable[[PathwayPage], None]
) -> None:
    plan = Enrolment.objects.select_related("syllabus").get(person=reader).syllabus.plan
    addresses = [reverse("lessons:lesson", args=[pathway.slug, lesson.key]) for lesson in plan.lessons]
    before = [body_of(as_trainee, address) for address in addresses]

    edit(pathway)

    assert len(addresses) == 5
    assert [body_of(as_trainee, address) for address in addresses] == before


def body_of(client: Client, address: str) -> tuple[int, str]:
    """The answer's state and the lesson's own words; buttons carry a token that is new each time."""
    answer = client.get(address)
    words = answer.content.decode()
    return answer.status_code, words[words.index("<h1") : words.index("</h1>")]
