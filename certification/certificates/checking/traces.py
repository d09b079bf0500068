"""Numbers, ids and credentials in a file's bytes, found without following its structure.

A PDF is taken as what it is on a disk: streams one after the other, each unpacked for itself and within limits. There
is no table to loop in, no program to run, no address to ask.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator

from certification.certificates.rules.numbers import spelled

# So much of what a file unpacks to is looked at, in all and in one stream: ours are a tenth of it.
_MOST_UNPACKED = 24 * 1024 * 1024
_MOST_IN_ONE = 4 * 1024 * 1024
_MOST_STREAMS = 2_000
_MOST_FOUND = 20
_MOST_ENDS = 4

_STREAM = re.compile(rb"stream\r?\n")
_ID = re.compile(
    rb"(?:/verify/|urn:uuid:)([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})(?![0-9a-f])"
)
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{2,8}-[0-9OIL]{4}-[0-9OIL]{6,10}-[A-Z0-9](?![A-Z0-9])", re.IGNORECASE)
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_CREDENTIAL = b"VerifiableCredential"
# A JWT is one line of letters; longer than this is none of ours.
_LONGEST_LINE = 256 * 1024
_NO_LETTER = re.compile(rb"[^A-Za-z0-9_-]")


def texts_of(content: bytes) -> list[bytes]:
    """A file's bytes, and all that they unpack to, whatever it says it is: a touched one may say nothing true."""
    return [content, *_unpacked(content), *_unlined(content)]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What each packed stream holds, as far as it can be read and limits allow."""
    left = _MOST_UNPACKED
    for count, found in enumerate(_STREAM.finditer(content)):
        if count >= _MOST_STREAMS or left <= 0:
            return
        held = _inflated(memoryview(content)[found.end() :], min(left, _MOST_IN_ONE))
        left -= len(held)
        if held:
            yield held


def _inflated(packed: memoryview, most: int) -> bytes:
    """As far as it goes: of a stream with a flipped bit what stands before it."""
    inflate, held = zlib.decompressobj(), b""
    for start in range(0, len(packed), 8192):
        try:
            held += inflate.decompress(packed[start : start + 8192], most - len(held))
        except zlib.error:
            break
        if inflate.eof or len(held) >= most:
            break
    return held


def _unlined(content: bytes) -> list[bytes]:
    """What a JWT says, wherever a letter was changed: read from each of the four places where a group may begin."""
    line = content.strip()
    if len(line) > _LONGEST_LINE or b" " in line:
        return []
    letters = _NO_LETTER.sub(b"A", line)
    groups = (letters[start : start + (len(letters) - start) // 4 * 4] for start in range(4))
    return [base64.urlsafe_b64decode(group) for group in groups]


def ids_in(texts: list[bytes]) -> list[str]:
    """Random ids as our addresses and credentials spell them, each once, in the order in which they stand."""
    found = (match[1].replace(b"-", b"").decode() for text in texts for match in _ID.finditer(text))
    return _first(found)


def numbers_in(texts: list[str]) -> list[str]:
    """Numbers of certificates whose check character is right, in the one spelling that we print."""
    found = (spelled(match[0]) for text in texts for match in _NUMBER.finditer(text))
    return _first(number for number in found if number)


def credentials_in(texts: list[bytes]) -> list[bytes]:
    """What looks like a credential as JSON, and is not longer than one."""
    return [text for text in texts if text.lstrip().startswith(b"{") and _CREDENTIAL in text]


def beginnings_of(pdf: bytes) -> list[str]:
    """SHA-256 of what the file may have been before something was added: up to each of its ends but the last."""
    ends: list[int] = []
    for found in _END.finditer(pdf):
        # Whoever adds may have kept the line's end, or not.
        ends += [end for end in dict.fromkeys((found.end(), found.start() + len(b"%%EOF"))) if end < len(pdf)]
        if len(ends) >= 2 * _MOST_ENDS:
            break
    return [hashlib.sha256(memoryview(pdf)[:end]).hexdigest() for end in ends]


def _first(found: Iterator[str]) -> list[str]:
    distinct: dict[str, None] = {}
    for each in found:
        distinct[each] = None
        if len(distinct) >= _MOST_FOUND:
            break
    return list(distinct)
