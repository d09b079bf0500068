"""What a stranger is told of a file that they bring, and how much of it the site ever holds."""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory

from certification.certificates.checking.asking import MOST_BYTES
from lms.web.small_files import SmallFiles
from tests.certification.certificates import hostile, uploads
from tests.certification.certificates.test_actions import a_printed_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    cache.clear()


def plain(page: str) -> str:
    return " ".join(page.replace("&#x27;", "'").split())


def brought(client: Client, content: bytes, name: str = "certificate.pdf") -> str:
    answer = client.post("/verify/file/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_the_file_that_we_issued_is_told_with_its_standing(client: Client) -> None:
    certificate = a_printed_certificate()

    words = brought(client, uploads.stored(certificate, "pdf"))

    assert "This certificate is real and valid" in words
    assert "byte for byte" in words


def test_a_touched_file_is_told_with_what_we_did_issue(client: Client) -> None:
    certificate = a_printed_certificate()

    words = brought(client, uploads.covered(uploads.stored(certificate, "pdf"), "Somebody Else"))

    assert "This file isn't as we issued it" in words
    assert "It begins as we issued it." in words
    assert "What we did issue" in words


def test_a_strange_file_was_never_issued(client: Client) -> None:
    assert "We have never issued this file" in brought(client, b"hello", "hello.txt")


def test_a_photograph_leads_to_the_number(client: Client) -> None:
    assert "type the number that stands on it" in brought(client, b"\xff\xd8\xff\xe0", "photo.jpg")


def test_a_file_that_takes_too_much_is_told_in_a_sentence(client: Client) -> None:
    assert "We couldn't read this file safely" in brought(client, hostile.many_streams())


@pytest.mark.parametrize(
    ("content", "told"), [(bytes(10 * 1024 * 1024 + 1), "larger than 10 MB"), (b"", "There is nothing in this file")]
)
def test_a_file_that_cannot_be_one_is_told_at_the_field(client: Client, content: bytes, told: str) -> None:
    assert told in brought(client, content)


def test_a_form_without_a_file_says_so(client: Client) -> None:
    assert "field-has-error" in client.post("/verify/file/", {}).content.decode()


class Endless(io.RawIOBase):
    """The body of a form with one file of so many bytes, made while it is read."""

    def __init__(self, size: int) -> None:
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        self._parts, self.left = [head], size
        self.size = len(head) + size + len(b"\r\n--b--\r\n")
        self._end = [b"\r\n--b--\r\n"]

    def read(self, most: int = -1) -> bytes:
        if self._parts:
            return self._parts.pop()
        if self.left:
            step = min(self.left, most if most > 0 else 65536)
            self.left -= step
            return bytes(step)
        return self._end.pop() if self._end else b""


def test_two_hundred_megabytes_are_read_to_their_end_and_never_held(rf: RequestFactory) -> None:
    body = Endless(200 * 1024 * 1024)
    request: Any = rf.generic("POST", "/verify/file/", b"-", content_type="multipart/form-data; boundary=b")
    request.META["CONTENT_LENGTH"] = str(body.size)
    request.META["wsgi.input"] = request._stream = body

    file = _received(request)

    assert (file.size, len(file.read()), body.left) == (200 * 1024 * 1024, 0, 0)


def _received(request: Any) -> Any:
    request.upload_handlers = [SmallFiles(most=MOST_BYTES)]
    return request.FILES["file"]


def test_of_many_files_at_once_no_more_is_held_than_of_one(client: Client) -> None:
    many = [SimpleUploadedFile(f"{number}.pdf", bytes(4 * 1024 * 1024)) for number in range(5)]
    answer: HttpResponse = client.post("/verify/file/", {"file": many})

    assert answer.status_code == 200


def test_only_so_many_files_are_looked_at_for_one_address(client: Client) -> None:
    certificate = a_printed_certificate()
    for _turn in range(20):
        brought(client, uploads.stored(certificate, "json"))

    answer = client.post("/verify/file/", {"file": SimpleUploadedFile("a.json", uploads.stored(certificate, "json"))})

    assert (answer.status_code, b"Many files were looked at just now" in answer.content) == (429, True)


@pytest.mark.parametrize("address", ["/verify/file/", "/verify/name/"])
def test_who_comes_back_to_an_answer_finds_the_form(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/verify/"
