"""A credential and a sheet that nobody issued, checked once so that all that a check needs is loaded by then."""

from datetime import UTC, datetime
from typing import Final

from certification.certificates.checking.facts import Asked
from certification.credentials.credential import Achievement, CredentialFacts, Subject, build
from certification.credentials.did import did_web, key_address
from certification.credentials.documents import written
from certification.credentials.issuer import Issuer
from certification.credentials.jwt import to_jwt
from certification.credentials.keys import JwtKey, SigningKey
from certification.credentials.proof import sign

_SITE: Final = "https://nobody.example"
_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_DID: Final = did_web(_SITE)
_SHEET: Final = b"%PDF-1.7\nxref\n0 0\ntrailer <<>>\n%%EOF"


def papers() -> tuple[Asked, list[bytes]]:
    """Who issued them, and one file of each form."""
    proof, line = SigningKey.generate(), JwtKey.generate()
    unsigned = build(_facts())
    token = to_jwt(unsigned, line, kid=key_address(_DID, line.public))
    signed = written(sign(unsigned, proof, did=_DID, created=_AT))
    asked = Asked(_DID, [proof.public.multibase, line.public.multibase], _AT.isoformat())
    return asked, [signed, token.encode(), _SHEET]


def _facts() -> CredentialFacts:
    picture = f"{_SITE}/badge.png"
    return CredentialFacts(
        id="urn:uuid:00000000-0000-4000-8000-000000000000",
        issuer=Issuer(_DID, "Nobody", _SITE, picture),
        subject=Subject(name="Nobody", id="urn:uuid:00000000-0000-4000-8000-000000000001"),
        achievement=Achievement(
            id=_SITE,
            name="Nothing",
            description="Nothing",
            criteria_id=_SITE,
            criteria_narrative="None",
            image_url=picture,
        ),
        name="Nothing",
        description="Nothing",
        awarded=_AT,
        valid_from=_AT,
        status_list_url=_SITE,
        status_index=0,
    )
