"""The ways in which holders show their certificate to others."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from certification.certificates.models import Certificate
from certification.certificates.queries.certificates import last_day, verify_url

_LINKEDIN = "https://www.linkedin.com/profile/add"


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a certificate is called elsewhere, and the links that fill it in there. Nothing is sent by making them."""

    certificate: Certificate

    @property
    def name(self) -> str:
        return str(self.certificate.snapshot["pathway_name"])

    @property
    def organization(self) -> str:
        return str(self.certificate.snapshot["institution_name"])

    @property
    def issued_on(self) -> date:
        return date.fromisoformat(self.certificate.snapshot["certified_on"])

    @property
    def valid_until(self) -> date | None:
        return last_day(self.certificate)

    @property
    def verify_url(self) -> str:
        return verify_url(self.certificate)

    @property
    def linkedin_url(self) -> str:
        """The form for a certification, filled in as far as LinkedIn reads it."""
        until = self.valid_until
        ends = {"expirationYear": until.year, "expirationMonth": until.month} if until else {}
        told = {
            "startTask": "CERTIFICATION_NAME",
            "name": self.name,
            "organizationName": self.organization,
            "issueYear": self.issued_on.year,
            "issueMonth": self.issued_on.month,
            **ends,
            "certUrl": self.verify_url,
            "certId": self.certificate.number,
        }
        return f"{_LINKEDIN}?{urlencode(told, quote_via=quote)}"

    @property
    def mail_url(self) -> str:
        """A mail in the holder's own program, for an address that we never learn."""
        subject = _("My certificate: %(name)s") % {"name": self.name}
        words = _("My certificate %(number)s can be checked at this address:") % {"number": self.certificate.number}
        told = {"subject": subject, "body": f"{words}\r\n\r\n{self.verify_url}\r\n"}
        return f"mailto:?{urlencode(told, quote_via=quote)}"
