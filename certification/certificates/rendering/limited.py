"""Printing in a process of its own, with limits: what staff upload and type can't take the site's time or memory.

``python -m certification.certificates.rendering.limited picture`` reads sheets and writes bytes; it gets neither
settings nor secrets, and writes no file.
"""

import io
import pickle
import resource
import subprocess
import sys
from pathlib import Path

from certification.certificates.rendering.sheet import Sheet

_PROJECT = Path(__file__).parents[3]
_SECONDS = 5
_MEMORY = 1536 * 1024 * 1024
_DOTS_PER_INCH = 110
_POINTS_PER_INCH = 72


class OverLimit(Exception):
    """A sheet took more time or memory than any certificate needs, or can't be printed at all."""


def picture(sheet: Sheet) -> bytes:
    """The first page of the PDF, as PNG. Raises ``OverLimit``."""
    return _ask("picture", [sheet])


def which_fit(sheets: list[Sheet]) -> list[bool]:
    """For each sheet whether it fits: see ``paper.fits``. Raises ``OverLimit``."""
    return [answer == "yes" for answer in _ask("fits", sheets).decode().split()]


def _ask(what: str, sheets: list[Sheet]) -> bytes:
    command = [sys.executable, "-m", __name__, what]
    # Where fonts are found is all that it may know.
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(Path.home())}
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=pickle.dumps(sheets),
            capture_output=True,
            timeout=3 * _SECONDS,
            cwd=_PROJECT,
            env=environment,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as trouble:
        raise OverLimit(what) from trouble
    return done.stdout


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(what: str, sheets: list[Sheet]) -> bytes:
    # Imported here, being slow: who only asks doesn't print.
    from certification.certificates.rendering import paper  # noqa: PLC0415

    if what == "fits":
        return b" ".join(b"yes" if paper.fits(sheet) else b"no" for sheet in sheets)
    return _drawn(paper.write(sheets[0]))


def _drawn(pdf: bytes) -> bytes:
    # Imported here, being slow: see above.
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    out = io.BytesIO()
    document[0].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil().save(out, format="PNG")
    return out.getvalue()


if __name__ == "__main__":
    _limit()
    # The sheets come from the process that started this one.
    sys.stdout.buffer.write(_answer(sys.argv[1], pickle.load(sys.stdin.buffer)))  # noqa: S301
