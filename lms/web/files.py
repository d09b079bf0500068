"""How files are sent: never sniffed, as attachments unless a page shows them, and in parts to players that ask so."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

# What a page may show in itself. None of these runs anything.
SHOWN = frozenset({"image/webp", "image/png", "image/jpeg", "image/avif", "video/mp4", "video/webm", "text/vtt"})
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
_CHUNK = 64 * 1024


def part_asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one part that a ``Range`` header asks for; ``None``: the whole.

    Raises ``ValueError`` where there is no such part. Several parts at once are answered with the whole.
    """
    asked = _RANGE.match(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        raise ValueError(header)
    return start, end


def send(request: HttpRequest, file: IO[bytes], *, size: int, content_type: str, name: str = "") -> HttpResponseBase:
    """Answer with a file, or with the part of it that was asked for. ``name`` is what it is saved as.

    What a page can show is shown, all else is an attachment.
    """
    if content_type not in SHOWN:
        return send_as_attachment(request, file, size=size, content_type=content_type, name=name)
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return _send(request, file, size, content_type, disposition)


def send_as_attachment(
    request: HttpRequest, file: IO[bytes], *, size: int, content_type: str, name: str
) -> HttpResponseBase:
    """Answer with a file that is only ever saved."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return _send(request, file, size, content_type, disposition)


def _send(request: HttpRequest, file: IO[bytes], size: int, content_type: str, disposition: str) -> HttpResponseBase:
    try:
        part = part_asked_for(request.headers.get("Range", ""), size)
    except ValueError:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: HttpResponseBase
    if part is None:
        response = FileResponse(file, content_type=content_type)
        response.headers["Content-Length"] = str(size)
    else:
        response = _in_part(file, part, size, content_type)
    response.headers["Content-Disposition"] = disposition
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Opened by itself, a file may do nothing at all.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _in_part(file: IO[bytes], part: tuple[int, int], size: int, content_type: str) -> StreamingHttpResponse:
    start, end = part
    response = StreamingHttpResponse(_read(file, start, end), status=206, content_type=content_type)
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _read(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = end - start + 1
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
