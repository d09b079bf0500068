"""From what is printed on a certificate to the bytes of its PDF. Reads nothing else: no database, file or network.

PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) by WeasyPrint, with fonts from fontconfig. The same snapshot gives the
same bytes: all dates come from it, and the file's identifier is a digest of its content.
"""

import io
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

import pydyf
import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from certification.certificates.snapshots import Design, Snapshot

VARIANT = "pdf/a-3a"
# One of the eight masks for all: choosing the best one costs more than painting it, and readers don't care.
_QR_MASK = 3
# PDF/A lets a file claim PDF/UA only if it describes that schema (ISO 19005-3, 6.6.2.3).
_PDF_UA = (Path(__file__).parent / "pdf_ua.xmp").read_bytes()
# Sizes of text to try, in percent, until all stands on one page. The smallest is still readable on a wall.
_SCALES = (100, 92, 84, 76, 68, 60, 52)
# Fonts are kept between certificates, and Pango's map of them is not for two threads at once.
_FONTS_IN_USE = Lock()


class Unreachable(FatalURLFetchingError):
    """A certificate asked for something that wasn't loaded before."""


def render(snapshot: Snapshot, *, attachment: bytes | None = None) -> bytes:
    """The PDF of a certificate, with its credential inside if it has one."""
    with translation.override(snapshot.language):
        page = render_to_string("certificates/pdf/certificate.html", {"c": snapshot, "design": snapshot.design})
    loaded = _pictures(snapshot.design) | {"memory:qr.svg": _qr(snapshot.verify_url)}
    html = HTML(string=page, base_url="memory:", url_fetcher=only(loaded))
    with _FONTS_IN_USE:
        document = _on_one_page(html, snapshot.design)
        return bytes(document.write_pdf(finisher=partial(_finish, snapshot), pdf_variant=VARIANT))


def only(loaded: Mapping[str, bytes]) -> Any:
    """A fetcher for WeasyPrint that answers from bytes at hand, and refuses every other address."""

    def fetch(url: str, *_args: Any, **_options: Any) -> URLFetcherResponse:
        if url not in loaded:
            raise Unreachable(f"a certificate may not load {url}")
        return URLFetcherResponse(url, loaded[url], {"Content-Type": "image/svg+xml"})

    return fetch


def _on_one_page(html: HTML, design: Design) -> Document:
    """The largest text that leaves all on one page."""
    for scale in _SCALES:
        document = html.render(font_config=_fonts(), stylesheets=[_stylesheet(design, scale)], pdf_variant=VARIANT)
        if len(document.pages) == 1:
            break
    for page in document.pages:
        # WeasyPrint links an image in a link a second time, outside of the tag of the link (ISO 14289-1, 7.18.5).
        page.links = [link for link in page.links if not isinstance(link[-1], ReplacedBox)]
    return document


def _finish(snapshot: Snapshot, _document: Document, pdf: Any) -> None:
    _tag_name(snapshot, pdf)
    _spell_joined_shapes(pdf)
    _name_linked_images(pdf)
    _claim_accessibility(pdf)


def _tag_name(snapshot: Snapshot, pdf: Any) -> None:
    """Say which language the name is in, and how it is spelled: some scripts are drawn in another order than read.

    WeasyPrint does neither. It tags the page's only ``article`` as /Art, by which the name is found.
    """
    element = next(item for item in pdf.objects if isinstance(item, dict) and item.get("S") == "/Art")
    element["S"] = "/P"
    if snapshot.name_language:
        element["Lang"] = pydyf.String(snapshot.name_language)
    lines = [pdf.objects[int(kid.split()[0])]["K"][0] for kid in element["K"]]
    # Readers turn what is written from the right around themselves, a spelling given beside it too.
    if len(lines) == 1 and snapshot.name_direction == "ltr":
        drawn = (part for item in pdf.objects if isinstance(item, pydyf.Stream) for part in item.stream)
        mark = next(part for part in drawn if isinstance(part, dict) and part.get("MCID") == lines[0])
        mark["ActualText"] = pydyf.String(snapshot.holder_name)


def _spell_joined_shapes(pdf: Any) -> None:
    """Where shapes stand for letters together, WeasyPrint gives all letters to one shape, and none to the others.

    PDF/A asks for something (ISO 19005-3, 6.2.11.7.2): a space without width.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream = [line[:-1] + b"200b>" if line.endswith(b"<>") else line for line in stream.stream]


def _name_linked_images(pdf: Any) -> None:
    """A link that holds only an image is called what the image is called."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/Figure":
            parent = pdf.objects[int(element["P"].split()[0])]
            if parent["S"] == "/Link":
                parent["Alt"] = element["Alt"]


def _claim_accessibility(pdf: Any) -> None:
    """Say in the metadata that the file also keeps PDF/UA-1, and leave it readable to who can't unpack streams."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>") for part in metadata.stream]
    metadata.compress = False


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=16)
def _stylesheet(design: Design, scale: int) -> CSS:
    text = render_to_string("certificates/pdf/certificate.css", {"design": design, "scale": scale / 100})
    return CSS(string=text, base_url="memory:", url_fetcher=only(_pictures(design)), font_config=_fonts())


@lru_cache(maxsize=16)
def _pictures(design: Design) -> dict[str, bytes]:
    """What stands behind the words, and the sign of the program: five seats in a circle, one for each stage."""
    ground = render_to_string(f"certificates/pdf/{design.layout}.svg", {"design": design})
    sign = render_to_string("certificates/pdf/sign.svg", {"design": design})
    return {"memory:ground.svg": ground.encode(), "memory:sign.svg": sign.encode()}


def _qr(address: str) -> bytes:
    """The address as one path of an SVG."""
    out = io.BytesIO()
    code = segno.make(address, error="m", mask=_QR_MASK, micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, dark="#000000")
    return out.getvalue()
