"""Certificates on a page that was laid out for another one: quicker, and not different by a byte."""

import io
from collections.abc import Iterator
from random import Random
from typing import Any

import pikepdf
import pytest

from certification.certificates.rendering import layout, paper, render
from certification.certificates.rendering.sheet import Sheet
from tests.certification.certificates.reading import drawn
from tests.certification.certificates.samples import ADDRESS, LAYOUTS, LOGO, NAMES, digest_of, snapshot

_ODD = (
    "Wolfeschlegelsteinhausenbergerdorff Montgomery III",
    "अनन्या कृष्णमूर्ति शर्मा चट्टोपाध्याय विश्वनाथन सुब्रमण्यम रामचन्द्रन",
    "Anne  Marie",
    "Ann\xa0Lee",
    "<b>Ann</b> & 'Lee'",
    "Ann\xadLee",
    "李 小龍 김민준 محمد",
)
_VEILED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 60"><g opacity=".5"><path d="M9 9h40v40z"/></g></svg>'
)
_LOGOS = {digest_of(logo): logo for logo in (LOGO, _VEILED)}


@pytest.fixture(autouse=True)
def _no_page_is_kept() -> Iterator[None]:
    """Whatever other tests printed."""
    paper._KEPT.clear()
    yield
    paper._KEPT.clear()


def _sheet(turn: int = 0, **changes: Any) -> Sheet:
    printed = snapshot(
        number=f"C4C-2026-{turn:06d}-K",
        verify_url=ADDRESS.replace("4f1b", f"{turn * 2311:04x}"),
        certified_on=f"2026-{1 + turn % 12:02d}-{1 + turn % 28:02d}",
        **changes,
    )
    return layout.lay_out(printed, attachment=b"{}", images={})


def _whole(sheet: Sheet) -> bytes:
    return paper._written(sheet, paper._whole(sheet, paper._html(sheet))[0])


@pytest.mark.parametrize(("look", "language"), [*zip(LAYOUTS, ("en", "fr"), strict=True)])
def test_in_any_order_each_certificate_has_the_bytes_of_a_whole_layout(look: str, language: str) -> None:
    names = [*NAMES.items(), *(("", name) for name in (NAMES["vi"], NAMES["ru"], NAMES["he"], *_ODD))]
    sheets = [
        _sheet(turn, design={"layout": look}, language=language, holder_name=name, name_language=spoken)
        for turn, (spoken, name) in enumerate(names)
    ]
    Random(7).shuffle(sheets)  # noqa: S311

    written = [paper.write(sheet) for sheet in sheets]

    assert written == [_whole(sheet) for sheet in sheets]


@pytest.mark.parametrize("look", LAYOUTS)
def test_two_of_one_shape_share_a_page(look: str) -> None:
    """Else WeasyPrint isn't any more what ``kept`` takes it for, and each certificate costs what the first does."""
    for turn, name in enumerate(("Ann Lee", "Екатерина Щукина", "Ann Lee")):
        paper.write(_sheet(turn, design={"layout": look}, holder_name=name, name_language=""))

    assert len(paper._KEPT) == 1


@pytest.mark.parametrize("changes", [{"holder_name": _ODD[0]}, {"dialogues": 3}, {"design": {"border": False}}])
def test_another_shape_has_a_page_of_its_own(changes: dict[str, Any]) -> None:
    paper.write(_sheet())
    paper.write(_sheet(**changes))

    assert len(paper._KEPT) == 2


@pytest.mark.parametrize(
    "changes", [{"holder_name": "Anne  Marie"}, {"demonstration": True}, {"requirements": ["Read a long book"] * 40}]
)
def test_words_that_cannot_be_laid_out_alone_leave_no_page(changes: dict[str, Any]) -> None:
    """To be tidied up first, beside what floats, or in a text that had to shrink."""
    paper.write(_sheet(**changes))

    assert len(paper._KEPT) == 0


def test_the_code_of_the_next_certificate_opens_its_own_address() -> None:
    first, second = (drawn(paper.write(_sheet(turn, holder_name="Ann"))) for turn in (0, 1))
    paper._KEPT.clear()

    assert drawn(paper.write(_sheet(1, holder_name="Ann"))) == second
    assert first != second


def test_a_drawing_that_lets_light_through_is_drawn_each_time() -> None:
    logos = (LOGO, _VEILED, _VEILED)

    groups = [
        _groups(render(snapshot(number=f"C4C-2026-00000{turn}-K", design={"logo": digest_of(logo)}), images=_LOGOS))
        for turn, logo in enumerate(logos)
    ]

    assert groups == [groups[0], groups[0] + 1, groups[0] + 1]


def _groups(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages[0].Resources.XObject)
