"""The ledger's chain of hashes: each row carries the hash of the one before, so that tampering shows."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


def canonical(document: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8. Raises ``ValueError`` for NaN and infinities."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(document: Any) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON."""
    return hashlib.sha256(canonical(document)).hexdigest()


def instant(at: datetime) -> str:
    """The same instant in the same letters, whatever zone or database it came from."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def row_hash(previous: str, row: dict[str, Any]) -> str:
    """The hash of a ledger row that follows the row with the hash ``previous``."""
    spelled = {name: instant(value) if isinstance(value, datetime) else value for name, value in row.items()}
    return hashlib.sha256(previous.encode() + canonical(spelled)).hexdigest()
