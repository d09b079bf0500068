"""The journal's files: each whole or not there, whoever else writes the same, whatever room is left."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pytest_django import Settings

from certification.certificates import journal

WRITERS = 4


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.JOURNAL_DIR = tmp_path


def entry(seq: int) -> journal.Entry:
    return journal.Entry(seq=seq, kind="issued", at="2026-11-03", body={"words": "x" * 9000}, before=journal.BEGINNING)


def left() -> list[str]:
    return sorted(path.name for path in journal.folder().rglob("*") if path.is_file())


def test_threads_that_write_the_same_entry_at_once_write_it_whole_and_leave_no_draft() -> None:
    start = Barrier(WRITERS)

    def write(seq: int) -> None:
        start.wait()
        journal.create(entry(seq))

    with ThreadPoolExecutor(WRITERS) as pool:
        for seq in range(1, 101):
            list(pool.map(write, [seq] * WRITERS))

    assert left() == [f"{seq:08d}.json" for seq in range(1, 101)]
    assert [journal.read(seq).digest for seq in range(1, 101)] == [entry(seq).digest for seq in range(1, 101)]


def test_a_full_disk_leaves_nothing_by_half(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            journal.create(entry(1))

    assert (left(), journal.holds(1)) == ([], False)
