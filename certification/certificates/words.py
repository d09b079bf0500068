"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.certificates.rules import Reason, Standing

WORDS = {
    Reason.ALREADY_REVOKED: _("This certificate was revoked before."),
    Reason.NO_REASON_GIVEN: _("Please give a reason that everybody may read."),
    Reason.OWN_CERTIFICATE: _("This is your own certificate. Somebody else has to do this."),
}

STANDINGS = {Standing.VALID: _("Valid"), Standing.REVOKED: _("Revoked")}
