"""Hostile files in the process that looks at them: each is stopped or sees nothing done, and the site answers."""

import base64
import json
import socket
from collections.abc import Callable

import pytest

from certification.certificates.checking import asking
from certification.certificates.queries import by_file
from certification.certificates.rules import Verdict
from tests import scenes
from tests.certification.certificates import hostile, uploads
from tests.certification.certificates.test_actions import a_printed_certificate

pytestmark = pytest.mark.django_db
NOTHING_SAID = {Verdict.UNREADABLE, Verdict.NEVER_ISSUED}


@pytest.mark.parametrize(
    "make",
    [
        hostile.a_bomb,
        hostile.a_wide_bomb,
        hostile.a_looped_table,
        hostile.looped_pages,
        hostile.a_script,
        hostile.nested,
        hostile.many_streams,
        hostile.a_huge_picture,
        hostile.laughs,
        hostile.a_clique,
        hostile.deep,
        hostile.wide,
    ],
)
def test_a_hostile_file_costs_no_more_than_its_share_and_is_answered(make: Callable[[], bytes]) -> None:
    content = make()
    assert len(content) <= asking.MOST_BYTES

    assert by_file(content, at=scenes.NOW).verdict in NOTHING_SAID


def test_what_the_process_tells_is_what_is_told_here() -> None:
    certificate = a_printed_certificate()
    pdf, credential = uploads.stored(certificate, "pdf"), uploads.stored(certificate, "json")
    files = [
        uploads.attached(pdf, credential),
        json.dumps(json.loads(credential), indent=2).encode(),
        uploads.flipped(uploads.stored(certificate, "jwt"), 7),
        uploads.png_of(certificate),
        uploads.svg_of(certificate),
    ]

    assert [by_file(content, at=scenes.NOW) for content in files] == [uploads.told(content) for content in files]


def _line(*parts: object) -> bytes:
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join(encoded)


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "typ": "JWT"},
        {"alg": "HS256", "typ": "JWT", "kid": "x"},
        {"alg": "ES256", "typ": "JWT", "kid": "x", "jku": "http://127.0.0.1:9/keys"},
        {"alg": "ES256", "typ": "JWT", "x5u": "http://127.0.0.1:9/cert", "jwk": {"kty": "EC"}},
    ],
)
def test_a_jwt_that_brings_its_own_rules_is_altered(header: dict[str, object]) -> None:
    certificate = a_printed_certificate()
    _head, payload, signature = uploads.stored(certificate, "jwt").split(b".")
    forged = _line(header) + b"." + payload + b"." + (signature if header["alg"] != "none" else b"")

    assert uploads.told(forged).verdict is Verdict.ALTERED


@pytest.mark.parametrize("make", [hostile.elsewhere, hostile.calling_pdf])
def test_no_address_in_a_file_is_ever_asked(make: Callable[[str], bytes]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        by_file(make(f"http://127.0.0.1:{server.getsockname()[1]}"), at=scenes.NOW)

        with pytest.raises(BlockingIOError):
            server.accept()
