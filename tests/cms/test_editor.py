"""What content admins do with lessons in Wagtail: save, publish, preview, compare, submit, schedule, comment."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks.base import Block
from wagtail.models import Comment, GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.blocks.checks import CheckQuestions
from cms.blocks.content import LessonBody
from cms.models import LessonPage, ModulePage, PathwayPage
from cms.tasks import publish_scheduled
from lms.people.models import User
from lms.people.roles import Role
from tests.cms import scenes, uploads
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(sign_in: SignIn, content_admin: User) -> Client:
    return sign_in(content_admin)


@pytest.fixture
def lesson() -> LessonPage:
    lesson = uploads.a_lesson({"type": "text", "value": "<p>Read <b>this</b>.</p>", "id": "t-0"})
    lesson.save_revision().publish()
    return lesson


def typed(lesson: LessonPage, blocks: list[tuple[str, Any]], **fields: Any) -> dict[str, Any]:
    """What the editor sends."""
    values = {
        "title": lesson.title,
        "slug": lesson.slug,
        "summary": "",
        "minutes": 10,
        "required": "on",
        "minimum": 0,
        "pass_mark": 75,
        "tries": 0,
        "draw": 0,
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield(blocks),
        "questions": streamfield([]),
        "comments": inline_formset([]),
    }
    return dict(nested_form_data(values | fields))


def image(pk: int | str, alt: str = "", decorative: str = "") -> tuple[str, Any]:
    return ("image", {"image": {"image": pk, "alt_text": alt, "decorative": decorative}, "caption": ""})


def edit(client: Client, lesson: LessonPage, blocks: list[tuple[str, Any]], **fields: Any) -> Any:
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]), typed(lesson, blocks, **fields), follow=True
    )


def page_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# --- what keeps somebody out isn't published -------------------------------------------------------


def test_an_image_without_a_description_is_kept_as_a_draft(editor: Client, lesson: LessonPage) -> None:
    edit(editor, lesson, [image(uploads.an_image().pk)])

    lesson.refresh_from_db()
    draft = lesson.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["image"]


def test_an_image_without_a_description_is_not_published(editor: Client, lesson: LessonPage) -> None:
    response = edit(editor, lesson, [image(uploads.an_image().pk)], **{"action-publish": "yes"})

    lesson.refresh_from_db()
    assert [block.block_type for block in lesson.body] == ["text"]
    assert "add some alt text for your image or mark it as decorative" in page_of(response)


@pytest.mark.parametrize("told", [{"alt": "Eight chairs"}, {"decorative": "on"}])
def test_a_described_or_decorative_image_is_published(editor: Client, lesson: LessonPage, told: dict[str, str]) -> None:
    edit(editor, lesson, [image(uploads.an_image().pk, **told)], **{"action-publish": "yes"})

    lesson.refresh_from_db()
    assert [block.block_type for block in lesson.body] == ["image"]


def test_a_video_without_captions_is_not_published(editor: Client, lesson: LessonPage) -> None:
    film = uploads.a_document(uploads.WEBM, name="film.webm")
    value = {"title": "Film", "video": film.pk, "captions": "", "language": "en", "transcript": rich_text("<p>Hi.</p>")}
    edit(editor, lesson, [("video", value)], **{"action-publish": "yes"})

    lesson.refresh_from_db()
    assert [block.block_type for block in lesson.body] == ["text"]


def test_publishing_many_at_once_leaves_unfinished_lessons_alone(editor: Client, lesson: LessonPage) -> None:
    uploads.draft(lesson, uploads.image_block(uploads.an_image(), alt_text=""))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={lesson.pk}", follow=True)

    lesson.refresh_from_db()
    assert [block.block_type for block in lesson.body] == ["text"]
    assert "Something is missing in “Module 0, lesson 0”" in page_of(response)


# --- the checklist and the lists -------------------------------------------------------------------


def test_the_checklist_stands_beside_the_editor(editor: Client, lesson: LessonPage) -> None:
    uploads.draft(lesson, uploads.image_block(uploads.an_image(), alt_text=""))
    page = page_of(editor.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])))

    assert '<a href="#block-i-1-section">Part 1, image</a>: The image has no description.' in page


def test_the_checklist_of_a_whole_lesson_says_so(editor: Client, lesson: LessonPage) -> None:
    lesson.minutes = 4
    lesson.save_revision()
    page = page_of(editor.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])))

    assert "Nothing is missing, and nothing stands out." in page


def test_a_new_lesson_has_its_checklist_too(editor: Client, lesson: LessonPage) -> None:
    module = lesson.get_parent()
    page = page_of(editor.get(reverse("wagtailadmin_pages:add", args=["cms", "lessonpage", module.pk])))

    assert 'data-checklist="/admin/lessons/0/checklist/"' in page


def test_the_checklist_is_renewed_from_the_last_draft(editor: Client, lesson: LessonPage) -> None:
    uploads.draft(lesson, uploads.image_block(uploads.an_image(), alt_text=""))
    response = editor.get(reverse("lesson-checklists:checklist", args=[lesson.pk]))

    assert response.headers["X-Count"] == "2"
    assert "The image has no description." in page_of(response)


def test_the_checklist_is_for_who_may_edit(lesson: LessonPage, as_core_member: Client, as_trainee: Client) -> None:
    address = reverse("lesson-checklists:checklist", args=[lesson.pk])

    assert "no description" not in page_of(as_core_member.get(address, follow=True))
    assert as_trainee.get(address).status_code == 403


def cells(response: Any) -> list[list[str]]:
    """Our three columns, row by row."""
    ours = ("minutes", "required", "completeness")
    table = response.context["table"]
    columns = [column for column in table.columns.values() if column.name in ours]
    return [[str(column.get_value(page)) for column in columns] for page in response.context["object_list"]]


def test_the_list_of_lessons_tells_minutes_required_and_completeness(editor: Client, lesson: LessonPage) -> None:
    uploads.draft(lesson, uploads.image_block(uploads.an_image(), alt_text=""))
    response = editor.get(reverse("wagtailadmin_explore", args=[lesson.get_parent().pk]))

    assert cells(response) == [["10", "required", "1 to mend"]]


def test_the_list_of_modules_adds_up_their_lessons(editor: Client) -> None:
    page = scenes.a_pathway(modules=1, lessons=2)
    LessonPage.objects.filter(slug="lesson-1").update(required=False, minutes=4)
    response = editor.get(reverse("wagtailadmin_explore", args=[page.pk]))

    assert cells(response) == [["14", "1 required, 1 optional", "1 to look at"]]


@pytest.mark.parametrize("lessons", [1, 8])
def test_listing_lessons_asks_the_same_questions_however_many(
    editor: Client, lessons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = scenes.a_pathway(lessons=lessons)
    for row in LessonPage.objects.all():
        row.save_revision()
    module = ModulePage.objects.child_of(page).get()
    editor.get(reverse("wagtailadmin_explore", args=[module.pk]))

    with django_assert_num_queries(LISTING_QUERIES):
        editor.get(reverse("wagtailadmin_explore", args=[module.pk]))


LISTING_QUERIES = 34


# --- previews --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "sheets"), [("", 1), ("print", 2)])
def test_a_lesson_is_previewed_on_the_screen_and_on_paper(lesson: LessonPage, mode: str, sheets: int) -> None:
    page = page_of(lesson.make_preview_request(preview_mode=mode))

    assert "<p>Read <b>this</b>.</p>" in page
    assert page.count("web/css/print") == sheets


def test_a_preview_shows_files_that_nobody_has_released(lesson: LessonPage) -> None:
    image, document = uploads.an_image(), uploads.a_document()
    draft = uploads.draft(lesson, uploads.image_block(image), uploads.file_block(document)).as_object()
    page = page_of(draft.make_preview_request())

    assert f"/admin/images/{image.pk}/preview/width-800/ 800w" in page
    assert f'href="{document.url}"' in page


@pytest.mark.parametrize("model", [PathwayPage, ModulePage])
def test_pathways_and_modules_are_previewed(lesson: LessonPage, model: type[Page]) -> None:
    page = model.objects.ancestor_of(lesson).get()

    assert page.title in page_of(page.make_preview_request())


def test_a_preview_may_stand_in_the_editors_frame(editor: Client, lesson: LessonPage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    editor.post(address, typed(lesson, [("text", rich_text("<p>New words.</p>"))]))
    response = editor.get(f"{address}?in_preview_panel=true&mode=")

    assert "New words." in page_of(response)
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        *(("body", name) for name in LessonBody().child_blocks),
        *(("questions", name) for name in CheckQuestions().child_blocks),
    ],
)
def test_every_block_shows_an_example_in_the_picker(editor: Client, field: str, name: str) -> None:
    block: Block = LessonPage._meta.get_field(field).stream_block.child_blocks[name]
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert block.is_previewable
    assert 'class="prose stack"' in page_of(response)
    assert len(page_of(response).split('class="prose stack">')[1]) > 110


# --- workflow, schedule, comments, comparison ------------------------------------------------------


@pytest.fixture
def moderation(lesson: LessonPage) -> WorkflowTask:
    """Content admins look at each other's lessons."""
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(*Group.objects.filter(name=Role.CONTENT_ADMIN.value))
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=lesson.get_parent().pk))
    return WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)


def test_a_lesson_is_submitted_and_approved(editor: Client, lesson: LessonPage, moderation: WorkflowTask) -> None:
    new = [("text", rich_text("<p>New words.</p>"))]
    edit(editor, lesson, new, **{"action-submit": "yes"})
    state = WorkflowState.objects.get()
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.current_task_state.pk])
    editor.post(address, {"comment": ""}, follow=True)

    lesson.refresh_from_db()
    state.refresh_from_db()
    assert (state.status, "New words." in str(lesson.body)) == (WorkflowState.STATUS_APPROVED, True)


def test_an_unfinished_lesson_is_not_submitted(editor: Client, lesson: LessonPage, moderation: WorkflowTask) -> None:
    edit(editor, lesson, [image(uploads.an_image().pk)], **{"action-submit": "yes"})

    assert WorkflowState.objects.count() == 0


def test_a_lesson_is_published_when_its_time_has_come(editor: Client, lesson: LessonPage) -> None:
    new = [("text", rich_text("<p>New words.</p>"))]
    soon = timezone.localtime() + timedelta(days=1)
    edit(editor, lesson, new, **{"action-publish": "yes", "go_live_at": soon.strftime("%Y-%m-%d %H:%M")})
    lesson.refresh_from_db()
    before = "New words." in str(lesson.body)
    with time_machine.travel(soon + timedelta(minutes=1)):
        publish_scheduled()

    lesson.refresh_from_db()
    assert (before, "New words." in str(lesson.body)) == (False, True)


def test_an_editor_comments_on_a_block(editor: Client, lesson: LessonPage) -> None:
    comment = {"text": "Is this still so?", "contentpath": "body.t-0", "position": "", "resolved": ""}
    block = [("text", rich_text("<p>Read this.</p>"))]
    edit(editor, lesson, block, comments=inline_formset([comment | {"replies": inline_formset([])}]))

    assert list(Comment.objects.values_list("text", flat=True)) == ["Is this still so?"]


def test_two_revisions_of_a_lesson_are_compared(editor: Client, lesson: LessonPage) -> None:
    film, words = uploads.a_document(uploads.WEBM, name="film.webm"), uploads.a_document(uploads.VTT, name="c.vtt")
    others = [
        uploads.image_block(uploads.an_image()),
        uploads.video_block(film, words),
        {"type": "quote", "id": "q-1", "value": {"words": "I stayed.", "name": "N", "role": "R", **uploads.CONSENT}},
        {
            "type": "embed",
            "id": "e-1",
            "value": {"title": "Talk", "url": "https://vimeo.com/123456", "description": ""},
        },
    ]
    text = {"type": "text", "value": "<p>Read this.</p>", "id": "t-0"}
    before = uploads.draft(lesson, text, *others)
    later = json.loads(json.dumps(others).replace("I stayed.", "I listened.").replace("Eight chairs", "Nine chairs"))
    after = uploads.draft(lesson, {**text, "value": "<p>Read that.</p>"}, *later)
    response = editor.get(reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, before.pk, after.pk]))

    page = page_of(response)
    assert response.status_code == 200
    assert [f'<span class="deletion">{word}</span>' in page for word in ("this.", "stayed.", "Eight")] == [True] * 3
    assert [f'<span class="addition">{word}</span>' in page for word in ("that.", "listened.", "Nine")] == [True] * 3
