"""Certificates as pictures, compared with ones that somebody looked at and found right.

After a change that is meant, ``python -m tests.certification.certificates.test_looks`` draws them anew: look at each.
"""

import os
from pathlib import Path

import django
import pytest
from PIL import Image, ImageChops, ImageStat

from certification.certificates.rendering import render
from certification.certificates.snapshots import Snapshot
from tests.certification.certificates.reading import drawn
from tests.certification.certificates.samples import (
    IMAGES,
    LAYOUTS,
    LOGO,
    NAMES,
    SIGNATORIES,
    SIGNATURE,
    digest_of,
    fullest,
    snapshot,
)

_REFERENCES = Path(__file__).with_name("references")
# Of 255: what another version of a font or of a drawing program changes at edges, over the whole page.
_TOLERANCE = 0.6


def _usual(layout: str) -> Snapshot:
    people = [{**SIGNATORIES[0], "signature": digest_of(SIGNATURE)}, SIGNATORIES[1]]
    return snapshot(design={"layout": layout, "logo": digest_of(LOGO)}, signatories=people)


def _founding(layout: str) -> Snapshot:
    look = {"layout": layout, "border": False, "title": "Certificat", "statement": "{name} reçoit {pathway}."}
    return snapshot(design=look, holder_name=NAMES["ar"], name_language="ar", language="fr", kind="founding")


KINDS = {"usual": _usual, "fullest": fullest, "founding": _founding}
SHEETS = {f"{layout}-{name}": (layout, make) for layout in LAYOUTS for name, make in KINDS.items()}


def _picture(name: str) -> Image.Image:
    layout, make = SHEETS[name]
    return drawn(render(make(layout), images=IMAGES))


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did_when_somebody_looked_at_it(name: str) -> None:
    with Image.open(_REFERENCES / f"{name}.png") as reference:
        difference = ImageChops.difference(_picture(name), reference.convert("L"))

    assert ImageStat.Stat(difference).mean[0] < _TOLERANCE


def test_another_name_would_be_seen() -> None:
    other = drawn(render(snapshot(design={"layout": "landscape-band"}, holder_name="Ann Lee")))

    with Image.open(_REFERENCES / "landscape-band-usual.png") as reference:
        difference = ImageChops.difference(other, reference.convert("L"))

    assert ImageStat.Stat(difference).mean[0] > _TOLERANCE


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
    django.setup()
    for each in SHEETS:
        _picture(each).quantize(32).save(_REFERENCES / f"{each}.png", optimize=True)
