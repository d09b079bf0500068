"""What chance decides of a check, from the enrolment's stored seed alone: the same on every server and every reload.

Order comes from hashes rather than from a generator of random numbers, whose methods may change between versions of
Python. What the browser is given instead of stored ids tells nothing of order, pairs or rightness.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Chance:
    """One try of one person at one version of a lesson: ``seed`` is their enrolment's."""

    seed: int
    version: str
    number: int

    def token(self, side: str, name: str) -> str:
        """What stands for an answer in the page: the same in each try, so that what was chosen can be kept."""
        return hashlib.sha256(f"token/{self.seed}/{side}/{name}".encode()).hexdigest()[:16]

    def shuffled(self, rows: Iterable[Row], name: Callable[[Row], str], *, salt: str) -> tuple[Row, ...]:
        """The rows in the try's order."""
        return tuple(sorted(rows, key=lambda row: self._place(salt, name(row))))

    def drawn(self, rows: Iterable[Row], name: Callable[[Row], str], *, count: int, salt: str) -> tuple[Row, ...]:
        """The try's choice of ``count`` rows, in the order in which they were written."""
        rows = tuple(rows)
        chosen = {name(row) for row in self.shuffled(rows, name, salt=salt)[:count]}
        return tuple(row for row in rows if name(row) in chosen)

    def _place(self, salt: str, name: str) -> bytes:
        return hashlib.sha256(f"order/{self.seed}/{self.version}/{self.number}/{salt}/{name}".encode()).digest()
