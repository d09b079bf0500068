"""The institution's signature on PDFs: made where its certificate was supplied, by the worker that issues."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from certification.certificates.rendering.signing import Signer


def sealed(pdf: bytes) -> bytes:
    """The PDF signed; as it is, where there is nothing to sign with: a made-up signature would only raise doubts."""
    if not settings.CERTIFICATE_SIGNER:
        return pdf
    # Imported here, being slow: most sites have no such certificate.
    from certification.certificates.rendering.signing import sign_pdf  # noqa: PLC0415

    secret, witness = settings.CERTIFICATE_SIGNER_PASSPHRASE, settings.CERTIFICATE_TIMESTAMP_URL
    return sign_pdf(pdf, _signer(settings.CERTIFICATE_SIGNER, secret, witness))


@lru_cache(maxsize=1)
def _signer(path: str, passphrase: str, timestamp_url: str) -> "Signer":
    """Loaded once in a process: reading and checking a key costs more than signing with it."""
    # Imported here, being slow: see above.
    from certification.certificates.rendering.signing import load_signer  # noqa: PLC0415

    return load_signer(Path(path), passphrase=passphrase, timestamp_url=timestamp_url)
