"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.certificates.rules import Activity, Kind, NotOffered, Reason, Standing, Trouble

WORDS = {
    Reason.ALREADY_REVOKED: _("This certificate was revoked before."),
    Reason.NO_REASON_GIVEN: _("Please give a reason."),
    Reason.OWN_CERTIFICATE: _("This is your own certificate. Somebody else has to do this."),
    Reason.PROPOSED_BEFORE: _("Somebody has proposed this already. It needs one more person who agrees."),
    Reason.NOTHING_PROPOSED: _("Nobody proposes to revoke it any more."),
    Reason.SECOND_PERSON_NEEDED: _("You proposed this yourself. Somebody else has to agree."),
    Reason.ALREADY_SUSPENDED: _("This certificate is suspended at present."),
    Reason.NOT_SUSPENDED: _("This certificate isn't suspended."),
    Reason.ALREADY_REPLACED: _("Another certificate stands for this one already."),
    Reason.HOLDER_IS_GONE: _("There is nobody any more whose certificate this is."),
    Reason.NAME_MISSING: _("Please write the name as it shall be printed."),
    Reason.NEVER_EXPIRES: _("This certificate holds for good, and needs no renewal."),
    Reason.NOT_YET_RENEWABLE: _("It is too early to renew it: that opens half a year before its last day."),
    Reason.TOO_FEW_CHATS: _("It takes some more chats that you lead."),
    Reason.NO_REFLECTION: _("Please write a few sentences about what you have learned: twenty words are enough."),
    Reason.ON_ITS_WAY: _("This certificate is being made at this moment. Please try again in a minute."),
    Reason.JOURNAL_AHEAD: _(
        "Our database was restored from a copy and hasn't caught up yet. Until it has, nothing is issued or changed."
    ),
    Reason.JOURNAL_MISSING: _(
        "The journal of what we have issued can't be found. Until it is back, nothing is issued or changed."
    ),
}

# What whoever runs the site has to know, and what helps.
TROUBLES = {
    Trouble.NO_KEYS: _(
        "No pair of keys signs at present, so nothing is issued. Whoever runs the servers makes one:"
        " manage.py issuer_keys make."
    ),
    Trouble.LISTS_LATE: _(
        "The list of revoked certificates hasn't been signed in time. Verifiers elsewhere soon stop to trust ours."
        " The worker that issues may be down, or without its keys."
    ),
    Trouble.CERTIFICATES_WAIT: _(
        "A certificate has waited for more than a quarter of an hour to be made. The worker that issues may be down, or"
        " without its keys."
    ),
}

STANDINGS = {
    Standing.VALID: _("Valid"),
    Standing.EXPIRED: _("Expired"),
    Standing.SUPERSEDED: _("Replaced"),
    Standing.SUSPENDED: _("Suspended"),
    Standing.REVOKED: _("Revoked"),
}

ACTIVITIES = {
    Activity.ACTIVE: _("Leads dialogues at present"),
    Activity.GRACE: _("Leads dialogues at present"),
    Activity.ON_LEAVE: _("On leave"),
    Activity.ALUMNI: _("Has led dialogues in earlier years"),
}

# What is answered at the address of a signed credential that isn't handed out.
NOT_OFFERED = {
    NotOffered.UNKNOWN: _("We have never issued a credential with this id."),
    NotOffered.REVOKED: _("This credential was revoked, and isn't handed out any more."),
    NotOffered.NAMELESS: _(
        "The name in this credential was removed at its holder's wish, and the credential with it. A copy that its"
        " holder has kept can still be checked."
    ),
    NotOffered.WITHHELD: _("Its holder hands out this credential in person. Please ask them for it."),
    NotOffered.UNSIGNED: _("There is no signed credential of this certificate. The certificate itself can be checked."),
}

# The reason that stands for one which was lost with a database.
RESTORED = _("Our records were restored from a copy, and the details of this were lost.")

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
