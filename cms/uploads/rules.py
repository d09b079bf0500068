"""Whether a file is what its name says, and small enough. Pure: it decides from what was looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "application/octet-stream"


class Reason(StrEnum):
    """Why a file isn't taken."""

    KIND = "kind"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    MACROS = "macros"
    UNREADABLE = "unreadable"


class Group(StrEnum):
    """Files that share a limit."""

    TEXT = "text"
    DOCUMENT = "document"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of a file: its size and beginning, what is packed in it, its whole text if it is one."""

    size: int
    head: bytes
    packed: frozenset[str] = frozenset()
    packed_type: bytes = b""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that may be uploaded, and how to tell it by its content."""

    content_type: str
    group: Group
    is_told_by: Callable[[Looked], bool]


def _office(folder: str) -> Callable[[Looked], bool]:
    def told(looked: Looked) -> bool:
        return "[Content_Types].xml" in looked.packed and any(name.startswith(folder) for name in looked.packed)

    return told


def _open_document(content_type: str) -> FileType:
    return FileType(content_type, Group.DOCUMENT, lambda looked: looked.packed_type == content_type.encode())


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

TYPES: Mapping[str, FileType] = {
    "pdf": FileType("application/pdf", Group.DOCUMENT, lambda looked: looked.head.startswith(b"%PDF-")),
    "pptx": FileType(f"{_OFFICE}presentationml.presentation", Group.DOCUMENT, _office("ppt/")),
    "docx": FileType(f"{_OFFICE}wordprocessingml.document", Group.DOCUMENT, _office("word/")),
    "xlsx": FileType(f"{_OFFICE}spreadsheetml.sheet", Group.DOCUMENT, _office("xl/")),
    "odp": _open_document(f"{_OPEN}presentation"),
    "odt": _open_document(f"{_OPEN}text"),
    "mp4": FileType("video/mp4", Group.VIDEO, lambda looked: looked.head[4:8] == b"ftyp"),
    "webm": FileType(
        "video/webm",
        Group.VIDEO,
        lambda looked: looked.head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in looked.head[:64],
    ),
    "vtt": FileType("text/vtt", Group.TEXT, lambda looked: (looked.text or "").startswith("WEBVTT")),
    "txt": FileType("text/plain", Group.TEXT, lambda looked: looked.text is not None and "\0" not in looked.text),
}


def reason_against(extension: str, looked: Looked, most: Mapping[Group, int]) -> Reason | None:
    """Why a file of that name and content isn't taken; ``None`` if it is. ``most`` are bytes by group."""
    file_type = TYPES.get(extension.lower())
    if file_type is None:
        return Reason.KIND
    reasons = (
        (looked.size > 0, Reason.EMPTY),
        (looked.size <= most[file_type.group], Reason.TOO_LARGE),
        (file_type.is_told_by(looked), Reason.NOT_WHAT_IT_SAYS),
        (not any(name.endswith("vbaProject.bin") for name in looked.packed), Reason.MACROS),
    )
    return next((reason for holds, reason in reasons if not holds), None)


def content_type_of(extension: str, looked: Looked) -> str:
    """The type that a file is sent as: that of its name if its content agrees, else one that nothing opens."""
    file_type = TYPES.get(extension.lower())
    return file_type.content_type if file_type and file_type.is_told_by(looked) else UNKNOWN
