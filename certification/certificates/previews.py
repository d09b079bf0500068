"""How a design that is being written would print: the first page of the true PDF, drawn in a process with limits."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from certification.certificates import extremes, pictures
from certification.certificates.extremes import Looks, Mode
from certification.certificates.rendering import layout, limited
from certification.certificates.rendering.sheet import Sheet
from certification.certificates.snapshots import Snapshot

MODES = (
    (Mode.USUAL.value, _("A usual certificate")),
    (Mode.LONGEST_NAME.value, _("The longest name")),
    (Mode.FOUR_SCRIPTS.value, _("Four scripts")),
    (Mode.TWELVE.value, _("Twelve requirements")),
    (Mode.UNSIGNED.value, _("Without drawn signatures")),
    (Mode.FRENCH.value, _("In French")),
)
_LANGUAGES = ("en", "fr")
# Of a certificate that was issued, these make a sample real and name nobody.
_REAL = ("pathway_name", "syllabus_number", "minutes", "sessions", "dialogues")


class Printable(Protocol):
    """A design as far as printing goes."""

    def as_printed(self, language: str) -> dict[str, Any]: ...

    def signing_people(self, language: str) -> list[dict[str, str]]: ...


def page(request: HttpRequest, design: Printable, mode_name: str, issued: Mapping[str, Any]) -> TemplateResponse:
    """One sample in a design, with the name of who looks at it; ``issued`` is the snapshot of a certificate."""
    mode = Mode(mode_name or Mode.USUAL)
    facts = {key: issued[key] for key in _REAL if key in issued}
    name = getattr(request.user, "display_name", "") or "Ọláyínká Adébáyọ̀"
    snapshot = extremes.sample(mode, looks_of(design, mode.language), name=name, facts=facts)
    try:
        drawn = b64encode(limited.picture(sheet_of(snapshot))).decode()
    except limited.OverLimit:
        drawn = ""
    context = {"drawn": drawn, "mode": dict(MODES)[mode.value], "name": snapshot.holder_name}
    return TemplateResponse(request, "certificates/staff/preview.html", context)


def crowded_in(design: Printable) -> list[str]:
    """The languages in which the fullest certificate of a design doesn't fit on one page in a readable size."""
    fullest = {code: extremes.fullest(looks_of(design, code), language=code) for code in _LANGUAGES}
    fit = limited.which_fit([sheet_of(snapshot) for snapshot in fullest.values()])
    return [language for language, fits in zip(fullest, fit, strict=True) if not fits]


def looks_of(design: Printable, language: str) -> Looks:
    return Looks(
        design=design.as_printed(language),
        signatories=design.signing_people(language),
        program_name=settings.PROGRAM_NAME,
        institution_name=settings.INSTITUTION_NAME,
        site=settings.SITE_URL,
    )


def sheet_of(snapshot: Snapshot) -> Sheet:
    """All that it takes to print it. No query."""
    return layout.lay_out(snapshot, attachment=None, images=pictures.load(snapshot.pictures))
