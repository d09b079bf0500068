"""Names as people carry them in meetings, and in which form two of them are the same."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DEVICE = re.compile(r"#\d*")
_PRONOUNS = {
    *("she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ze", "zir", "hir", "hirs", "xe", "xem"),
    *("xyr", "fae", "faer", "ey", "em", "it", "its", "any", "all", "pronouns", "ella", "elle", "el", "él", "ellas"),
    *("ellos", "elles", "ela", "dela", "ele", "dele", "elu", "delu", "iel", "il", "lui", "ils", "sie", "er", "ihr"),
    "ihm",
}
# From here on two spellings look like one name to somebody who reads them.
_ALIKE = 0.84
_LONGEST = 120


def name_key(name: str) -> str:
    """NFKC, casefold, single spaces; without pronouns in brackets and without the ``#2`` of a second device."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    without = _BRACKETS.sub(lambda found: "" if _are_pronouns(found[1]) else found[0], plain)
    return " ".join(_DEVICE.sub(" ", without).split())


def _are_pronouns(words: str) -> bool:
    parts = re.split(r"[/,;|·\s]+", words.strip())
    return all(part in _PRONOUNS for part in parts)


def spoken_names(name: str) -> tuple[str, ...]:
    """The keys of all names in one: whole, without what stands in brackets, what stands there, and turned round."""
    whole = name_key(name)
    outside = " ".join(_BRACKETS.sub(" ", whole).split())
    found = [whole, outside, *(" ".join(inner.split()) for inner in _BRACKETS.findall(whole))]
    turned = [" ".join(reversed([part.strip() for part in key.split(",")])) for key in found if key.count(",") == 1]
    return tuple(dict.fromkeys(key for key in [*found, *turned] if key))


def are_alike(one: str, other: str) -> bool:
    """Whether two keys may be one person's: all words of one are in the other, or few letters differ."""
    one, other = _bare(one), _bare(other)
    words, others = set(one.split()), set(other.split())
    if words and others and (words <= others or others <= words):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


@lru_cache(maxsize=1024)
def _bare(key: str) -> str:
    """Without accents, since keyboards leave them out."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", key[:_LONGEST]) if not unicodedata.combining(sign))
