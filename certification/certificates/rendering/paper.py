"""From a laid-out sheet to the bytes of its PDF: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) by WeasyPrint.

Knows nothing of Django, so that a process with limits starts in a moment. Fonts come from fontconfig. The same sheet
gives the same bytes: all dates come from it, and the file's identifier is a digest of its content.
"""

import io
from collections import deque
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from threading import Lock
from typing import Any

import weasyprint
from weasyprint import CSS, HTML, Document
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import BlockBox, ReplacedBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from certification.certificates.rendering import marks
from certification.certificates.rendering.drawing import is_png, painted
from certification.certificates.rendering.kept import KeptPage
from certification.certificates.rendering.sheet import Attachment, Name, Sheet

VARIANT = "pdf/a-3a"
# Sizes of text to try, in percent, until all stands on one page.
_SCALES = (100, 94, 88, 82, 76, 70, 68, 60, 52)
# The smallest at which the least words on it, of 10.5 pt, are still read by everybody: 7 pt.
READABLE_SCALE = 68
_FULL_SIZE = 11
# How much of the empty space goes above the words.
_SHARE_ABOVE = 0.25
# Pages that were laid out, the newest first: one for each design, language and shape that is printed just now.
_KEPT: deque[KeptPage] = deque(maxlen=16)
# Fonts are kept between certificates, and Pango's map of them is not for two threads at once.
_FONTS_IN_USE = Lock()


class Unreachable(FatalURLFetchingError):
    """A certificate asked for something that wasn't loaded before."""


def write(sheet: Sheet) -> bytes:
    """The PDF of a sheet."""
    with _FONTS_IN_USE:
        return _written(sheet, _document(sheet))


def fits(sheet: Sheet) -> bool:
    """Whether all of it stands on one page in a size that everybody can read."""
    with _FONTS_IN_USE:
        return len(_rendered(sheet, _html(sheet), READABLE_SCALE).pages) == 1


def only(loaded: Mapping[str, bytes]) -> Any:
    """A fetcher for WeasyPrint that answers from bytes at hand, and refuses every other address."""

    def fetch(url: str, *_args: Any, **_options: Any) -> URLFetcherResponse:
        if url not in loaded:
            raise Unreachable(f"a certificate may not load {url}")
        kind = "image/png" if is_png(loaded[url]) else "image/svg+xml"
        return URLFetcherResponse(url, loaded[url], {"Content-Type": kind})

    return fetch


def _written(sheet: Sheet, document: Document) -> bytes:
    # WeasyPrint links an image in a link a second time, outside of the tag of the link (ISO 14289-1, 7.18.5).
    for page in document.pages:
        page.links = [link for link in page.links if not isinstance(link[-1], ReplacedBox)]
    enclosed = [_enclosed(sheet.attachment)] if sheet.attachment else None
    finish = partial(_finish, sheet.name)
    return bytes(document.write_pdf(finisher=finish, pdf_variant=VARIANT, attachments=enclosed))


def _document(sheet: Sheet) -> Document:
    """The sheet on a page that is kept, or on one of its own.

    Also the first certificate of its kind is put into the kept page like those that come after it, so that its bytes
    are the same whichever was first. A page whose text had to shrink isn't kept: other words may not need that.
    """
    for page in _KEPT:
        if document := page.document(sheet):
            return document
    html = _html(sheet)
    document, scale = _whole(sheet, html)
    if scale < _SCALES[0] or len(document.pages) > 1:
        return document
    page = KeptPage(sheet, html, document)
    if (kept := page.document(sheet)) is None:
        return document
    _KEPT.appendleft(page)
    return kept


def _whole(sheet: Sheet, html: HTML) -> tuple[Document, int]:
    """All of the sheet laid out, in the largest text that leaves it on one page, and the size of that."""
    for scale in _SCALES:
        document = _rendered(sheet, html, scale)
        if len(document.pages) == 1:
            break
    for page in document.pages:
        _spread(page._page_box)
    return document.copy([Page(page._page_box) for page in document.pages]), scale


def _spread(page: Any) -> None:
    """Those who sign stand at the foot, and what is said between head and foot: style alone can't know the height."""
    # The outermost of each: what stands without a tag in a block is boxed under the block's name.
    blocks = {box.element_tag: box for box in reversed([*page.descendants()]) if isinstance(box, BlockBox)}
    if "section" in blocks:
        foot = blocks["section"]
        free = max(0, page.content_box_y() + page.height - foot.position_y - foot.margin_height())
        foot.translate(dy=free)
        blocks["main"].translate(dy=free * _SHARE_ABOVE)


def _html(sheet: Sheet) -> HTML:
    return HTML(string=sheet.whole_page, base_url="memory:", url_fetcher=only(sheet.files))


def _rendered(sheet: Sheet, html: HTML, scale: int) -> Document:
    return html.render(
        font_config=_fonts(),
        stylesheets=[_stylesheet(sheet.style), _size(scale)],
        cache=painted(sheet.files, sheet.code),
        pdf_variant=VARIANT,
    )


def _enclosed(file: Attachment) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        file_obj=io.BytesIO(file.content),
        name=file.name,
        description=file.description,
        created=file.at,
        modified=file.at,
        relationship="Data",
    )


def _finish(name: Name, document: Document, pdf: Any) -> None:
    marks.tag_name(name, _lines_of_name(document), pdf)
    marks.spell_joined_shapes(pdf)
    marks.name_linked_images(pdf)
    marks.claim_accessibility(pdf)
    marks.list_attachments_once(pdf)
    marks.spell_out_once(pdf)


def _lines_of_name(document: Document) -> list[str]:
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return [box.text for box in boxes if isinstance(box, TextBox) and box.element_tag == "article"]


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=16)
def _stylesheet(style: str) -> CSS:
    return CSS(string=style, base_url="memory:", url_fetcher=only({}), font_config=_fonts())


@cache
def _size(scale: int) -> CSS:
    return CSS(string=f"html {{ font-size: {_FULL_SIZE * scale / 100}pt }}", font_config=_fonts())
