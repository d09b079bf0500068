"""The six digits that change every 30 seconds, and which of them count.

They follow from a secret and the server's time: nothing is stored. They are friction, not proof that somebody is there.
"""

import hmac
from datetime import datetime

STEP = 30
DIGITS = 6


def step_of(at: datetime) -> int:
    """The number of the 30 seconds that a moment lies in."""
    return int(at.timestamp()) // STEP


def code_of(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def valid_for(at: datetime) -> int:
    """In how many seconds the code changes: 1 to 30."""
    return STEP - int(at.timestamp()) % STEP


def accepted_steps(at: datetime, *, tolerance: int) -> range:
    """The steps whose codes count: now's, as many before as the slot tolerates, and the next.

    The next one counts because the screen may be served by a machine whose clock runs up to one step ahead.
    """
    now = step_of(at)
    return range(now - tolerance, now + 2)


def is_right(secret: bytes, typed: str, *, tolerance: int, at: datetime) -> bool:
    """Whether what was typed is a code that counts. Takes as long for a wrong one as for a right one."""
    given = typed.encode()
    answers = [
        hmac.compare_digest(code_of(secret, step).encode(), given) for step in accepted_steps(at, tolerance=tolerance)
    ]
    return any(answers)
