"""The journal's files: one for each entry, made once and never written over, in a folder outside of any backup.

What is restored with a database is yesterday's; the journal is always today's. By it a restored site knows that it is
one, and what was issued and ended in between. Entries hold numbers, ids, digests and what is printed, never a name.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import get_native_id
from typing import Any

from django.conf import settings

from courses.progress.chain import canonical, digest

# What the first entry names as the one before it.
BEGINNING = "0" * 64


class Damaged(Exception):
    """An entry's file is not what was written, or another stands in its place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in its file. ``at``: aware, ISO 8601; ``before``: the digest of the entry before."""

    seq: int
    kind: str
    at: str
    body: Mapping[str, Any]
    before: str

    def document(self) -> dict[str, Any]:
        return {"seq": self.seq, "kind": self.kind, "at": self.at, "body": dict(self.body), "before": self.before}

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return digest(self.document())


def folder() -> Path:
    return Path(settings.JOURNAL_DIR)


def holds(seq: int) -> bool:
    """Whether there is an entry of that number. One look at the disk."""
    return _path(seq).exists()


def create(entry: Entry) -> None:
    """Write an entry, so that it lasts a power cut; that it stands there already is as good.

    Raises ``Damaged`` if another one stands there.
    """
    path = _path(entry.seq)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = canonical(entry.document())
    try:
        _write_once(path, written)
    except FileExistsError:
        if path.read_bytes() != written:
            raise Damaged(f"{path.name} holds another entry") from None


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all: linking fails where the name is taken, and only a whole file is linked."""
    # A draft for each thread: two that shared one would link what the other is still writing.
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_native_id()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def read(seq: int) -> Entry:
    """Raises ``FileNotFoundError``, and ``Damaged`` for what can't be read."""
    try:
        entry = Entry(**json.loads(_path(seq).read_bytes()))
    except (ValueError, TypeError) as error:
        raise Damaged(f"entry {seq} can't be read") from error
    if entry.seq != seq:
        raise Damaged(f"entry {seq} says that it is {entry.seq}")
    return entry


def since(seq: int, *, before: str) -> Iterator[Entry]:
    """The entries after a number, each checked to follow from the one before. Raises ``Damaged``."""
    while holds(seq + 1):
        entry = read(seq + 1)
        if entry.before != before:
            raise Damaged(f"entry {entry.seq} doesn't follow from the one before")
        yield entry
        seq, before = entry.seq, entry.digest


def _path(seq: int) -> Path:
    # A folder for each thousand: some file systems grow slow with many names in one.
    return folder() / f"{seq // 1000:05d}" / f"{seq:08d}.json"
