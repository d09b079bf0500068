"""Files are taken for what is in them, up to a size, and nobody but staff sees what isn't released."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.queries.files import measured
from cms.uploads.forms import PictureField
from cms.uploads.looking import look
from cms.uploads.rules import Group, Looked, Reason, content_type_of, reason_against
from lms.people.models import User
from tests.cms import uploads
from tests.conftest import SignIn

MOST = {Group.TEXT: 10_000, Group.DOCUMENT: 10_000, Group.VIDEO: 10_000}
ODP = b"application/vnd.oasis.opendocument.presentation"
HTML = b"<html><script>alert(1)</script></html>"


def looked_at(content: bytes) -> Looked:
    file = SimpleUploadedFile("file", content)
    return look(file, len(content))


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("pdf", uploads.PDF),
        ("PDF", uploads.PDF),
        ("pptx", uploads.slides()),
        ("odp", uploads.packed(mimetype=ODP)),
        ("webm", uploads.WEBM),
        ("mp4", b"\0\0\0\x20ftypisom" + bytes(20)),
        ("vtt", uploads.VTT),
        ("vtt", b"\xef\xbb\xbf" + uploads.VTT),
        ("txt", "Grüße".encode()),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(extension: str, content: bytes) -> None:
    assert reason_against(extension, looked_at(content), MOST) is None


@pytest.mark.parametrize(
    ("extension", "content", "reason"),
    [
        ("svg", b"<svg/>", Reason.KIND),
        ("html", HTML, Reason.KIND),
        ("", uploads.PDF, Reason.KIND),
        ("pdf", b"", Reason.EMPTY),
        ("pdf", HTML, Reason.NOT_WHAT_IT_SAYS),
        ("pdf", b"PK\x03\x04" + uploads.PDF, Reason.NOT_WHAT_IT_SAYS),
        ("pptx", uploads.packed(word__document=b""), Reason.NOT_WHAT_IT_SAYS),
        ("pptx", b"PK\x03\x04broken", Reason.NOT_WHAT_IT_SAYS),
        ("pptx", uploads.slides(**{"ppt/vbaProject.bin": b"x"}), Reason.MACROS),
        ("odt", uploads.packed(mimetype=ODP), Reason.NOT_WHAT_IT_SAYS),
        ("mp4", uploads.WEBM, Reason.NOT_WHAT_IT_SAYS),
        ("vtt", b"Welcome.", Reason.NOT_WHAT_IT_SAYS),
        ("txt", b"\xff\xfe\x00", Reason.NOT_WHAT_IT_SAYS),
        ("pdf", uploads.PDF + bytes(10_000), Reason.TOO_LARGE),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(extension: str, content: bytes, reason: Reason) -> None:
    assert reason_against(extension, looked_at(content), MOST) is reason


def test_a_file_is_sent_as_its_type_only_if_its_content_agrees() -> None:
    types = [content_type_of("pdf", looked_at(content)) for content in (uploads.PDF, HTML)]

    assert types == ["application/pdf", "application/octet-stream"]


# --- in the staff pages ----------------------------------------------------------------------------


@pytest.fixture
def editor(sign_in: SignIn, content_admin: User) -> Client:
    return sign_in(content_admin)


def upload(client: Client, kind: str, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse(f"wagtail{kind}:add_multiple"), {"title": name, "files[]": file, "collection": "1"}
    ).json()


@pytest.mark.django_db
def test_staff_upload_a_document(editor: Client) -> None:
    assert upload(editor, "docs", "deck.pptx", uploads.slides())["success"] is True


@pytest.mark.django_db
def test_a_disguised_document_is_refused_with_what_to_do(editor: Client) -> None:
    answer = upload(editor, "docs", "deck.pdf", HTML)

    assert answer["error_message"].startswith("What is in this file isn't what its name says (.pdf). Open it")
    assert "not allowed" not in answer["error_message"]
    assert get_document_model().objects.count() == 0


@pytest.mark.django_db
def test_a_document_that_is_too_large_is_refused(editor: Client, settings: Any) -> None:
    settings.UPLOAD_LIMITS = settings.UPLOAD_LIMITS | {"document": 10}

    assert "it may have 10" in str(upload(editor, "docs", "deck.pdf", uploads.PDF)).replace("\\xa0", " ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ("photo.png", b"<svg/>"), ("photo.png", HTML)],
)
def test_no_drawing_that_is_a_program_is_taken_as_an_image(editor: Client, name: str, content: bytes) -> None:
    assert upload(editor, "images", name, content)["success"] is False
    assert get_image_model().objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", uploads.drawn("PNG", exif=b"Exif\0\0nothing that a camera notes")),
        ("photo.jpg", uploads.photo()[:-200]),
        ("photo.webp", uploads.drawn("WEBP", exif=b"Exif\0\0II*\0")),
    ],
)
def test_a_picture_that_no_release_could_draw_is_refused(
    editor: Client, name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where certificates are printed in the same process, WeasyPrint lets Pillow draw what there is of a torn picture.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)

    assert "This picture is damaged" in upload(editor, "images", name, content)["error_message"]
    assert get_image_model().objects.count() == 0


def test_the_size_of_a_picture_is_asked_before_anything_of_it_is_read(settings: Any) -> None:
    """Wagtail looks for the end of each line, which takes minutes where there is none."""

    class Unread(SimpleUploadedFile):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("read")

    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10

    with pytest.raises(ValidationError, match="This file is too big"):
        PictureField().clean(Unread("photo.png", b"x" * 100))


@pytest.mark.django_db
def test_a_picture_that_was_kept_damaged_counts_as_gone() -> None:
    content = uploads.drawn("PNG", exif=b"Exif\0\0nothing that a camera notes")
    kept = get_image_model().objects.create(
        title="Photo", file=ContentFile(content, "photo.png"), width=2, height=2, file_size=len(content)
    )

    assert measured(kept, picture=True) is None


def test_a_packed_file_that_is_damaged_is_no_fault_of_the_site() -> None:
    whole = uploads.packed(mimetype=ODP)
    damaged = [whole[:at] + b"\xff" * 6 + whole[at + 6 :] for at in range(4, len(whole) - 6)]

    assert {type(looked_at(content)) for content in damaged} == {Looked}


@pytest.mark.django_db
def test_staff_see_uploaded_images_and_others_do_not(editor: Client, as_trainee: Client, client: Client) -> None:
    address = uploads.an_image().get_rendition("max-165x165").url

    assert [each.get(address).status_code for each in (editor, as_trainee, client)] == [200, 404, 404]
    assert address.startswith("/media/images/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["certificates/a.pdf", "documents/deck.pdf", "images/../documents/a.png", "images/no.png"]
)
def test_nothing_but_images_stands_below_media(editor: Client, path: str) -> None:
    uploads.a_document(name="deck.pdf")

    assert editor.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_documents_are_for_staff_and_never_opened_in_the_browser(
    editor: Client, as_trainee: Client, client: Client
) -> None:
    address = uploads.a_document().url
    response = editor.get(address)

    assert [each.get(address).status_code for each in (as_trainee, client)] == [404, 404]
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_staff_see_uploads_with_their_second_factor_only(editor: Client, settings: Any) -> None:
    address = uploads.a_document().url
    settings.STAFF_NEED_SECOND_FACTOR = True

    assert editor.get(address).status_code == 404
