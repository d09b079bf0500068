"""What the checklist is told of a lesson as it is stored."""

import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cms.checklist.facts import Written, facts_of
from cms.checklist.rules import Link, Part, Question, Target, What
from tests.cms import scenes, uploads

pytestmark = pytest.mark.django_db


def part(row: dict[str, Any]) -> Part:
    return facts_of([Written(10, (row,), ())])[0].parts[0]


def test_a_text_gives_its_words_and_headings() -> None:
    found = part({"type": "text", "id": "t", "value": "<h3>Why</h3><p>We <b>sit</b>.</p><h4>How</h4>"})

    assert (found.text, found.headings) == ("Why\nWe sit .\nHow", (3, 4))


def test_links_to_pages_are_told_by_what_became_of_them() -> None:
    page = scenes.a_pathway()
    hidden = scenes.a_pathway("other")
    hidden.unpublish()
    links = "".join(f'<a linktype="page" id="{pk}">{pk}</a>' for pk in (page.pk, hidden.pk, 987654))
    found = part({"type": "text", "id": "t", "value": f"<p>{links}</p>"})

    assert found.links == (
        Link(str(page.pk), Target.THERE),
        Link(str(hidden.pk), Target.HIDDEN),
        Link("987654", Target.GONE),
    )


@pytest.mark.parametrize(
    ("shown", "lacks"),
    [
        ({}, ()),
        ({"alt_text": " "}, (What.ALT,)),
        ({"alt_text": "", "decorative": True}, ()),
        ({"image": 987654}, (What.FILE_GONE,)),
        ({"image": None}, (What.FILE_GONE,)),
    ],
)
def test_an_image_wants_words_or_to_be_decoration(shown: dict[str, Any], lacks: tuple[What, ...]) -> None:
    assert part(uploads.image_block(uploads.an_image(), **shown)).lacks == lacks


def test_a_video_wants_captions_and_a_transcript() -> None:
    film = uploads.a_document(uploads.WEBM, name="film.webm")
    row = uploads.video_block(film, film)
    row["value"] |= {"captions": None, "transcript": "<p></p>"}

    assert part(row).lacks == (What.CAPTIONS, What.TRANSCRIPT)


def test_a_deleted_document_is_gone() -> None:
    document = uploads.a_document()
    row = uploads.file_block(document)
    document.delete()

    assert part(row).lacks == (What.FILE_GONE,)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [(uploads.CONSENT, ()), ({}, (What.CONSENT,)), ({"consent": True}, (What.CONSENT,))],
)
def test_a_quote_wants_consent_and_its_day(said: dict[str, Any], lacks: tuple[What, ...]) -> None:
    assert (
        part({"type": "quote", "id": "q", "value": {"words": "Yes.", "name": "N", "role": "R", **said}}).lacks == lacks
    )


def test_right_answers_are_counted() -> None:
    written = Written(10, (), tuple(scenes.CHECK))

    assert facts_of([written])[0].questions == (Question(1, "q-1", 1, "What comes first?"),)


def test_a_question_without_answers_has_no_right_one() -> None:
    rows = ({"type": "question", "value": {"choices": []}}, {"type": "ordering", "value": {"items": ["a", "b"]}})

    assert [row.right for row in facts_of([Written(10, (), rows)])[0].questions] == [0, None]


def test_words_are_counted_once() -> None:
    assert part({"type": "text", "id": "t", "value": "<ul><li><p>One.</p></li></ul>"}).text == "One."


def test_a_draft_gives_the_same_facts_as_its_page() -> None:
    lesson = uploads.a_lesson(uploads.image_block(uploads.an_image()), questions=json.dumps(scenes.CHECK))
    content = lesson.save_revision().content

    assert facts_of([Written.in_draft(content)]) == facts_of([Written.in_page(lesson)])


def test_facts_take_three_queries_however_many_lessons(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = (
        uploads.image_block(uploads.an_image()),
        uploads.file_block(uploads.a_document()),
        {"type": "text", "id": "t", "value": '<p><a linktype="page" id="1">a</a></p>'},
    )

    with django_assert_num_queries(3):
        facts_of([Written(10, rows, ())] * 5)
