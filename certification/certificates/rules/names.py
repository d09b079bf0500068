"""Whether two spellings are one name, and which certificate somebody asks for."""

import re
import unicodedata
from hashlib import sha256
from hmac import compare_digest

_ID = re.compile(
    r"(?:(?:https?://)?\S*/verify/|urn:uuid:)?([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})/?(?:[?#]\S*)?"
)


def same_name(printed: str, typed: str) -> bool:
    """Without regard to case, width, accents and spaces; takes as long whether or not, and wherever, they differ."""
    digests = [sha256(folded(name).encode()).digest() for name in (printed, typed)]
    return compare_digest(*digests) and bool(printed.strip())


def folded(name: str) -> str:
    """A name as it is compared: without accents, and without the points that Arabic and Hebrew leave out at will.

    Vowels of Indic scripts stay, for they have no combining class: without them it would be another name.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = (letter for letter in apart if not unicodedata.combining(letter))
    return " ".join("".join(" " if unicodedata.category(letter)[0] in "PSZC" else letter for letter in letters).split())


def public_id_in(typed: str) -> str | None:
    """The random id that somebody typed, or pasted with the whole address that it stands in."""
    match = _ID.fullmatch(typed.strip().lower())
    return match[1].replace("-", "") if match else None
