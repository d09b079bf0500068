"""What WeasyPrint paints on a page as it is: flat drawings, drawn once and then repeated, and the code of modules."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from pydyf import _to_bytes
from weasyprint.images import SVGImage

from certification.certificates.rendering.sheet import Code

_PNG = b"\x89PNG\r\n\x1a\n"
CODE = "memory:qr.svg"


def is_png(content: bytes) -> bool:
    return content.startswith(_PNG)


def painted(files: Mapping[str, bytes], code: Code) -> dict[str, Any]:
    """All pictures of a sheet but those of points, as WeasyPrint's store of images takes them."""
    drawings = {address: _drawing(content) for address, content in files.items() if not is_png(content)}
    return drawings | {CODE: PaintedCode(code)}


class Drawing(SVGImage):
    """A drawing of flat shapes. Its operators are kept by size, for drawing is most of what printing it costs."""

    def __init__(self, content: bytes) -> None:
        super().__init__(ElementTree.fromstring(content), None, None, None)  # noqa: S314
        self._kept: dict[tuple[float, float], tuple[bytes, dict[str, Any]] | None] = {}

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        size = (concrete_width, concrete_height)
        if size not in self._kept:
            self._kept[size] = self._operators(stream, size, style)
        if (kept := self._kept[size]) is None:
            super().draw(stream, *size, style)
            return
        operators, states = kept
        with stream.stacked():
            stream._resources["ExtGState"].update(states)
            stream.stream.append(operators)

    def _operators(self, stream: Any, size: tuple[float, float], style: Any) -> tuple[bytes, dict[str, Any]] | None:
        """What paints it, and the states of opacity that this names. ``None`` if it takes more than flat shapes."""
        states: dict[str, Any] = {}
        others: dict[str, dict[str, Any]] = {"XObject": {}, "Pattern": {}, "Shading": {}}
        fonts: dict[Any, Any] = {}
        named = {**others, "ExtGState": states, "ColorSpace": stream._resources["ColorSpace"]}
        beside = stream.clone(resources=named, fonts=fonts, compress=False)
        super().draw(beside, *size, style)
        if fonts or any(others.values()) or any(name.startswith("s") for name in states):
            return None
        return b"\n".join(map(_to_bytes, beside.stream)), states


class PaintedCode:
    """A QR code as one path."""

    def __init__(self, code: Code) -> None:
        self._side = code.side
        self._path = "\n".join(f"{x} {y} {length} 1 re" for x, y, length in code.runs).encode()

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[None, None, int]:
        """Square, of any size."""
        return None, None, 1

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, _style: Any) -> None:
        with stream.stacked():
            stream.transform(a=concrete_width / self._side, d=concrete_height / self._side)
            stream.set_color_rgb(0, 0, 0)
            stream.stream.append(self._path)
            stream.fill()


@lru_cache(maxsize=32)
def _drawing(content: bytes) -> Drawing:
    return Drawing(content)
