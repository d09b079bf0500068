"""The blocks for words of others, images, videos, files and other sites: what they ask for, what becomes of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.media import EmbedBlock, FileBlock, QuoteBlock, VideoBlock
from cms.compiler.documents import lesson_body
from cms.compiler.embeds import Embed, embed_of
from cms.queries.files import files_of
from tests.cms import uploads

QUOTE = {"words": "I stayed to listen.", "name": "A resident", "role": "took part", "consent": True}


def faults(block: blocks.StructBlock, value: dict[str, Any]) -> set[str]:
    """The fields at which something is said."""
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        return set(error.block_errors)
    except ValidationError:
        return {"all"}
    return set()


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"agreed_on": "2026-03-02"}, set()),
        ({"consent": False, "agreed_on": "2026-03-02"}, {"consent"}),
        ({}, {"agreed_on"}),
        ({"consent": False}, {"consent", "agreed_on"}),
        ({"agreed_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, {"agreed_on"}),
    ],
)
@pytest.mark.parametrize("is_draft", [False, True])
def test_nobody_is_quoted_who_did_not_agree(said: dict[str, Any], at: set[str], is_draft: bool) -> None:
    block = QuoteBlock()
    if is_draft:
        block.defer_required_validation()
    found = faults(block, QUOTE | said)
    if is_draft:
        block.restore_deferred_validation()

    assert found == at


def test_an_empty_quote_is_kept_in_a_draft_and_not_published() -> None:
    empty = {"words": "", "name": "", "role": "", "consent": False, "agreed_on": None}
    block = QuoteBlock()
    block.defer_required_validation()
    drafted = faults(block, empty)
    block.restore_deferred_validation()

    assert (drafted, faults(block, empty)) == (set(), {"words", "name", "role"})


@pytest.mark.django_db
def test_a_video_is_a_video_and_its_captions_are_captions() -> None:
    film, words = uploads.a_document(uploads.WEBM, name="a.webm"), uploads.a_document(uploads.VTT, name="a.vtt")
    value = uploads.video_block(film, words)["value"]

    assert faults(VideoBlock(), value) == set()
    assert faults(VideoBlock(), value | {"video": words.pk, "captions": film.pk}) == {"video", "captions"}


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["captions", "transcript", "video"])
def test_a_video_is_published_with_captions_and_transcript_only(missing: str) -> None:
    film, words = uploads.a_document(uploads.WEBM, name="a.webm"), uploads.a_document(uploads.VTT, name="a.vtt")
    value = uploads.video_block(film, words)["value"] | {missing: None if missing != "transcript" else ""}

    assert faults(VideoBlock(), value) == {missing}


@pytest.mark.django_db
def test_a_file_that_was_deleted_has_to_be_chosen_anew() -> None:
    document = uploads.a_document()
    value = uploads.file_block(document)["value"]
    document.delete()

    assert faults(FileBlock(), value) == {"document"}


def test_readers_are_led_to_encrypted_addresses_only() -> None:
    value = {"title": "Talk", "description": ""}

    assert faults(EmbedBlock(), value | {"url": "https://example.org/"}) == set()
    assert faults(EmbedBlock(), value | {"url": "http://example.org/"}) == {"url"}


@pytest.mark.parametrize(
    ("url", "embed"),
    [
        ("https://www.youtube.com/watch?v=D9Ihs241zeg&t=3", ("YouTube", "youtube-nocookie.com/embed/D9Ihs241zeg")),
        ("https://youtu.be/D9Ihs241zeg", ("YouTube", "youtube-nocookie.com/embed/D9Ihs241zeg")),
        ("https://m.youtube.com/shorts/D9Ihs241zeg", ("YouTube", "youtube-nocookie.com/embed/D9Ihs241zeg")),
        ("https://www.youtube.com/@somebody", ("YouTube", "")),
        ("https://youtu.be/x?v=../../evil", ("YouTube", "")),
        ("https://vimeo.com/76979871", ("Vimeo", "player.vimeo.com/video/76979871?dnt=1")),
        ("https://vimeo.com/blog", ("Vimeo", "")),
        ("https://www.example.org/watch?v=D9Ihs241zeg", ("example.org", "")),
        ("https://youtube.com.example.org/watch?v=D9Ihs241zeg", ("youtube.com.example.org", "")),
    ],
)
def test_only_known_players_are_let_in(url: str, embed: tuple[str, str]) -> None:
    found = embed_of(url)

    assert (found.provider, found.player.removeprefix("https://").removeprefix("www.")) == embed


def test_every_player_is_one_that_the_policy_lets_in(settings: Any) -> None:
    players = [embed_of(url).player for url in ("https://youtu.be/D9Ihs241zeg", "https://vimeo.com/76979871")]

    assert [Embed("", player).player.startswith(tuple(settings.PLAYER_ORIGINS)) for player in players] == [True, True]
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] == settings.PLAYER_ORIGINS


@pytest.mark.django_db
def test_blocks_become_plain_documents() -> None:
    lesson = uploads.a_lesson(
        {"type": "quote", "id": "q", "value": QUOTE | {"agreed_on": "2026-03-02"}},
        {"type": "embed", "id": "e", "value": {"title": "Talk", "url": "https://vimeo.com/76979871"}},
        uploads.image_block(uploads.an_image(uploads.photo(900, 600))),
    )
    quote, embed, image = lesson_body(lesson, files_of([lesson]))["blocks"]

    assert quote == {"kind": "quote", "name": "A resident", "role": "took part", "text": "I stayed to listen."}
    assert (embed["provider"], embed["url"]) == ("Vimeo", "https://vimeo.com/76979871")
    assert {key: value for key, value in image["file"].items() if key != "sha256"} == {
        "width": 900, "height": 600, "widths": [800, 900],
    }  # fmt: skip
    assert (image["alt"], image["decorative"], image["caption"]) == ("Eight chairs.", False, "A circle")


@pytest.mark.django_db
def test_an_image_that_was_taken_upright_is_as_high_as_it_is_seen() -> None:
    lesson = uploads.a_lesson(uploads.image_block(uploads.an_image(uploads.photo(900, 600, turned=True))))
    file = lesson_body(lesson, files_of([lesson]))["blocks"][0]["file"]

    assert (file["width"], file["height"], file["widths"]) == (600, 900, [600])


@pytest.mark.django_db
def test_a_decorative_image_has_no_words_whatever_was_typed() -> None:
    lesson = uploads.a_lesson(uploads.image_block(uploads.an_image(), decorative=True, alt_text="typed before"))

    assert lesson_body(lesson, files_of([lesson]))["blocks"][0]["alt"] == ""
