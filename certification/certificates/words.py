"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.certificates.rules import Kind, Reason, Standing

WORDS = {
    Reason.ALREADY_REVOKED: _("This certificate was revoked before."),
    Reason.NO_REASON_GIVEN: _("Please give a reason that everybody may read."),
    Reason.OWN_CERTIFICATE: _("This is your own certificate. Somebody else has to do this."),
}

STANDINGS = {Standing.VALID: _("Valid"), Standing.EXPIRED: _("Expired"), Standing.REVOKED: _("Revoked")}

KINDS = {
    Kind.TRAINED: _("Certified after training"),
    Kind.FOUNDING: _("Certified as a founding facilitator"),
    Kind.HONORARY: _("Honorary certification"),
}

# What is printed instead of the design's sentence, which speaks of a training that was completed. {name} and {pathway}
# are filled in as there.
STATEMENTS = {
    Kind.FOUNDING: _(
        "{name} has led dialogues since before there was a training for it, and is certified to lead them: {pathway}."
    ),
    Kind.HONORARY: _("{name} is certified to lead dialogues, as an honorary recognition: {pathway}."),
}
