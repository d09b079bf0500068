"""Works on strangers' bytes in a process of its own, which has only its share of the machine and reaches nothing."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

_PROGRAM = Path(__file__).with_name("within_limits.py")
# So many at once in one process of the site; whoever comes then waits a little.
_PLACES = BoundedSemaphore(2)


class Stopped(Exception):
    """It took more than its share, or fell over what it was given."""


class Busy(Exception):
    """Others are at it; nothing was looked at."""


@dataclass(frozen=True, slots=True)
class Share:
    """``cpu_seconds`` from its start, ``memory`` in bytes of address space, ``seconds`` by the clock on the wall."""

    cpu_seconds: int
    memory: int
    seconds: float


def answer(module: str, sent: bytes, *, share: Share) -> bytes:
    """What ``module.answer(sent)`` returns in a process with limits: see ``lms.within_limits``.

    Raises ``Stopped`` and ``Busy``.
    """
    if not _PLACES.acquire(timeout=share.seconds):
        raise Busy(module)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with a module's name and two numbers
            _command(module, share), input=sent, capture_output=True, check=False, env={}, timeout=share.seconds
        )
    except subprocess.TimeoutExpired as late:
        raise Stopped(f"{module} took longer than {share.seconds} s") from late
    finally:
        _PLACES.release()
    if done.returncode:
        raise Stopped(f"{module} ended with {done.returncode}: {done.stderr[-300:].decode(errors='replace')}")
    return done.stdout


def _command(module: str, share: Share) -> list[str]:
    limits = [str(share.cpu_seconds), str(share.memory)]
    return [sys.executable, "-I", "-W", "ignore", "-X", "utf8", str(_PROGRAM), module, *limits]
