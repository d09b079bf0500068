"""Files are sent whole or in the part that was asked for; what a page can't show is an attachment."""

import io
from typing import Any

import pytest
from django.test import RequestFactory

from lms.web.files import part_asked_for, send, send_as_attachment
from lms.web.storage import PrivateS3Storage

CONTENT = bytes(range(100))


def asked(content_type: str = "video/webm", **headers: str) -> Any:
    request = RequestFactory().get("/", headers=headers)
    return send(request, io.BytesIO(CONTENT), size=100, content_type=content_type, name="a.webm")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=0-1", (0, 1)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-1", None),
    ],
)
def test_a_range_is_a_part_of_the_file(header: str, part: tuple[int, int] | None) -> None:
    assert part_asked_for(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(header: str) -> None:
    response = asked(Range=header)

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */100")


def test_a_player_gets_the_part_that_it_asks_for() -> None:
    response = asked(Range="bytes=10-19")

    assert (response.status_code, b"".join(response.streaming_content)) == (206, CONTENT[10:20])
    assert response.headers["Content-Range"] == "bytes 10-19/100"
    assert response.headers["Content-Length"] == "10"


def test_the_whole_is_sent_where_nothing_is_asked() -> None:
    response = asked()

    assert (response.status_code, b"".join(response.streaming_content)) == (200, CONTENT)
    assert (response.headers["Content-Length"], response.headers["Accept-Ranges"]) == ("100", "bytes")


@pytest.mark.parametrize(
    ("content_type", "disposition"),
    [
        ("video/webm", 'inline; filename="a.webm"'),
        ("application/pdf", 'attachment; filename="a.webm"'),
        ("image/svg+xml", 'attachment; filename="a.webm"'),
        ("text/html", 'attachment; filename="a.webm"'),
    ],
)
def test_only_what_runs_nothing_is_shown(content_type: str, disposition: str) -> None:
    assert asked(content_type).headers["Content-Disposition"] == disposition


def test_an_attachment_stays_one_whatever_its_type() -> None:
    request = RequestFactory().get("/")
    file = io.BytesIO(CONTENT)
    response = send_as_attachment(request, file, size=100, content_type="video/webm", name="a.webm")

    assert response.headers["Content-Disposition"] == 'attachment; filename="a.webm"'


def test_a_file_in_a_bucket_has_no_address_but_ours() -> None:
    assert PrivateS3Storage(bucket_name="files").url("images/a b.png") == "/media/images/a%20b.png"
