"""How certificates are numbered."""

import re
import unicodedata

from stdnum.iso7064 import mod_37_36

_NUMBER = re.compile(r"([A-Z0-9]{2,8})-([0-9OIL]{4})-([0-9OIL]{6,})-([A-Z0-9])")
_AS_DIGITS = str.maketrans("OIL", "011")


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
