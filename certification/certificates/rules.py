"""How a certificate is numbered, and when it holds."""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

from stdnum.iso7064 import mod_37_36

_NUMBER = re.compile(r"([A-Z0-9]{2,8})-([0-9OIL]{4})-([0-9OIL]{6,})-([A-Z0-9])")
_AS_DIGITS = str.maketrans("OIL", "011")


class Reason(StrEnum):
    """Why not."""

    ALREADY_REVOKED = "already_revoked"
    NO_REASON_GIVEN = "no_reason_given"
    OWN_CERTIFICATE = "own_certificate"


class Standing(StrEnum):
    """What anybody is told of a certificate."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Kind(StrEnum):
    """On what a certificate rests."""

    TRAINED = "trained"  # all requirements of a training are met
    FOUNDING = "founding"  # led dialogues before there was a training
    HONORARY = "honorary"


def number_of(prefix: str, year: int, serial: int) -> str:
    """Such as ``C4C-2026-000123-4``; the last character is the ISO 7064 MOD 37,36 check on the rest."""
    body = f"{prefix}{year:04d}{serial:06d}"
    return f"{prefix}-{year:04d}-{serial:06d}-{mod_37_36.calc_check_digit(body)}"


def spelled(typed: str) -> str | None:
    """A number as people type it in the one spelling that we print; ``None`` if it can't be one of ours.

    Any width and case, any sign between the parts, and letters that look like digits among digits are forgiven. The
    check character is taken as typed: putting it right too would let some single slips pass as another number.
    """
    parts = re.findall(r"[A-Z0-9]+", unicodedata.normalize("NFKC", typed).upper())
    match = _NUMBER.fullmatch("-".join(parts))
    if match is None:
        return None
    prefix, year, serial, check = match.groups()
    body = (prefix, year.translate(_AS_DIGITS), serial.translate(_AS_DIGITS))
    expected = mod_37_36.calc_check_digit("".join(body))
    return "-".join((*body, expected)) if expected == check else None


def standing(*, revoked_at: datetime | None, today: date, valid_until: date | None = None) -> Standing:
    """Whether a certificate holds today; ``valid_until`` is the last day on which it does."""
    if revoked_at is not None:
        return Standing.REVOKED
    return Standing.EXPIRED if valid_until is not None and valid_until < today else Standing.VALID


def decide_revocation(*, revoked: bool, own: bool, public_reason: str) -> tuple[Reason, ...]:
    """Why a certificate can't be revoked now; empty if it can."""
    conditions = (
        (not revoked, Reason.ALREADY_REVOKED),
        (not own, Reason.OWN_CERTIFICATE),
        (bool(public_reason.strip()), Reason.NO_REASON_GIVEN),
    )
    return tuple(reason for holds, reason in conditions if not holds)
