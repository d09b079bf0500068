"""The store of files that released lessons show: kept once by content, never changed, whatever becomes of the original.

A lesson version names a file by the SHA-256 of what was uploaded. What is kept is the file itself (``WHOLE``), or of an
image its re-encoded forms, each named by its width: the first that was made stays, also when a later program would
encode it otherwise.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.core.files.storage import storages

from courses.lessons.models import LessonFile

WHOLE = "whole"
STORAGE = "lessons"

FileKey = tuple[str, str]


def keys_of(body: Mapping[str, Any]) -> Iterator[FileKey]:
    """Every file that a lesson version shows, as source and form."""
    for block in body["blocks"]:
        for name in ("file", "captions"):
            shown = block.get(name)
            if shown:
                yield from ((shown["sha256"], form) for form in forms_of(shown))


def forms_of(shown: Mapping[str, Any]) -> list[str]:
    """The forms in which a file of a lesson version is kept: an image in its widths, all else as it is."""
    return [str(width) for width in shown["widths"]] if "widths" in shown else [WHOLE]


def name_of(body: Mapping[str, Any], source: str) -> str:
    """What a file is called for who saves it; images and captions have no name."""
    named = (block["file"] for block in body["blocks"] if block["kind"] in ("file", "video"))
    return next((str(shown["name"]) for shown in named if shown["sha256"] == source), "")


def kept(keys: list[FileKey]) -> set[FileKey]:
    """Which of these files are kept already. One query."""
    rows = LessonFile.objects.filter(source__in={source for source, _form in keys})
    return set(rows.values_list("source", "form")) & set(keys)


def keep(source: str, form: str, content: File[bytes], *, content_type: str, at: datetime) -> LessonFile:
    """Keep one form of a file. Its place follows from what it is: writing it twice is harmless."""
    storage = storages[STORAGE]
    path = f"{source[:2]}/{source}-{form}"
    if not storage.exists(path) or storage.size(path) != content.size:
        storage.save(path, content)
    row, _made = LessonFile.objects.get_or_create(
        source=source,
        form=form,
        defaults={"content_type": content_type, "size": storage.size(path), "path": path, "kept_at": at},
    )
    return row


def find(body: Mapping[str, Any], source: str, form: str) -> LessonFile | None:
    """The file of a lesson version, if it shows such a one. One query."""
    if (source, form) not in set(keys_of(body)):
        return None
    return LessonFile.objects.filter(source=source, form=form).first()
