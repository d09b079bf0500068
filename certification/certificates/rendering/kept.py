"""A laid-out page that is kept: of the next certificate of its design and shape, only words that differ are laid out.

Each differing word stands in a block of its own, which fills the width that it is given. If all of these come out as
high as before, everything else stays where it is; else the page is of no use, and another one is laid out whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from weasyprint import HTML, Document
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, ReplacedBox, TextBox
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.urls import get_link

from certification.certificates.rendering.drawing import PaintedCode
from certification.certificates.rendering.sheet import Sheet, fill, holds_place

# Control characters, and hyphens that show only at the end of a line.
_TIDIED = re.compile("[\x00-\x1f\x7f-\x9f\xad]")


@dataclass(slots=True)
class _Block:
    """Where words stand: a child of ``parent``, as it is before any layout."""

    parent: Any
    index: int
    template: str
    fresh: Any


class KeptPage:
    """The page of one sheet, into which the words of others are put. Not for two threads at once."""

    def __init__(self, sheet: Sheet, html: HTML, document: Document) -> None:
        """``html`` is what ``document`` was made from."""
        self._shape = _shape(sheet)
        self._html = html
        self._document = document
        elements = [*zip(html.etree_element.iter(), HTML(string=sheet.page).etree_element.iter(), strict=True)]
        self._attributes = [
            (element, name, template)
            for element, pattern in elements
            for name, template in pattern.items()
            if holds_place(template)
        ]
        texts = {element: pattern.text for element, pattern in elements if holds_place(pattern.text)}
        self._titles = [(element, template) for element, template in texts.items() if element.tag == "title"]
        self._blocks = [*_blocks(document.pages[0]._page_box, texts)]
        laid_out = [_laid_out(block, sheet.words, document) for block in self._blocks]
        self._measures = [_measures(box) for box in laid_out if box]
        # Words that stand among others, or beside what floats, can't be laid out alone.
        alone = len(self._titles) + len(self._blocks) == len(texts)
        self._usable = alone and not any(box.is_floated() for box in self._boxes())

    def document(self, sheet: Sheet) -> Document | None:
        """The page with the words of another sheet, or ``None`` where they don't fit into it."""
        if not self._usable or self._shape != _shape(sheet):
            return None
        laid_out = []
        # One after the other: the first that differs spares the others.
        for block, measures in zip(self._blocks, self._measures, strict=True):
            box = _laid_out(block, sheet.words, self._document)
            if box is None or _measures(box) != measures:
                return None
            laid_out.append(box)
        for block, box in zip(self._blocks, laid_out, strict=True):
            block.parent.children = [*block.parent.children]
            block.parent.children[block.index] = box
        self._fill_in(sheet)
        document = self._document.copy([Page(self._document.pages[0]._page_box)])
        document.metadata = DocumentMetadata(**get_html_metadata(self._html))
        return document

    def _fill_in(self, sheet: Sheet) -> None:
        """Words that nobody sees on the page, links, and the code."""
        for element, name, template in self._attributes:
            element.set(name, fill(template, sheet.words))
        for element, template in self._titles:
            element.text = fill(template, sheet.words)
        for box in self._boxes():
            if box.link:
                box.link = get_link(box.element.get("href"), self._html.base_url)
            if isinstance(box, ReplacedBox) and isinstance(box.replacement, PaintedCode):
                box.replacement = PaintedCode(sheet.code)

    def _boxes(self) -> Iterator[Any]:
        yield from self._document.pages[0]._page_box.descendants(placeholders=True)


def _shape(sheet: Sheet) -> tuple[Any, ...]:
    return sheet.page, sheet.style, sheet.files


def _blocks(page: Any, texts: dict[Any, str]) -> Iterator[_Block]:
    """The blocks that hold nothing but one of the texts."""
    for parent in page.descendants(placeholders=True):
        for index, box in enumerate(parent.children):
            if isinstance(box, BlockBox) and box.element in texts and isinstance(box.children[0], LineBox):
                line = box.children[0]
                if len(line.children) == 1 and isinstance(line.children[0], TextBox):
                    yield _Block(parent, index, texts[box.element], box)


def _measures(box: Any) -> tuple[float, ...]:
    """All by which a block can move what comes after it: equal to the last bit, so that nothing moves by a bit."""
    texts = [
        (line.height, line.baseline, text.height, text.baseline) for line in box.children for text in line.children
    ]
    return (box.position_y, box.margin_height(), *chain.from_iterable(texts))


def _laid_out(block: _Block, words: Mapping[str, str], document: Document) -> Any:
    """The block with other words where it stands, however high that makes it."""
    line, own = block.fresh.children[0], fill(block.template, words)
    # Words that WeasyPrint would tidy up first are no matter for us.
    if not own or own != " ".join(own.split()) or _TIDIED.search(own):
        return None
    text = line.children[0].copy_with_text(own)
    box = block.fresh.copy_with_children([line.copy_with_children([text])])
    context = LayoutContext(None, lambda **_asked: None, document.font_config, None, None)
    context.current_page, context.page_bottom = 1, float("inf")
    context.create_block_formatting_context()
    return block_level_layout(context, box, 0, None, block.parent)[0]
