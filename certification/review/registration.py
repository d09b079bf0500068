"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from certification.review.actions import absences
from certification.review.queries import wants_digest
from lms.audit import actions as audit
from lms.mail import queries as mails
from lms.mail import stopping
from lms.people.models import User
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "review.view_case", "review.decide_case")
contribute(Role.PROGRAM_ADMIN, "review.view_case", "review.view_round")
contribute(Role.CORE_GROUP, "review.view_foundinglist", "review.put_forward")
contribute(Role.PROGRAM_ADMIN, "review.view_foundinglist", "review.put_forward")
contribute(Role.CORE_GROUP, "review.view_reviewexercise", "review.add_reviewexercise")
contribute(Role.PROGRAM_ADMIN, "review.view_reviewexercise", "review.add_reviewexercise")
contribute(Role.GUEST_REVIEWER, "review.view_case", "review.decide_case")
# That it was sent tells that all have voted, and don't agree.
mails.keep_from_staff("review_to_close")


def _end_digest(person: User) -> None:
    absences.choose_digest(by=person, weekly=False)


stopping.register(
    "review_digest", stopping.Stop(_("Monday's list of open applications"), wants_digest, _end_digest, "cases:oneself")
)
audit.describe(
    {
        "review.decide": _("Decide on an application"),
        "review.close": _("Tell a candidate what a review came to"),
        "review.ask_consent": _("Ask that a reviewer's tie be no obstacle"),
        "review.consent": _("Agree that a reviewer's tie is no obstacle"),
        "review.name_guest": _("Name a guest reviewer"),
        "review.second_guest": _("Agree to a guest reviewer"),
        "review.end_guest": _("End a guest reviewer's help"),
        "review.recuse": _("Step aside from an application"),
        "review.declare_tie": _("Declare a personal tie"),
        "review.take_back_tie": _("Take a declared tie back"),
        "review.make_exercise": _("Make an exercise of a closed application"),
        "review.withdraw_exercise": _("Take an exercise in deciding back"),
        "review.put_forward": _("Put earlier facilitators forward"),
        "review.put_forward_honorary": _("Put somebody forward for an honorary certification"),
    }
)
