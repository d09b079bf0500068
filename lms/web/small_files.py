"""Files that are looked at and let go: kept in memory while they are small, and never on a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SmallFiles(FileUploadHandler):
    """Of all files of a request together it keeps ``most`` bytes; of what is larger, the size alone.

    The rest is read and let go, for a browser that is cut off tells its reader of a fault in the line. Set it as the
    one handler of a request before anything of it is read.
    """

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self._most = most
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received += len(raw_data)
        if self._received <= self._most:
            self._held.write(raw_data)
        else:
            self._held = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._held.seek(0)
        return InMemoryUploadedFile(
            self._held, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


class StaffFiles(FileUploadHandler):
    """Stands before those that keep files: whoever doesn't work in the staff pages has theirs read and let go.

    No other page asks for a file, and without this everybody could fill a disk from any form, before anything looks at
    who they are. Where strangers' files are wanted, the view sets ``SmallFiles`` instead.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        person = getattr(self.request, "user", None)
        if person is None or not person.has_perm("wagtailadmin.access_admin"):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Those that come after keep it."""
