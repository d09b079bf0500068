"""The pictures of credentials: the program's sign, five seats in a circle, and the badge that carries it."""

import math
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

# In points. Drawn four times as large and scaled down, so that edges are smooth.
SIZE = 512
_FINE = 4

_PAPER, _PRIMARY, _STRONG, _ACCENT = "#fbf8f3", "#0f5e63", "#0a4649", "#e9a23b"
# The five stages, from check-in to debrief.
_SEATS = ("#2a5db0", "#6b4fa0", "#0f5e63", "#a94b19", "#8a3a64")


@lru_cache(maxsize=1)
def issuer_png() -> bytes:
    """The program's sign on paper."""
    picture, pen = _blank()
    _disc(pen, 256, 256, 256, _PAPER)
    _seats(pen, circle=148, seat=50, back=74, stroke=14)
    return _png(picture)


@lru_cache(maxsize=1)
def badge_png() -> bytes:
    """The sign inside of a ring, with a tick in its middle: what somebody has achieved."""
    picture, pen = _blank()
    _disc(pen, 256, 256, 254, _STRONG)
    _disc(pen, 256, 256, 246, _PRIMARY)
    _disc(pen, 256, 256, 212, _ACCENT)
    _disc(pen, 256, 256, 203, _PAPER)
    _seats(pen, circle=124, seat=37, back=56, stroke=11)
    _line(pen, [(214, 262), (244, 294), (302, 226)], 22, _PRIMARY)
    return _png(picture)


def _blank() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGBA", (SIZE * _FINE, SIZE * _FINE), (0, 0, 0, 0))
    return picture, ImageDraw.Draw(picture)


def _png(picture: Image.Image) -> bytes:
    small = picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "PNG", optimize=True)
    return written.getvalue()


def _seats(pen: ImageDraw.ImageDraw, *, circle: float, seat: float, back: float, stroke: float) -> None:
    """Five seats that look at the middle: a disc each, and behind it the arc of a back."""
    for number, colour in enumerate(_SEATS):
        angle = math.radians(72 * number - 90)
        x, y = 256 + circle * math.cos(angle), 256 + circle * math.sin(angle)
        _disc(pen, x, y, seat, colour)
        outward = 72 * number - 90
        bounds = [(part - side) * _FINE for side in (back, -back) for part in (x, y)]
        pen.arc(bounds, outward - 58, outward + 58, fill=colour, width=round(stroke * _FINE))
        for end in (outward - 58, outward + 58):
            tip = back - stroke / 2
            _disc(pen, x + tip * math.cos(math.radians(end)), y + tip * math.sin(math.radians(end)), stroke / 2, colour)


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    pen.ellipse([(part - side) * _FINE for side in (radius, -radius) for part in (x, y)], fill=colour)


def _line(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float, colour: str) -> None:
    pen.line([(x * _FINE, y * _FINE) for x, y in points], fill=colour, width=round(width * _FINE), joint="curve")
    for x, y in points:
        _disc(pen, x, y, width / 2, colour)
