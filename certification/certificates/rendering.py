"""From what is printed on a certificate to the bytes of its PDF. Reads nothing else: no database, file or network.

PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) by WeasyPrint, with fonts from fontconfig. The same snapshot gives the
same bytes: all dates come from it, and the file's identifier is a digest of its content.
"""

import io
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, Self

import pydyf
import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

VARIANT = "pdf/a-3a"
# One of the eight masks for all: choosing the best one costs more than painting it, and readers don't care.
_QR_MASK = 3
# PDF/A lets a file claim PDF/UA only if it describes that schema (ISO 19005-3, 6.6.2.3).
_PDF_UA = (Path(__file__).parent / "pdf_ua.xmp").read_bytes()
# Sizes of text to try, in percent, until all stands on one page. The smallest is still readable on a wall.
_SCALES = (100, 92, 84, 76, 68, 60, 52)
_READABLE = 4.5
# Fonts are kept between certificates, and Pango's map of them is not for two threads at once.
_FONTS_IN_USE = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a certificate looks; colours as ``#rrggbb``."""

    layout: str
    primary: str
    accent: str
    ink: str
    paper: str
    title: str
    statement: str
    border: bool

    @property
    def heading(self) -> str:
        """The colour of headings on paper: the primary one, where it can be read."""
        return self.primary if _contrast(self.primary, self.paper) >= _READABLE else self.ink

    @property
    def on_primary(self) -> str:
        """The colour of text on a primary ground."""
        return max(self.paper, self.ink, key=lambda colour: _contrast(colour, self.primary))

    @property
    def ripple(self) -> str:
        return _mix(self.paper, self.primary, 0.09)

    @property
    def ripple_on_primary(self) -> str:
        return _mix(self.primary, self.paper, 0.16)

    @property
    def muted(self) -> str:
        return _mix(self.ink, self.paper, 0.22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that is printed. ``minutes`` are of training; ``issued_at`` is an aware instant, ISO 8601."""

    number: str
    public_id: str
    verify_url: str
    holder_name: str
    name_language: str
    pathway_name: str
    syllabus_number: int
    certified_on: str
    minutes: int
    sessions: int
    dialogues: int
    requirements: tuple[str, ...]
    signatories: tuple[Mapping[str, str], ...]
    program_name: str
    institution_name: str
    language: str
    issued_at: str
    design: Design
    demonstration: bool

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Raises ``TypeError`` for a document with other members."""
        lists = {name: tuple(document[name]) for name in ("requirements", "signatories")}
        return cls(**{**document, **lists, "design": Design(**document["design"])})

    def to_document(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        lists = {"requirements": list(self.requirements), "signatories": [dict(person) for person in self.signatories]}
        return asdict(self) | lists

    @property
    def day(self) -> date:
        return date.fromisoformat(self.certified_on)

    @property
    def hours(self) -> float:
        """Rounded to half hours, never down to none."""
        return max(0.5, round(self.minutes / 30) / 2)

    @property
    def begun_hours(self) -> int:
        """By which the word beside the hours is singular or plural: grammar knows whole numbers only."""
        return math.ceil(self.hours)

    @property
    def statement_parts(self) -> tuple[str, str]:
        """The design's sentence before and after the place of the name, with the pathway filled in."""
        before, _name, after = self.design.statement.partition("{name}")
        filled = [part.replace("{pathway}", self.pathway_name).strip() for part in (before, after)]
        return filled[0], filled[1]

    @property
    def name_size(self) -> str:
        """Long names are set smaller, so that each takes two lines at most."""
        width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in self.holder_name)
        return "short" if width <= 26 else "long" if width <= 52 else "longest"

    @property
    def name_direction(self) -> str:
        """That of the name's first letter that has one."""
        kinds = (unicodedata.bidirectional(letter) for letter in self.holder_name)
        return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


class Unreachable(FatalURLFetchingError):
    """A certificate asked for something that wasn't loaded before."""


def render(snapshot: Snapshot) -> bytes:
    """The PDF of a certificate."""
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


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _mix(colour: str, other: str, share: float) -> str:
    """A flat colour that looks like some of the other laid over the first."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + bytes(round(one + (two - one) * share) for one, two in pairs).hex()


def _contrast(colour: str, ground: str) -> float:
    """From 1 to 21, as WCAG 2 measures it."""
    darker, lighter = sorted(map(_luminance, (colour, ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    light = (part / 255 for part in _channels(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in light]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
