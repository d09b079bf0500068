"""Reads a PDF back by tools that didn't make it."""

import io
import os
import subprocess
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from PIL import Image

# Marks of direction that readers of PDFs add, and what has no width.
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


def tool(*command: str, pdf: bytes) -> str:
    environment = os.environ | {"TZ": "UTC"}
    done = subprocess.run([*command], input=pdf, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode()


def plain(text: str) -> str:
    """Composed, in one line, and without the marks of direction that readers of PDFs add."""
    kept = (letter for letter in unicodedata.normalize("NFC", text) if letter not in _UNSEEN)
    return " ".join("".join(kept).split())


def text(pdf: bytes) -> str:
    return plain(tool("pdftotext", "-", "-", pdf=pdf))


def letters(text: str) -> str:
    """Without what the end of a line changes: spaces, and the hyphens that pdftotext takes for its own."""
    return plain(text).replace(" ", "").replace("-", "")


def facts(pdf: bytes) -> dict[str, str]:
    lines = tool("pdfinfo", "-", pdf=pdf).splitlines()
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


def tags(pdf: bytes, kind: str, member: str) -> list[str]:
    """That member of each tag of the kind that has it, in the order of the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]
        return [str(element[member]) for element in elements if member in element]


def by_other_readers(pdf: bytes) -> Iterator[tuple[str, str]]:
    """The text as each of three other programs copies it out."""
    yield "pdfium", plain(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())
    yield "mupdf", plain(pymupdf.open(stream=pdf)[0].get_text())
    yield "pypdf", plain(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())


def read_aloud(pdf: bytes) -> list[str]:
    """Kind and language or words of the tags that a screen reader meets, in the order in which it does."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(_met(opened.Root.StructTreeRoot.K[0]))


def _met(element: pikepdf.Object) -> Iterator[str]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        kind = str(element.S).lstrip("/")
        if kind in ("H1", "H2", "L", "Figure", "Form"):
            yield f"{kind} {element.get('/Alt', '')}".strip()
        elif kind == "P" and "/Lang" in element:
            yield f"P {element.Lang}"
        kids: Any = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _met(kid)


def drawn(pdf: bytes) -> Image.Image:
    """The first page in grey, at 50 dots per inch."""
    page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=50 / 72, grayscale=True).to_pil()
    return page.convert("L")
