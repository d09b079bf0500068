"""Pictures of the pages that a story passes, for the guides: ``PICTURES_IN=docs/images`` says where they are kept."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.visitors import Visitor

_COLOURS = 96
_SCROLL = "part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 24)"


def picture(visitor: Visitor, name: str, *, top: str = "", guide: str = "practice") -> None:
    """Keep what a visitor sees, from the page's top or from what ``top`` finds on; nothing where no folder is named."""
    folder = os.environ.get("PICTURES_IN")
    if not folder:
        return
    visitor.page.locator(top or "html").first.evaluate(_SCROLL)
    seen = Image.open(BytesIO(visitor.page.screenshot(animations="disabled", caret="hide")))
    few = seen.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(Path(folder) / f"{guide}-{name}.png", optimize=True)
