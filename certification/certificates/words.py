"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.certificates.rules import Activity, Kind, Reason, Standing

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
    Reason.SAME_ACCOUNT: _("This is the account that it stands in already."),
    Reason.ACCOUNT_IS_GONE: _("This account has been erased."),
    Reason.NOTHING_TO_MOVE: _("There is nothing in this account that could be moved."),
    Reason.HELD_BY_SOMEBODY: _("It is known whose certificate this is."),
    Reason.NOTHING_CHOSEN: _("There is no certificate for which this could be done."),
    Reason.NO_LONGER_HOLDS: _("It no longer holds, or its time is over."),
    Reason.ON_ITS_WAY: _("This certificate is being made at this moment. Please try again in a minute."),
    Reason.JOURNAL_AHEAD: _(
        "Our database was restored from a copy and hasn't caught up yet. Until it has, nothing is issued or changed."
    ),
    Reason.JOURNAL_MISSING: _(
        "The journal of what we have issued can't be found. Until it is back, nothing is issued or changed."
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

# What has happened to a certificate, as staff read it.
HAPPENED = {
    "issued": _("Issued"),
    "suspended": _("Suspended"),
    "reinstated": _("Holds again"),
    "proposed": _("Somebody proposed to revoke it"),
    "withdrawn": _("The proposal was let go"),
    "revoked": _("Revoked"),
    "replaced_renewal": _("Renewed"),
    "replaced_name": _("Replaced after a change of name"),
    "replaced_error": _("Replaced, as there was an error in it"),
    "replaced_design": _("Replaced in another design"),
    "replaced_key": _("Signed anew with another key"),
}

# By which rule the core group had decided, as it stands in the approval.
RULES = {
    "no_objection": _("enough approvals, and no objection"),
    "n_of_m": _("so many of a panel"),
    "unanimous": _("everybody who was asked"),
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
