"""What may stand on certificates as a logo or a drawn signature."""

import io

import pytest
from django.core.files.storage import storages
from PIL import Image, PngImagePlugin

from certification.certificates import actions, pictures
from certification.certificates.models import DesignPicture
from certification.certificates.pictures import Flaw, NotAPicture
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.samples import LOGO, a_png, digest_of

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">%s</svg>'


def _flaw(content: bytes) -> tuple[Flaw, str]:
    with pytest.raises(NotAPicture) as refused:
        pictures.look(content)
    return refused.value.flaw, refused.value.what


def test_a_flat_svg_is_kept_as_it_is() -> None:
    looked = pictures.look(LOGO)

    assert (looked.content, looked.content_type, looked.digest) == (LOGO, "image/svg+xml", digest_of(LOGO))


def test_a_png_loses_all_that_is_not_seen() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Ann Lee, Room 3")

    looked = pictures.look(a_png(pnginfo=notes))

    assert b"Ann Lee" not in looked.content
    with Image.open(io.BytesIO(looked.content)) as kept:
        assert (kept.size, kept.getpixel((3, 3))) == ((300, 120), (0x12, 0x3A, 0x6B, 0x80))


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<linearGradient id="a"/>', "linearGradient"),
        ("<script>1</script>", "script"),
        ("<text>Dean</text>", "text"),
        ('<image xlink:href="https://example.org/a.png"/>', "image"),
        ('<use xlink:href="#a"/>', "use"),
        ("<style>path {fill: red}</style>", "style"),
        ("<foreignObject/>", "foreignObject"),
        ('<path d="M0 0" onload="x()"/>', "onload"),
        ('<path d="M0 0" fill="url(#a)"/>', "fill"),
        ('<path d="M0 0" style="fill: URL(https://example.org)"/>', "style"),
    ],
)
def test_an_svg_with_more_than_flat_shapes_is_refused_by_the_name_of_what_it_has(inside: str, what: str) -> None:
    assert _flaw((_SVG % inside).encode()) == (Flaw.NOT_FLAT, what)


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"GIF89a", Flaw.NEITHER_KIND),
        (b"%PDF-1.7", Flaw.NEITHER_KIND),
        (b"<html><body>", Flaw.NEITHER_KIND),
        (b"", Flaw.NEITHER_KIND),
        (a_png()[:60], Flaw.UNREADABLE),
        (b"<svg><g></svg>", Flaw.UNREADABLE),
        (
            b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><g>&a;</g></svg>',
            Flaw.UNREADABLE,
        ),
        (a_png(2001, 2000), Flaw.TOO_MANY_POINTS),
        ((_SVG % ('<path d="M0 0"/>' * 1001)).encode(), Flaw.TOO_MANY_SHAPES),
        ((_SVG % f'<path d="M0 {"9" * 60_000}"/>').encode(), Flaw.TOO_MANY_SHAPES),
        (b" " * (pictures.LARGEST + 1), Flaw.TOO_LARGE),
    ],
)
def test_a_file_is_what_is_in_it(content: bytes, flaw: Flaw) -> None:
    assert _flaw(content) == (flaw, "")


@pytest.fixture
def admin(db: None) -> User:
    return scenes.an_admin()


def test_a_picture_is_kept_under_its_own_digest(admin: User) -> None:
    made = actions.add_picture(name="Logo", picture=pictures.look(LOGO), by=admin)

    assert (made.sha256, made.size, made.content_type) == (digest_of(LOGO), len(LOGO), "image/svg+xml")
    assert pictures.load([made.sha256]) == {made.sha256: LOGO}


def test_the_same_picture_twice_is_one(admin: User) -> None:
    first = actions.add_picture(name="Logo", picture=pictures.look(LOGO), by=admin)
    again = actions.add_picture(name="Another name", picture=pictures.look(LOGO), by=admin)

    assert (again.pk, again.name, DesignPicture.objects.count()) == (first.pk, "Logo", 1)


def test_pictures_stand_in_private_storage(admin: User) -> None:
    actions.add_picture(name="Logo", picture=pictures.look(LOGO), by=admin)

    assert storages["certificates"].exists(f"pictures/{digest_of(LOGO)}")
    assert not storages["default"].exists(f"pictures/{digest_of(LOGO)}")
