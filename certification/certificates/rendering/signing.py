"""The institution's signature on a finished PDF: PAdES by pyHanko, where a certificate was supplied.

The signature has no picture; its field lies outside of the page, with a name and a tag for who listens: so the file
goes on keeping PDF/A and PDF/UA.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

FIELD = "Institution"
_READ_AS = "Signature of the institution"
_ALGORITHM = "sha256"
_NO_DIGEST = bytes(32)
# In bytes, beside the certificates: the signature with its attributes, and what a witness of the time adds.
_SIGNATURE = 2048
_TIMESTAMP = 10240


class UnusableSigner(ValueError):
    """What was supplied to sign with can't be: the message says why, in words for who runs the site."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that was loaded once, ready to sign. ``reserved`` is the room left in a file, in hexadecimal digits."""

    pdf_signer: PdfSigner
    certificate: x509.Certificate
    reserved: int


class _LoadedKey(SimpleSigner):
    """pyHanko's own signer loads and checks the key anew for each signature, which costs more than signing."""

    def __init__(self, key: Key, certificate: x509.Certificate, chain: list[x509.Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(item) for item in chain])
        der = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        super().__init__(_asn1(certificate), keys.PrivateKeyInfo.load(der), store)
        self._key = key
        self._attributes: bytes | None = None

    async def signed_attrs(self, data_digest: bytes, *spec: Any, **settings: Any) -> cms.CMSAttributes:
        """What is signed: the file's digest, and which certificate signs. Only the digest is another one each time."""
        if self._attributes is None:
            self._attributes = (await super().signed_attrs(_NO_DIGEST, *spec, **settings)).dump()
        return cms.CMSAttributes.load(self._attributes.replace(_NO_DIGEST, data_digest))

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        assert digest_algorithm == _ALGORITHM
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), SHA256())
        return self._key.sign(data, ec.ECDSA(SHA256()))


class _AddsOnly(IncrementalPdfFileWriter):
    """pyHanko writes itself and the present time into the metadata, by an XMP that not every checker reads.

    The signature says when and by what it was made; what was rendered stays as it was.
    """

    def _update_meta(self) -> None:
        return


def load_signer(path: Path, *, passphrase: str = "", timestamp_url: str = "") -> Signer:
    """What signs, from a PKCS#12 file, or a PEM file with the key, its certificate and those above it.

    ``timestamp_url`` is where a time-stamping authority answers (RFC 3161). Raises ``UnusableSigner``.
    """
    key, certificate, chain = _read(path, passphrase.encode() or None)
    witness = RequestsHTTPTimeStamper(timestamp_url, timeout=10) if timestamp_url else None
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=_ALGORITHM,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signing = PdfSigner(metadata, _LoadedKey(key, certificate, chain), timestamper=witness)
    size = sum(len(item.public_bytes(serialization.Encoding.DER)) for item in (certificate, *chain))
    return Signer(signing, certificate, 2 * (size + _SIGNATURE + (_TIMESTAMP if witness else 0)))


def sign_pdf(pdf: bytes, signer: Signer) -> bytes:
    """The same file with a signature over all of it, which allows no change any more.

    Raises ``UnusableSigner`` once the certificate has run out: readers would warn of every file.
    """
    _require_valid(signer.certificate, at=datetime.now(UTC))
    writer = _AddsOnly(io.BytesIO(pdf))
    _add_field(writer)
    signed = signer.pdf_signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=signer.reserved)
    return bytes(signed.getbuffer())


def _add_field(writer: IncrementalPdfFileWriter) -> None:
    """A field without extent, beside the page; PDF/UA wants it inside of a tag (ISO 14289-1, 7.18.4)."""
    spec = SigFieldSpec(
        FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True), readable_field_name=_READ_AS
    )
    append_signature_field(writer, spec)
    field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    tree = writer.root["/StructTreeRoot"]
    whole, owners = tree["/K"].raw_get(0), tree["/ParentTree"]["/Nums"]
    page = field.get_object().raw_get("/P")
    of_field = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field})
    tag = generic.DictionaryObject({pdf_name("/S"): pdf_name("/Form"), pdf_name("/P"): whole, pdf_name("/Pg"): page})
    tag[pdf_name("/K")] = of_field
    reference = writer.add_object(tag)
    # WeasyPrint counts the owners from nought: keys and owners in turn.
    key = generic.NumberObject(len(owners) // 2)
    owners.extend((key, reference))
    whole.get_object()["/K"].append(reference)
    field.get_object()[pdf_name("/StructParent")] = key
    for changed in (owners, whole.get_object(), field.get_object()):
        writer.update_container(changed)


def _read(path: Path, passphrase: bytes | None) -> tuple[Key, x509.Certificate, list[x509.Certificate]]:
    try:
        content = path.read_bytes()
        if content.startswith(b"-----") or b"\n-----BEGIN" in content:
            key: object = serialization.load_pem_private_key(content, passphrase)
            certificates = x509.load_pem_x509_certificates(content)
        else:
            key, own, others = pkcs12.load_key_and_certificates(content, passphrase)
            certificates = [*([own] if own else []), *others]
    except (OSError, ValueError, TypeError) as trouble:
        raise UnusableSigner(f"{path} can't be read with this passphrase: {trouble}") from trouble
    if not isinstance(key, Key):
        raise UnusableSigner(f"{path} holds neither an RSA key nor one on an elliptic curve")
    own = next((item for item in certificates if item.public_key() == key.public_key()), None)
    if own is None:
        raise UnusableSigner(f"{path} holds no certificate of its key")
    _require_valid(own, at=datetime.now(UTC))
    return key, own, [item for item in certificates if item != own]


def _require_valid(certificate: x509.Certificate, *, at: datetime) -> None:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise UnusableSigner(
            f"the certificate to sign with ran out, or isn't valid yet: {certificate.not_valid_after_utc}"
        )


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
