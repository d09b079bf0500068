"""While an editor types a requirement, the sentence that trainees will read stands below it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import LessonPage, PathwayPage
from lms.people.models import User
from tests.cms import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(sign_in: SignIn, content_admin: User) -> Client:
    return sign_in(content_admin)


def told(client: Client, kind: str, **fields: Any) -> str:
    typed = {f"r-0-value-{name.replace('__', '-')}": value for name, value in fields.items()}
    return client.post(reverse("cms:sentence"), {"kind": kind, "prefix": "r-0-value", **typed}).content.decode()


def test_the_sentence_says_what_was_typed(editor: Client) -> None:
    words = told(
        editor,
        "attend_sessions",
        session_kind="chat",
        count=3,
        minutes=30,
        recent=1,
        recent_days=60,
        valid_days=0,
    )

    assert words == (
        "Trainees read: Be there for 3 chats, at least 30 minutes each time, 1 of them within the last 60 days"
    )


def test_numbers_that_do_not_fit_are_no_sentence_yet(editor: Client) -> None:
    assert told(editor, "share_reflections", count=0, valid_days=0) == "The sentence stands here once all numbers fit."


def test_lessons_that_are_chosen_are_named(editor: Client) -> None:
    scenes.a_pathway()
    lesson = LessonPage.objects.first()
    assert lesson is not None

    words = told(
        editor,
        "complete_lessons",
        lessons__count=1,
        lessons__0__deleted="",
        lessons__0__order=0,
        lessons__0__type="",
        lessons__0__value=lesson.pk,
    )

    assert words == "Trainees read: Complete the lessons “Module 0, lesson 0”"


def test_a_kind_that_nobody_knows_has_no_sentence(editor: Client) -> None:
    assert editor.post(reverse("cms:sentence"), {"kind": "bring_cake"}).status_code == 404


def test_who_edits_no_pages_is_told_none(as_core_member: Client) -> None:
    answer = as_core_member.post(reverse("cms:sentence"), {"kind": "share_reflections", "prefix": "r"})

    assert answer.status_code in (302, 403)


def test_what_was_kept_before_requirements_had_fields_reads_as_their_defaults() -> None:
    page = scenes.a_pathway(requirements='[{"type": "complete_lessons", "value": null, "id": "r"}]')

    [block] = PathwayPage.objects.get(pk=page.pk).requirements
    assert list(block.value["lessons"]) == []
