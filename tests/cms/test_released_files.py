"""What a release shows is kept: whatever becomes of images and documents, whoever is on that version reads on."""

import hashlib
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model

from cms.actions import releases as actions
from cms.models import LessonPage, PathwayPage
from cms.queries.releases import proposal
from cms.rules.releases import Reason
from courses.lessons import files
from courses.lessons.models import LessonFile
from courses.progress import chain
from courses.progress.models import Enrolment, LessonVersion, Release
from courses.progress.rules import Reason as ProgressReason
from lms.actions import Refused
from lms.people.models import User
from tests.cms import scenes, uploads
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def pathway_of(lesson: LessonPage) -> PathwayPage:
    page: PathwayPage = PathwayPage.objects.ancestor_of(lesson).get()
    return page


def body_of(lesson: LessonPage) -> dict[str, Any]:
    return dict(LessonVersion.objects.filter(lesson_key=lesson.translation_key).order_by("-pk")[0].body)


def bytes_of(row: LessonFile) -> bytes:
    with storages[files.STORAGE].open(row.path) as file:
        return bytes(file.read())


def address(lesson: LessonPage, source: str, form: str = files.WHOLE) -> str:
    return reverse("lessons:file", args=["facilitator", lesson.translation_key, source, form])


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def deck(program_admin: User) -> LessonPage:
    """A released lesson with a slide deck."""
    lesson = uploads.a_lesson(uploads.file_block(uploads.a_document()))
    scenes.released(pathway_of(lesson), program_admin)
    return lesson


@pytest.fixture
def reader(deck: LessonPage, trainee: User) -> Enrolment:
    return scenes.begun(pathway_of(deck), trainee)


# --- what is kept ----------------------------------------------------------------------------------


def test_a_release_keeps_its_files_by_their_content(deck: LessonPage) -> None:
    row = LessonFile.objects.get()

    assert (row.source, row.form, row.content_type, bytes_of(row)) == (
        sha256(uploads.PDF), "whole", "application/pdf", uploads.PDF,
    )  # fmt: skip


def test_an_image_is_kept_in_its_widths_without_what_its_file_held_beside(program_admin: User) -> None:
    photo = uploads.photo(2000, 1000)
    lesson = uploads.a_lesson(uploads.image_block(uploads.an_image(photo)))
    scenes.released(pathway_of(lesson), program_admin)
    rows = LessonFile.objects.order_by("size")
    drawn = [Pillow.open(io.BytesIO(bytes_of(row))) for row in rows]

    assert [(picture.format, picture.size, dict(picture.getexif())) for picture in drawn] == [
        ("WEBP", (800, 400), {}), ("WEBP", (1600, 800), {}),
    ]  # fmt: skip
    assert uploads.SECRET_PLACE.encode() in photo
    assert [uploads.SECRET_PLACE.encode() in bytes_of(row) for row in rows] == [False, False]


def test_an_image_that_was_taken_upright_stands_upright(program_admin: User) -> None:
    lesson = uploads.a_lesson(uploads.image_block(uploads.an_image(uploads.photo(900, 600, turned=True))))
    scenes.released(pathway_of(lesson), program_admin)

    assert Pillow.open(io.BytesIO(bytes_of(LessonFile.objects.get()))).size == (600, 900)


def test_the_document_names_files_by_nothing_that_an_installation_chose() -> None:
    first = uploads.a_lesson(uploads.file_block(uploads.a_document(name="first.pdf")))
    uploads.an_image()
    before = chain.digest(proposal(pathway_of(first)).compiled.document)
    again = uploads.a_document(name="quite-another-name.pdf")
    first.body = [("file", {"title": "Deck", "document": again, "description": ""})]
    first.save()

    assert chain.digest(proposal(pathway_of(first)).compiled.document) == before


def test_a_cold_cache_gives_the_same_document(deck: LessonPage) -> None:
    warm = proposal(pathway_of(deck)).compiled.document
    cache.clear()

    assert proposal(pathway_of(deck)).compiled.document == warm


def test_releasing_again_keeps_nothing_twice(deck: LessonPage, program_admin: User) -> None:
    deck.title = "Another title"
    deck.save()
    scenes.released(pathway_of(deck), program_admin)

    assert LessonFile.objects.count() == 1


@pytest.mark.database
def test_a_kept_file_is_never_changed(deck: LessonPage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LessonFile.objects.update(path="elsewhere")


def test_a_release_that_died_after_writing_a_file_is_made_anew(program_admin: User) -> None:
    lesson = uploads.a_lesson(uploads.file_block(uploads.a_document()))
    path = f"{sha256(uploads.PDF)[:2]}/{sha256(uploads.PDF)}-whole"
    storages[files.STORAGE].save(path, ContentFile(uploads.PDF[:3]))
    scenes.released(pathway_of(lesson), program_admin)

    assert bytes_of(LessonFile.objects.get()) == uploads.PDF


def test_a_file_that_was_replaced_meanwhile_stops_the_release(program_admin: User) -> None:
    document = uploads.a_document()
    page = pathway_of(uploads.a_lesson(uploads.file_block(document)))
    seen = proposal(page).fingerprint
    document.file.storage.delete(document.file.name)
    document.file.storage.save(document.file.name, ContentFile(uploads.PDF + b"changed"))

    with pytest.raises(Refused) as refusal:
        actions.release(page_id=page.pk, rule=Release.Rule.KEEP, seen=seen, by=program_admin)

    assert refusal.value.reasons == (ProgressReason.IMPACT_CHANGED,)
    assert Release.objects.count() == 0


def test_a_lesson_that_shows_a_deleted_file_is_not_released(program_admin: User) -> None:
    document = uploads.a_document()
    page = pathway_of(uploads.a_lesson(uploads.file_block(document), uploads.file_block(uploads.a_document())))
    document.delete()

    assert proposal(page).refusals == (Reason.FILE_GONE,)
    with pytest.raises(Refused):
        scenes.released(page, program_admin)


def test_a_lesson_whose_file_the_storage_has_lost_is_not_released(program_admin: User) -> None:
    document = uploads.a_document()
    page = pathway_of(uploads.a_lesson(uploads.file_block(document)))
    proposal(page)
    document.file.storage.delete(document.file.name)

    with pytest.raises(Refused) as refusal:
        scenes.released(page, program_admin)
    assert refusal.value.reasons == (Reason.FILE_GONE,)


@pytest.mark.parametrize("lessons", [1, 6])
def test_gathering_files_takes_two_queries_more(
    lessons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = pathway_of(uploads.a_lesson(uploads.image_block(uploads.an_image())))
    module = page.get_children().get().specific
    for number in range(1, lessons + 1):
        body = [uploads.image_block(uploads.an_image()), uploads.file_block(uploads.a_document())]
        scenes.a_lesson(module, number, body=body)
    proposal(page)

    with django_assert_num_queries(8):
        proposal(page)


# --- who reads it ----------------------------------------------------------------------------------


def test_a_reader_takes_a_file_along(reader: Enrolment, deck: LessonPage, as_trainee: Client) -> None:
    response = as_trainee.get(address(deck, sha256(uploads.PDF)))

    assert b"".join(response.streaming_content) == uploads.PDF  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"] == 'attachment; filename="slides.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_file_that_the_storage_has_lost_is_not_there(reader: Enrolment, deck: LessonPage, as_trainee: Client) -> None:
    storages[files.STORAGE].delete(LessonFile.objects.get().path)

    assert as_trainee.get(address(deck, sha256(uploads.PDF))).status_code == 404


def test_whatever_becomes_of_the_original_the_reader_reads_on(
    reader: Enrolment, deck: LessonPage, as_trainee: Client
) -> None:
    get_document_model().objects.all().delete()
    deck.delete()
    page = as_trainee.get(reverse("lessons:lesson", args=["facilitator", deck.translation_key]))

    assert address(deck, sha256(uploads.PDF)) in page.content.decode()
    assert as_trainee.get(address(deck, sha256(uploads.PDF))).status_code == 200


def test_who_is_not_enrolled_gets_nothing(deck: LessonPage, sign_in: SignIn, client: Client) -> None:
    stranger = sign_in(UserFactory.create())

    assert stranger.get(address(deck, sha256(uploads.PDF))).status_code == 404
    assert client.get(address(deck, sha256(uploads.PDF))).status_code == 302


def test_a_file_of_a_version_that_one_is_not_on_is_not_there(
    reader: Enrolment, deck: LessonPage, as_trainee: Client, program_admin: User
) -> None:
    other = uploads.PDF + b"% more"
    module = deck.get_parent().specific
    late = scenes.a_lesson(module, 7, body=[uploads.file_block(uploads.a_document(other))])
    scenes.released(pathway_of(deck), program_admin)

    assert [as_trainee.get(address(lesson, sha256(other))).status_code for lesson in (deck, late)] == [404, 404]


@pytest.mark.parametrize("form", ["800", "no", "..."])
def test_a_form_that_is_not_kept_is_not_there(
    reader: Enrolment, deck: LessonPage, as_trainee: Client, form: str
) -> None:
    path = address(deck, sha256(uploads.PDF)).replace("/whole/", f"/{form}/")

    assert as_trainee.get(path).status_code == 404


@pytest.mark.django_db
def test_a_lesson_with_everything_is_read_with_captions_and_widths(
    program_admin: User, trainee: User, as_trainee: Client
) -> None:
    film, words = uploads.a_document(uploads.WEBM, name="a.webm"), uploads.a_document(uploads.VTT, name="a.vtt")
    lesson = uploads.a_lesson(uploads.video_block(film, words), uploads.image_block(uploads.an_image()))
    scenes.released(pathway_of(lesson), program_admin)
    scenes.begun(pathway_of(lesson), trainee)
    page = as_trainee.get(reverse("lessons:lesson", args=["facilitator", lesson.translation_key])).content.decode()
    image = body_of(lesson)["blocks"][1]["file"]["sha256"]

    assert f'<track kind="captions" src="{address(lesson, sha256(uploads.VTT))}" srclang="en"' in page
    assert f"{address(lesson, image, '800')} 800w, {address(lesson, image, '900')} 900w" in page
    assert 'alt="Eight chairs."' in page


def test_an_old_lesson_version_is_read_as_ever(reader: Enrolment, deck: LessonPage, as_trainee: Client) -> None:
    kinds = ["text", "callout", "key_term", "questions", "scenario", "script"]
    html = {"html": "<p>Old words.</p>", "title": "T", "term": "T", "items": ["I?"], "stage": "frame", "minutes": 5}
    body = body_of(deck) | {"blocks": [{"kind": kind, **html} for kind in kinds]}
    version = LessonVersion.objects.create(
        digest=chain.digest(body), lesson_key=deck.translation_key, body=body, created_at=reader.enrolled_at
    )
    document = reader.syllabus.document
    document["modules"][0]["lessons"][0]["version"] = version.digest
    reader.syllabus = type(reader.syllabus).objects.create(
        pathway=reader.pathway, number=99, digest="9" * 64, document=document, created_at=reader.enrolled_at
    )
    reader.save()
    page = as_trainee.get(reverse("lessons:lesson", args=["facilitator", deck.translation_key]))

    assert page.content.decode().count("Old words.") == 5
