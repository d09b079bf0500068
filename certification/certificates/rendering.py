"""From what is printed on a certificate to the bytes of its PDF. Reads nothing else: no database, file or network.

PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) by WeasyPrint, with fonts from fontconfig. The same snapshot gives the
same bytes: all dates come from it, and the file's identifier is a digest of its content.
"""

import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

VARIANT = "pdf/a-3a"
# One fixed mask of the eight: choosing the best one costs more than painting it, and readers don't care.
_QR_MASK = 3
# PDF/A lets a file claim PDF/UA only if it describes that schema (ISO 19005-3, 6.6.2.3).
_PDF_UA = (Path(__file__).parent / "pdf_ua.xmp").read_bytes()


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
        return asdict(self)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.certified_on)

    @property
    def hours(self) -> float:
        """Rounded to half hours, never down to none."""
        return max(0.5, round(self.minutes / 30) / 2)

    @property
    def statement_parts(self) -> tuple[str, str]:
        """The design's sentence before and after the place of the name, with the pathway filled in."""
        filled = self.design.statement.replace("{pathway}", self.pathway_name)
        before, _name, after = filled.partition("{name}")
        return before.strip(), after.strip()

    @property
    def name_size(self) -> str:
        """Long names are set smaller, so that each stands on one page."""
        return "short" if len(self.holder_name) <= 28 else "long" if len(self.holder_name) <= 52 else "longest"


class Unreachable(FatalURLFetchingError):
    """A certificate asked for something that wasn't loaded before."""


def render(snapshot: Snapshot) -> bytes:
    """The PDF of a certificate."""
    loaded = {"memory:qr.svg": _qr(snapshot.verify_url), "memory:circle.svg": _circle()}

    def fetch(url: str, *_args: Any, **_options: Any) -> URLFetcherResponse:
        if url not in loaded:
            raise Unreachable(f"a certificate may not load {url}")
        return URLFetcherResponse(url, loaded[url], {"Content-Type": "image/svg+xml"})

    with translation.override(snapshot.language):
        page = render_to_string("certificates/pdf/certificate.html", {"c": snapshot, "design": snapshot.design})
    fonts = FontConfiguration()
    html = HTML(string=page, base_url="memory:", url_fetcher=fetch)
    return bytes(
        html.write_pdf(
            stylesheets=[_stylesheet()], font_config=fonts, pdf_variant=VARIANT, finisher=_claim_accessibility
        )
    )


def _claim_accessibility(_document: Any, pdf: Any) -> None:
    """Say in the metadata that the file also keeps PDF/UA-1."""
    reference = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[reference]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>") for part in metadata.stream]


@lru_cache(maxsize=1)
def _stylesheet() -> CSS:
    return CSS(string=render_to_string("certificates/pdf/certificate.css"))


def _qr(address: str) -> bytes:
    """The address as one path of an SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", mask=_QR_MASK, micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, dark="#000000"
    )
    return out.getvalue()


@lru_cache(maxsize=1)
def _circle() -> bytes:
    """The sign of the program: five seats in a circle, each in the colour of a stage."""
    return render_to_string("certificates/pdf/circle.svg").encode()
