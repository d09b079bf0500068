"""A certificate's words, style and pictures, put together by templates: all that it takes to print it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import groupby

import segno
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateformat import format as format_date

from certification.certificates.rendering.sheet import Attachment, Code, Name, Sheet, place
from certification.certificates.snapshots import Design, Snapshot

# One of the eight masks for all: choosing the best one costs more than painting it, and readers don't care.
_QR_MASK = 3
ATTACHMENT_NAME = "credential.json"


class MissingPicture(LookupError):
    """A picture that the snapshot names wasn't given, or other bytes under its name."""


def lay_out(snapshot: Snapshot, *, attachment: bytes | None, images: Mapping[str, bytes]) -> Sheet:
    """All that is needed to print a certificate, of which nothing is looked up any more."""
    with translation.override(snapshot.language):
        words = _words(snapshot)
        places = {name: place(name) for name in words}
        page = render_to_string(
            "certificates/pdf/certificate.html", {"c": snapshot, "design": snapshot.design, "own": places}
        )
        enclosed = _enclosed(snapshot, attachment) if attachment is not None else None
    pictures = {f"memory:{digest}": _picture(digest, images) for digest in snapshot.pictures}
    return Sheet(
        page=page,
        words=words,
        style=_style(snapshot.design),
        files=_drawings(snapshot.design) | pictures,
        code=_code(snapshot.verify_url),
        name=Name(snapshot.holder_name, snapshot.name_language, snapshot.name_direction),
        attachment=enclosed,
    )


def _words(snapshot: Snapshot) -> dict[str, str]:
    """In what this certificate differs from others of its design, language and shape."""
    return {
        "name": snapshot.holder_name,
        "number": snapshot.number,
        "address": snapshot.verify_url,
        "day": format_date(snapshot.day, "j F Y"),
        "issued_at": snapshot.issued_at,
    }


def _picture(digest: str, images: Mapping[str, bytes]) -> bytes:
    content = images.get(digest)
    if content is None or sha256(content).hexdigest() != digest:
        raise MissingPicture(digest)
    return content


def _enclosed(snapshot: Snapshot, content: bytes) -> Attachment:
    description = translation.gettext("The same certificate for programs to check: a digital badge, Open Badges 3.0")
    at = datetime.fromisoformat(snapshot.issued_at).astimezone(UTC)
    return Attachment(ATTACHMENT_NAME, description, content, at)


@lru_cache(maxsize=16)
def _style(design: Design) -> str:
    return render_to_string("certificates/pdf/certificate.css", {"design": design})


@lru_cache(maxsize=16)
def _drawings(design: Design) -> dict[str, bytes]:
    """What stands behind the words, and the sign of the program: five seats in a circle, one for each stage."""
    ground = render_to_string(f"certificates/pdf/{design.layout}.svg", {"design": design})
    sign = render_to_string("certificates/pdf/sign.svg", {"design": design})
    return {"memory:ground.svg": ground.encode(), "memory:sign.svg": sign.encode()}


def _code(address: str) -> Code:
    rows = segno.make(address, error="m", mask=_QR_MASK, micro=False).matrix
    runs = []
    for y, row in enumerate(rows):
        for dark, run in groupby(enumerate(row), key=lambda module: module[1]):
            places = [x for x, _module in run]
            if dark:
                runs.append((places[0], y, len(places)))
    return Code(len(rows), tuple(runs))
