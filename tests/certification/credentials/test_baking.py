"""Credentials in pictures: one, where readers look for it."""

import struct
import zlib
from io import BytesIO

import png as pypng
import pytest

from certification.credentials import baking
from certification.credentials.baking import NotBaked
from certification.credentials.documents import written
from tests.certification.credentials.samples import signed

CREDENTIAL = written(signed())


def picture() -> bytes:
    made = BytesIO()
    pypng.Writer(2, 2, greyscale=True).write(made, [[0, 255], [255, 0]])
    return made.getvalue()


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    return [(bytes(kind), bytes(data)) for kind, data in pypng.Reader(bytes=png).chunks()]


def with_chunk(png: bytes, data: bytes) -> bytes:
    """The picture with one more iTXt chunk before its end."""
    end = png[-12:]
    body = b"iTXt" + data
    return png[:-12] + struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body)) + end


def test_a_credential_goes_in_as_one_plain_text_and_comes_out_as_it_was() -> None:
    baked = baking.bake_png(picture(), CREDENTIAL)

    texts = [data for kind, data in chunks(baked) if kind == b"iTXt"]
    assert texts == [b"openbadgecredential\0\0\0\0\0" + CREDENTIAL]
    assert baking.unbake_png(baked) == CREDENTIAL


def test_the_picture_stays_the_same() -> None:
    baked = baking.bake_png(picture(), CREDENTIAL)

    assert list(pypng.Reader(bytes=baked).read()[2]) == list(pypng.Reader(bytes=picture()).read()[2])


def test_a_jwt_goes_in_too() -> None:
    assert baking.unbake_png(baking.bake_png(picture(), b"ey.ey.ey")) == b"ey.ey.ey"


def test_a_second_one_is_refused_going_in_and_coming_out() -> None:
    baked = baking.bake_png(picture(), CREDENTIAL)

    with pytest.raises(NotBaked):
        baking.bake_png(baked, CREDENTIAL)
    with pytest.raises(NotBaked):
        baking.unbake_png(with_chunk(baked, b"openbadgecredential\0\0\0\0\0{}"))


def test_a_packed_one_is_read_within_limits() -> None:
    packed = with_chunk(picture(), b"openbadgecredential\0\1\0\0\0" + zlib.compress(CREDENTIAL))
    bomb = with_chunk(picture(), b"openbadgecredential\0\1\0\0\0" + zlib.compress(bytes(50_000_000)))

    assert baking.unbake_png(packed) == CREDENTIAL
    with pytest.raises(NotBaked):
        baking.unbake_png(bomb)


@pytest.mark.parametrize(
    "png",
    [
        b"",
        b"not a picture",
        picture(),
        picture()[:-20],
        picture()[:8] + b"\x7f\xff\xff\xff" + picture()[12:],
        with_chunk(picture(), b"openbadgecredential\0"),
        with_chunk(picture(), b"openbadgecredential\0\0\0\0\0\xff\xfe"),
        with_chunk(picture(), b"openbadgecredential\0\1\0\0\0not packed"),
    ],
    ids=["nothing", "text", "plain", "cut", "huge chunk", "no text", "no unicode", "wrongly packed"],
)
def test_a_picture_without_a_credential_says_so(png: bytes) -> None:
    with pytest.raises(NotBaked):
        baking.unbake_png(png)


def svg(inside: str) -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
    return f"<svg {space}>{inside}<path d='M0 0'/></svg>".encode()


def test_a_drawing_carries_json_or_a_jwt() -> None:
    json = svg(f"<openbadges:credential><![CDATA[{CREDENTIAL.decode()}]]></openbadges:credential>")
    jwt = svg('<openbadges:credential verify="ey.ey.ey"></openbadges:credential>')

    assert (baking.unbake_svg(json), baking.unbake_svg(jwt)) == (CREDENTIAL, b"ey.ey.ey")


@pytest.mark.parametrize(
    "drawing",
    [
        b"",
        b"<svg",
        svg(""),
        svg("<openbadges:credential/>"),
        b'<!DOCTYPE a [<!ENTITY b "ccc">]>' + svg("<openbadges:credential>&b;</openbadges:credential>"),
        b"<g>" * 20_000 + b"</g>" * 20_000,
        svg("a" * 1_100_000),
    ],
    ids=["nothing", "cut", "plain", "empty", "entities", "deep", "large"],
)
def test_a_drawing_without_a_credential_says_so(drawing: bytes) -> None:
    with pytest.raises(NotBaked):
        baking.unbake_svg(drawing)
