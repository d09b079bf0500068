"""The institution's signature on a PDF, read by programs that didn't make it."""

import io
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.test import override_settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certification.certificates import seal
from certification.certificates.rendering import render
from certification.certificates.rendering.signing import UnusableSigner, load_signer, sign_pdf
from tests.certification.certificates import signers
from tests.certification.certificates.samples import snapshot

_AUTHORITY = signers.authority()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(snapshot(), attachment=b"{}")


@pytest.fixture(scope="module", params=[signers.rsa_key, signers.ec_key])
def signer_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = request.param()
    own = signers.of_institution(key, _AUTHORITY)
    return signers.pem_file(tmp_path_factory.mktemp("signer") / "institution.pem", key, own, _AUTHORITY[1])


def _der(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _told_by_pyhanko(pdf: bytes) -> PdfSignatureStatus:
    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    trusting = ValidationContext(trust_roots=[_der(_AUTHORITY[1])])
    return validate_pdf_signature(embedded, trusting, ts_validation_context=trusting)


def _told_by_pdfsig(pdf: bytes, folder: Path) -> str:
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=True).stdout


def test_pyhanko_calls_it_valid_over_the_whole_file(pdf: bytes, signer_file: Path) -> None:
    told = _told_by_pyhanko(sign_pdf(pdf, load_signer(signer_file)))

    assert (told.intact, told.valid, told.trusted) == (True, True, True)
    assert told.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert told.bottom_line


def test_pdfsig_calls_it_valid_over_the_whole_file(pdf: bytes, signer_file: Path, tmp_path: Path) -> None:
    told = _told_by_pdfsig(sign_pdf(pdf, load_signer(signer_file)), tmp_path)

    assert "Signature Validation: Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_what_was_rendered_stands_unchanged_at_the_beginning_of_what_is_signed(pdf: bytes, signer_file: Path) -> None:
    assert sign_pdf(pdf, load_signer(signer_file)).startswith(pdf)


@pytest.mark.parametrize("place", [100, 20_000, -40])
def test_one_changed_byte_and_it_is_valid_no_longer(pdf: bytes, signer_file: Path, place: int) -> None:
    signed = bytearray(sign_pdf(pdf, load_signer(signer_file)))
    signed[place] ^= 1

    try:
        told = _told_by_pyhanko(bytes(signed))
    except Exception:  # noqa: BLE001 a file whose table or trailer is hit can't even be opened, by whichever error
        return
    assert not told.bottom_line


def test_each_file_of_a_signer_has_a_signature_of_its_own(pdf: bytes, signer_file: Path) -> None:
    """What is the same for all was put together for the first."""
    signer = load_signer(signer_file)

    signed = [sign_pdf(file, signer) for file in (pdf, render(snapshot(holder_name="Ann Lee")))]

    assert [_told_by_pyhanko(file).bottom_line for file in signed] == [True, True]


def test_every_signature_of_a_signer_takes_the_same_room(pdf: bytes, signer_file: Path) -> None:
    signer = load_signer(signer_file)

    added = [
        len(sign_pdf(file, signer)) - len(file)
        for file in (pdf, render(snapshot(holder_name="Ann Lee"), attachment=b"{}"))
    ]

    # Of the table of places, digits differ.
    assert abs(added[0] - added[1]) < 20


@pytest.fixture
def authority_of_time() -> Iterator[str]:
    """Where a time-stamping authority answers, on this machine."""
    key = signers.rsa_key()
    own = signers.of_institution(key, _AUTHORITY, for_time=True)
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    witness = DummyTimeStamper(_der(own), keys.PrivateKeyInfo.load(der))

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = witness.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_authority_witnesses_the_time_where_one_is_named(
    pdf: bytes, signer_file: Path, authority_of_time: str
) -> None:
    told = _told_by_pyhanko(sign_pdf(pdf, load_signer(signer_file, timestamp_url=authority_of_time)))

    assert told.timestamp_validity is not None
    assert told.timestamp_validity.valid
    assert told.bottom_line


def test_a_pkcs12_file_signs_with_its_passphrase(pdf: bytes, tmp_path: Path) -> None:
    key = signers.rsa_key()
    own = signers.of_institution(key, _AUTHORITY)
    closed = serialization.BestAvailableEncryption(b"open sesame")
    file = tmp_path / "institution.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"i", key, own, [_AUTHORITY[1]], closed))

    assert _told_by_pyhanko(sign_pdf(pdf, load_signer(file, passphrase="open sesame"))).bottom_line
    with pytest.raises(UnusableSigner, match="passphrase"):
        load_signer(file, passphrase="open barley")


def test_a_certificate_that_ran_out_signs_nothing(tmp_path: Path) -> None:
    key = signers.ec_key()
    file = signers.pem_file(tmp_path / "old.pem", key, signers.of_institution(key, _AUTHORITY, days=-1))

    with pytest.raises(UnusableSigner, match="ran out"):
        load_signer(file)


def test_a_key_without_its_certificate_signs_nothing(tmp_path: Path) -> None:
    file = signers.pem_file(tmp_path / "two.pem", signers.ec_key(), _AUTHORITY[1])

    with pytest.raises(UnusableSigner, match="no certificate of its key"):
        load_signer(file)


def test_without_a_certificate_nothing_is_signed(pdf: bytes) -> None:
    assert seal.sealed(pdf) == pdf


def test_with_the_institutions_certificate_every_file_is_sealed(pdf: bytes, signer_file: Path) -> None:
    with override_settings(CERTIFICATE_SIGNER=str(signer_file)):
        assert _told_by_pyhanko(seal.sealed(pdf)).bottom_line
