"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.mail import queries as mails
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "review.view_case", "review.decide_case")
contribute(Role.PROGRAM_ADMIN, "review.view_case")
contribute(Role.GUEST_REVIEWER, "review.view_case", "review.decide_case")
# That it was sent tells that all have voted, and don't agree.
mails.keep_from_staff("review_to_close")
audit.describe(
    {
        "review.decide": _("Decide on an application"),
        "review.close": _("Tell a candidate what a review came to"),
        "review.ask_consent": _("Ask that a reviewer's tie be no obstacle"),
        "review.consent": _("Agree that a reviewer's tie is no obstacle"),
        "review.name_guest": _("Name a guest reviewer"),
        "review.second_guest": _("Agree to a guest reviewer"),
    }
)
