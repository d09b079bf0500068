"""Certificates that nobody has: a usual one, and the hardest to print, for staff to look at and checks to measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle, islice
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certification.certificates.snapshots import Design, Snapshot

LONGEST_NAME = "Wolfeschlegelsteinhausenbergerdorff-Alexandrovich Montgomery-Featherstonehaugh III"
_MANY = 12
_SENTENCES = (
    _("Complete all required lessons"),
    _("Be there for a live training session, at least 45 minutes"),
    _("Lead a practice dialogue through all five stages, seen by an observer"),
    _("Reach an average of 2.5 of 4 on the rubric, and at least 2 in every competency that was observed"),
    _("Share a written reflection on a dialogue that you led"),
)
_FOUR_SCRIPTS = ("Ọláyínká Adébáyọ̀", "محمد علي", "李小龍", "अनन्या शर्मा")


class Mode(StrEnum):
    """What a design is looked at with."""

    USUAL = "usual"
    LONGEST_NAME = "longest"
    FOUR_SCRIPTS = "scripts"
    TWELVE = "twelve"
    UNSIGNED = "unsigned"
    FRENCH = "french"

    @property
    def language(self) -> str:
        return "fr" if self is Mode.FRENCH else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """A design in one language and who signs, as snapshots keep them, and who issues where."""

    design: Mapping[str, Any]
    signatories: list[dict[str, str]]
    program_name: str
    institution_name: str
    site: str


def sample(mode: Mode, looks: Looks, *, name: str, facts: Mapping[str, Any]) -> Snapshot:
    """A certificate in a design; of the usual one, ``facts`` are some of those of one that was issued."""
    with translation.override(mode.language):
        usual = {**_usual(looks, mode.language), **facts, "holder_name": name}
        return Snapshot(**{**usual, **_changes(mode, looks)})


def fullest(looks: Looks, *, language: str) -> Snapshot:
    """The longest name and twelve requirements, with all who sign: what has to stand on one page."""
    with translation.override(language):
        changes = {"holder_name": LONGEST_NAME, "requirements": _sentences(_MANY)}
        return Snapshot(**{**_usual(looks, language), **changes})


def _usual(looks: Looks, language: str) -> dict[str, Any]:
    return {
        "number": "DEMO-2026-000000-0",
        "public_id": "0" * 32,
        "verify_url": f"{looks.site}/verify/{'0' * 32}/",
        "name_language": "",
        "pathway_name": "Chats for Change facilitator",
        "syllabus_number": 3,
        "certified_on": "2026-11-24",
        "minutes": 360,
        "sessions": 1,
        "dialogues": 2,
        "requirements": _sentences(len(_SENTENCES)),
        "signatories": tuple(looks.signatories),
        "program_name": looks.program_name,
        "institution_name": looks.institution_name,
        "language": language,
        "issued_at": "2026-11-24T10:00:00+00:00",
        "design": Design(**looks.design),
        "demonstration": True,
    }


def _changes(mode: Mode, looks: Looks) -> dict[str, Any]:
    bare = [{key: words for key, words in person.items() if key != "signature"} for person in looks.signatories]
    changes: dict[Mode, dict[str, Any]] = {
        Mode.LONGEST_NAME: {"holder_name": LONGEST_NAME},
        Mode.FOUR_SCRIPTS: {"holder_name": " ".join(_FOUR_SCRIPTS), "requirements": _FOUR_SCRIPTS},
        Mode.TWELVE: {"requirements": _sentences(_MANY)},
        Mode.UNSIGNED: {"signatories": tuple(bare)},
    }
    return changes.get(mode, {})


def _sentences(count: int) -> tuple[str, ...]:
    return tuple(map(str, islice(cycle(_SENTENCES), count)))
