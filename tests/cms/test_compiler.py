"""What the compiler writes: the same pages give the same document, and only what is live counts."""

import json
from dataclasses import fields
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page

from cms.blocks.checks import QuestionBlock
from cms.blocks.requirements import REQUIREMENT_BLOCKS
from cms.compiler.documents import Compiled, compile_tree
from cms.compiler.rich_text import limited_html
from cms.models import LessonPage, ModulePage, PathwayPage
from cms.queries.tree import live_tree
from cms.rules.releases import What, changes
from courses.progress import chain
from courses.progress.requirements import Requirement, Syllabus
from courses.progress.rules import structure
from tests.cms import scenes

pytestmark = pytest.mark.django_db

# Of the scene ``a_pathway()``; both databases have to come to it.
KNOWN_DIGEST = "7a8f3f907bcf4236e4b24be85c5d8cc555df7c10fcde839be492580052f991cf"


def compiled(page: PathwayPage) -> Compiled:
    return compile_tree(live_tree(PathwayPage.objects.get(pk=page.pk)))


def lesson_titles(page: PathwayPage) -> list[str]:
    return [lesson["title"] for module in compiled(page).document["modules"] for lesson in module["lessons"]]


def body_of(page: LessonPage) -> dict[str, object]:
    pathway = PathwayPage.objects.ancestor_of(page).get()
    return next(body for body in compiled(pathway).lessons.values() if body["key"] == str(page.translation_key))


@pytest.mark.database
def test_the_same_pages_give_the_same_document_on_every_database() -> None:
    page = scenes.a_pathway()

    assert chain.digest(compiled(page).document) == KNOWN_DIGEST


def test_saving_a_page_without_a_change_changes_nothing() -> None:
    page = scenes.a_pathway()
    before = compiled(page)
    for saved in Page.objects.descendant_of(page, inclusive=True).specific():
        saved.save_revision().publish()

    assert compiled(page) == before


def test_the_document_is_one_that_the_engine_reads() -> None:
    plan = Syllabus.from_document(compiled(scenes.a_pathway(modules=2)).document)

    assert [len(module.lessons) for module in plan.modules] == [2, 2]
    assert [requirement.kind for requirement in plan.requirements] == ["complete_lessons", "attend_sessions"]


def test_each_lesson_version_is_found_by_the_digest_of_its_body() -> None:
    result = compiled(scenes.a_pathway())
    versions = [lesson["version"] for module in result.document["modules"] for lesson in module["lessons"]]

    assert versions == list(result.lessons)
    assert all(chain.digest(body) == version for version, body in result.lessons.items())


def test_an_unpublished_lesson_does_not_count() -> None:
    page = scenes.a_pathway(lessons=2)
    LessonPage.objects.descendant_of(page).get(slug="lesson-0").unpublish()

    assert lesson_titles(page) == ["Module 0, lesson 1"]


def test_lessons_below_an_unpublished_module_do_not_count() -> None:
    page = scenes.a_pathway(modules=2, lessons=1)
    ModulePage.objects.child_of(page).get(slug="module-0").unpublish()

    assert lesson_titles(page) == ["Module 1, lesson 0"]


def test_a_pathway_below_an_unpublished_home_page_is_not_live() -> None:
    page = scenes.a_pathway()
    scenes.home().unpublish()

    assert live_tree(page).live is False


def test_a_draft_does_not_count_until_it_is_published() -> None:
    page = scenes.a_pathway(lessons=1)
    lesson = LessonPage.objects.descendant_of(page).get()
    lesson.title = "Another title"
    draft = lesson.save_revision()
    before = lesson_titles(page)
    draft.publish()

    assert (before, lesson_titles(page)) == (["Module 0, lesson 0"], ["Another title"])


def test_modules_stand_in_the_order_of_the_tree() -> None:
    page = scenes.a_pathway(modules=2, lessons=1)
    first, second = ModulePage.objects.child_of(page).order_by("path")
    first.move(second, pos="right")

    assert lesson_titles(page) == ["Module 1, lesson 0", "Module 0, lesson 0"]


def test_a_requirement_keeps_its_key_when_its_numbers_change() -> None:
    page = scenes.a_pathway()
    before = compiled(page).document["requirements"][1]
    rows = json.loads(json.dumps(scenes.REQUIREMENTS))
    rows[1]["value"]["minutes"] = 30
    page.requirements = json.dumps(rows)
    page.save()

    assert compiled(page).document["requirements"][1] == before | {"minutes": 30}
    assert before["key"] == f"{page.translation_key}/r-live"


def test_every_field_of_every_requirement_can_be_edited() -> None:
    blocks = dict(REQUIREMENT_BLOCKS)

    assert {name: list(getattr(block, "child_blocks", {})) for name, block in blocks.items()} == {
        name: [field.name for field in fields(kind) if field.name != "key"] for name, kind in Requirement.kinds.items()
    }


def test_what_is_asked_of_observers_stands_in_the_rubric_where_it_isnt_as_usual() -> None:
    page = scenes.a_pathway()
    usual = compiled(page).document
    page.words_below, page.qualified_observers = 3, True
    page.save_revision().publish()

    asked = compiled(page).document

    assert asked["rubric"] == usual["rubric"] | {"words_below": 3, "qualified": True}
    assert not {"words_below", "qualified"} & set(usual["rubric"])


def test_asking_for_qualified_observers_is_more_than_other_words() -> None:
    page = scenes.a_pathway()
    usual = compiled(page).document
    page.qualified_observers = True
    page.save_revision().publish()

    asked = compiled(page).document

    assert structure(asked) != structure(usual)
    assert [change.what for change in changes(usual, asked)] == [What.RUBRIC]


def test_questions_in_another_order_are_the_same_structure() -> None:
    page = scenes.a_pathway(lessons=0)
    module = ModulePage.objects.child_of(page).get()
    lesson = scenes.a_lesson(module, 0, questions=json.dumps(scenes.CHECK))
    before = compiled(page).document
    turned = json.loads(json.dumps(scenes.CHECK))
    turned[0]["value"]["choices"].reverse()
    lesson.questions = json.dumps(turned)
    lesson.save()
    after = compiled(page).document

    assert after != before
    assert structure(after) == structure(before)


def test_another_right_answer_is_another_structure() -> None:
    page = scenes.a_pathway(lessons=0)
    lesson = scenes.a_lesson(ModulePage.objects.child_of(page).get(), 0, questions=json.dumps(scenes.CHECK))
    before = compiled(page).document
    turned = json.loads(json.dumps(scenes.CHECK))
    for choice in turned[0]["value"]["choices"]:
        choice["value"]["right"] = not choice["value"]["right"]
    lesson.questions = json.dumps(turned)
    lesson.save()

    assert structure(compiled(page).document) != structure(before)


def test_a_copied_lesson_asks_its_prompt_under_another_id() -> None:
    page = scenes.a_pathway(lessons=0)
    module = ModulePage.objects.child_of(page).get()
    prompt = [{"type": "prompt", "value": "What stays with you?", "id": "p-1"}]
    lesson = scenes.a_lesson(module, 0, body=prompt)
    copy = lesson.copy(to=module, update_attrs={"slug": "copy"})
    ids = [body_of(row)["blocks"][0]["id"] for row in (lesson, copy)]  # type: ignore[index]

    assert len(set(ids)) == 2


def test_every_kind_of_block_is_compiled() -> None:
    text = "<p>Words</p>"
    written: list[dict[str, Any]] = [
        {"type": "text", "value": text},
        {"type": "callout", "value": {"title": "Care", "text": text}},
        {"type": "key_term", "value": {"term": "Frame", "text": text}},
        {"type": "questions", "value": {"title": "Ask", "items": ["Why?"]}},
        {"type": "scenario", "value": {"title": "Rounds", "text": text}},
        {"type": "script", "value": {"stage": "frame", "minutes": 5, "text": text}},
    ]
    page = scenes.a_pathway(lessons=0)
    lesson = scenes.a_lesson(ModulePage.objects.child_of(page).get(), 0, body=written)

    assert body_of(lesson)["blocks"] == [
        {"kind": "text", "html": text},
        {"kind": "callout", "title": "Care", "html": text},
        {"kind": "key_term", "term": "Frame", "html": text},
        {"kind": "questions", "title": "Ask", "items": ["Why?"]},
        {"kind": "scenario", "title": "Rounds", "html": text},
        {"kind": "script", "stage": "frame", "minutes": 5, "html": text},
    ]


@pytest.mark.parametrize(
    ("stored", "released"),
    [
        ('<p data-block-key="x1">Text</p>', "<p>Text</p>"),
        ('<h2>Title</h2><img src="/x.png"><p class="y">Text</p>', "Title<p>Text</p>"),
        ("<p>a<script>b</script></p>", "<p>ab</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="https://example.org/">a</a></p>', '<p><a href="https://example.org/">a</a></p>'),
        ("<p>Fish &amp; “chips” <3</p>", "<p>Fish &amp; “chips” &lt;3</p>"),
    ],
)
def test_rich_text_is_limited(stored: str, released: str) -> None:
    assert limited_html(stored) == released


def test_a_link_to_a_page_becomes_its_address_in_the_source_language() -> None:
    page = scenes.a_pathway()

    assert limited_html(f'<p><a linktype="page" id="{page.pk}">a</a></p>') == '<p><a href="/facilitator/">a</a></p>'


@pytest.mark.parametrize("right", [[], ["a-1", "a-2"]])
def test_a_single_choice_needs_exactly_one_right_answer(right: list[str]) -> None:
    block = QuestionBlock()
    value = json.loads(json.dumps(scenes.CHECK[0]["value"]))
    for choice in value["choices"]:
        choice["value"]["right"] = choice["id"] in right

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))


@pytest.mark.parametrize(("modules", "lessons"), [(1, 1), (5, 10)])
def test_compiling_takes_three_queries(
    modules: int, lessons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = scenes.a_pathway(modules=modules, lessons=lessons)

    with django_assert_num_queries(3):
        compile_tree(live_tree(page))
