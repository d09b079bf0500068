"""Taking known names out of words: a start, after which somebody reads them."""

import re
import unicodedata
from collections.abc import Mapping

# Shorter parts of names are too often words of their own.
_SHORTEST = 3


def without_names(text: str, names: Mapping[str, str]) -> str:
    """The text with each known name, whole or in part, as what its bearer is. ``names``: role by name.

    In any case of letters, the longest first; whole words only, where a script parts words by spaces.
    """
    plain = unicodedata.normalize("NFC", text)
    roles = _parts(names)
    for name in sorted(roles, key=len, reverse=True):
        edges = ("", "") if _runs_on(name) else (r"(?<!\w)", r"(?!\w)")
        pattern = re.compile(edges[0] + re.escape(name) + edges[1], re.IGNORECASE)
        role = roles[name]
        plain = pattern.sub(lambda _match, role=role: role, plain)  # type: ignore[misc]
    return plain


def _parts(names: Mapping[str, str]) -> dict[str, str]:
    """Whole names, and their parts; what two people share stands for the first."""
    found: dict[str, str] = {}
    for name, role in names.items():
        whole = unicodedata.normalize("NFC", name).strip()
        for part in (whole, *re.split(r"[\s.,'’-]+", whole)):
            if len(part) >= (1 if part == whole else _SHORTEST):
                found.setdefault(part, role)
    found.pop("", None)
    return found


def _runs_on(name: str) -> bool:
    """Whether it is of a script that doesn't part words: Chinese, Japanese, Thai."""
    return any(unicodedata.east_asian_width(letter) in "WF" or "\u0e00" <= letter <= "\u0e7f" for letter in name)
