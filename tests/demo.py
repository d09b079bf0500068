"""The demo program, told once a day in each process: whoever needs it again has its rows, files and journal back."""

import atexit
import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage, storages
from django.db import connection
from django.utils import timezone

from cms.demo.journeys import Scene
from cms.demo.seed import seed
from tests.migrated import CopiedFile


@dataclass(frozen=True, slots=True)
class Told:
    """All that telling it has left behind."""

    scene: bytes
    rows: sqlite3.Connection
    files: dict[str, dict[str, bytes]]
    journal: Path

    def again(self) -> Scene:
        _copied().begin_from(self.rows)
        for alias, files in self.files.items():
            for name, content in files.items():
                storages[alias].delete(name)
                storages[alias].save(name, ContentFile(content))
        shutil.copytree(self.journal, settings.JOURNAL_DIR, dirs_exist_ok=True)
        scene: Scene = pickle.loads(self.scene)  # noqa: S301 - this process wrote it
        return scene


def seeded() -> Scene:
    """The demo program in an empty database whose transactions are real, relative to today."""
    return _told(timezone.localdate(), settings.SITE_URL).again() if connection.vendor == "sqlite" else seed()


@cache
def _told(_day: date, _site: str) -> Told:
    """Certificates name the site, and journeys lie so many days before today."""
    scene = seed()
    journal = Path(mkdtemp(prefix="demo-journal-"))
    atexit.register(shutil.rmtree, journal)
    if Path(settings.JOURNAL_DIR).exists():
        shutil.copytree(settings.JOURNAL_DIR, journal, dirs_exist_ok=True)
    files = {alias: dict(_files_in(storages[alias])) for alias in settings.STORAGES if _in_memory(alias)}
    return Told(pickle.dumps(scene), _copied().kept(), files, journal)


def _copied() -> CopiedFile:
    copied = connection.creation
    assert isinstance(copied, CopiedFile)
    return copied


def _in_memory(alias: str) -> bool:
    return isinstance(storages[alias], InMemoryStorage)


def _files_in(store: Storage, folder: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of a store with what it holds."""
    folders, names = store.listdir(folder)
    for name in names:
        with store.open(f"{folder}{name}") as file:
            yield f"{folder}{name}", file.read()
    for inner in folders:
        yield from _files_in(store, f"{folder}{inner}/")
