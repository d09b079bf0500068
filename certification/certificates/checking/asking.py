"""Has a file looked at in a process of its own: what comes back are facts, never an error of the file's."""

from datetime import datetime
from typing import Final

from certification.certificates import keys
from certification.certificates.checking.facts import Asked, Looked
from certification.credentials.did import trusted
from lms import apart

MOST_BYTES: Final = 10 * 1024 * 1024
SHARE: Final = apart.Share(cpu_seconds=2, memory=300 * 1024 * 1024, seconds=12)
_LOOKING: Final = "certification.certificates.checking.looking"


def look(content: bytes, *, at: datetime) -> Looked:
    """The facts about a file, by keys that are trusted at present. Raises ``apart.Stopped`` and ``apart.Busy``."""
    return Looked.from_bytes(apart.answer(_LOOKING, asked(at).with_file(content), share=SHARE))


def asked(at: datetime) -> Asked:
    return Asked(keys.did(), [key.multibase for key in trusted(keys.history())], at.isoformat())
