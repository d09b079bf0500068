"""The words for this part's codes."""

from django.utils.translation import gettext_lazy as _

from certification.certificates.pictures import Flaw
from certification.certificates.rules import Activity, Kind, NotOffered, Reason, Standing, Trouble
from certification.certificates.snapshots import Faint, Slip

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
    Reason.NEVER_EXPIRES: _("This certificate isn't renewed: it holds for good, or was given for one time only."),
    Reason.NOT_YET_RENEWABLE: _("It is too early to renew it: that opens half a year before its last day."),
    Reason.TOO_FEW_CHATS: _("It takes some more chats that you lead."),
    Reason.NO_REFLECTION: _("Please write a few sentences about what you have learned: twenty words are enough."),
    Reason.LEAVE_TOO_LONG_AGO: _("A leave can begin three months ago at the earliest."),
    Reason.LEAVE_ENDS_TOO_EARLY: _("The last day has to come after the first."),
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

# What strangers are told while an older database stands here.
RESTORING = _(
    "Our records are being restored at this moment, and we don't want to tell you anything that is no longer true."
    " Please ask again in a while."
)

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

SENTENCES = {
    Slip.UNKNOWN_PLACE: _(
        "Only {name} and {pathway} can be filled in. Please take out or rewrite what else stands in braces."
    ),
    Slip.NAME_TWICE: _("{name} is printed large, in a line of its own, and so it can stand here only once."),
    Slip.LOOSE_BRACE: _("There is a brace without its other half. Please write {name} or {pathway}, or take it out."),
}

PICTURES = {
    Flaw.TOO_LARGE: _("This file is larger than 1 MB. Please save the picture smaller."),
    Flaw.NEITHER_KIND: _("This is neither a PNG nor an SVG picture. Please save it as one of these and try again."),
    Flaw.UNREADABLE: _("This picture can't be read to its end. Please save it again and try once more."),
    Flaw.TOO_MANY_POINTS: _("This picture has more than 4 million points. At 1,500 by 600 it prints sharp."),
    Flaw.NOT_FLAT: _(
        "This SVG holds more than flat shapes (it has: %(what)s). Gradients, text, filters and links print differently"
        " from reader to reader. Please turn text into outlines, and use plain colours."
    ),
    Flaw.TOO_MANY_SHAPES: _(
        "This SVG has more than 1,000 shapes or very long ones. Please simplify it, or save it as PNG."
    ),
}

FAINT = {
    Faint.ON_PAPER: _(
        "Words in this colour would be hard to read on this paper: the least contrast is %(ratio)s to 1, and %(least)s"
        " are needed. Please choose a darker text or a lighter paper."
    ),
    Faint.ON_BAND: _(
        "Neither text nor paper colour can be read on a band in this colour: the contrast is %(ratio)s to 1, and"
        " %(least)s are needed. Please choose a darker or a much lighter one."
    ),
}
