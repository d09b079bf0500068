"""All that is printed on a certificate, as plain data: what a row keeps, and what a template reads."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from certification.certificates import colours

# Members that the first certificates didn't have: left out where empty, so that those stay what they were.
_LATER = ("kind", "valid_until", "logo", "version")
_PLACE = re.compile(r"\{[^{}]*\}")


class Slip(StrEnum):
    """Why a design's sentence can't be printed."""

    UNKNOWN_PLACE = "unknown_place"
    NAME_TWICE = "name_twice"
    LOOSE_BRACE = "loose_brace"


class Faint(StrEnum):
    """On which ground words would be hard to read."""

    ON_PAPER = "on_paper"
    ON_BAND = "on_band"


def trouble_with_sentence(sentence: str) -> Slip | None:
    """What can be filled in are {name}, once, and {pathway}."""
    places = _PLACE.findall(sentence)
    if set(places) - {"{name}", "{pathway}"}:
        return Slip.UNKNOWN_PLACE
    if set(_PLACE.sub("", sentence)) & set("{}"):
        return Slip.LOOSE_BRACE
    return Slip.NAME_TWICE if places.count("{name}") > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a certificate looks, in the language that it is printed in; colours as ``#rrggbb``."""

    layout: str
    primary: str
    accent: str
    ink: str
    paper: str
    title: str
    statement: str
    border: bool
    # The picture that stands for the institution, by its SHA-256, and which state of which design this was.
    logo: str = ""
    version: str = ""

    COLOURS: ClassVar[tuple[str, ...]] = ("primary", "accent", "ink", "paper")

    def faint(self) -> Iterator[tuple[str, Faint, float]]:
        """The colours in which words would be hard to read: which one, on what, and the contrast that it has."""
        on_paper = min(colours.contrast(colour, self.paper) for colour in (self.ink, self.muted))
        if on_paper < colours.READABLE:
            yield "ink", Faint.ON_PAPER, on_paper
        on_band = colours.contrast(self.on_primary, self.primary)
        if self.layout == "landscape-band" and on_band < colours.READABLE:
            yield "primary", Faint.ON_BAND, on_band

    @property
    def heading(self) -> str:
        """The colour of headings on paper: the primary one, where it can be read."""
        return self.primary if colours.contrast(self.primary, self.paper) >= colours.READABLE else self.ink

    @property
    def on_primary(self) -> str:
        """The colour of text on a primary ground."""
        return max(self.paper, self.ink, key=lambda colour: colours.contrast(colour, self.primary))

    @property
    def ripple(self) -> str:
        return colours.mix(self.paper, self.primary, 0.09)

    @property
    def ghost(self) -> str:
        """The colour of the word that lies behind a preview: seen at once, and text on it still read."""
        return colours.mix(self.paper, self.accent, 0.45)

    @property
    def ripple_on_primary(self) -> str:
        return colours.mix(self.primary, self.paper, 0.16)

    @property
    def muted(self) -> str:
        return colours.mix(self.ink, self.paper, 0.22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that is printed. ``minutes`` are of training; ``issued_at`` is an aware instant, ISO 8601.

    A signatory has a ``name``, a ``title``, and where drawn a ``signature``: the SHA-256 of the picture.
    """

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
    # Of certificates that rest on something else than a training, or hold for a time: see ``rules.Kind``.
    kind: str = ""
    valid_until: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Raises ``TypeError`` for a document with other members."""
        lists = {name: tuple(document[name]) for name in ("requirements", "signatories")}
        return cls(**{**document, **lists, "design": Design(**document["design"])})

    def to_document(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        lists = {"requirements": list(self.requirements), "signatories": [dict(person) for person in self.signatories]}
        kept = {name: value for name, value in (asdict(self) | lists).items() if value or name not in _LATER}
        kept["design"] = {name: value for name, value in kept["design"].items() if value or name not in _LATER}
        return kept

    @property
    def pictures(self) -> tuple[str, ...]:
        """The SHA-256 of each picture that is printed: the logo, and what signatories drew."""
        drawn = (person.get("signature", "") for person in self.signatories)
        return tuple(digest for digest in (self.design.logo, *drawn) if digest)

    @property
    def is_preview(self) -> bool:
        """Whether it only shows how it would look: whatever is issued has a number."""
        return not self.number

    @property
    def day(self) -> date:
        return date.fromisoformat(self.certified_on)

    @property
    def last_day(self) -> date | None:
        return date.fromisoformat(self.valid_until) if self.valid_until else None

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
