"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "progress.view_enrolment")
contribute(Role.PROGRAM_ADMIN, "progress.view_enrolment", "progress.correct_enrolment")
audit.describe(
    {
        "progress.release": _("Release a training"),
        "progress.take_back": _("Lead people back to the version they had before a release"),
        "progress.retry": _("Try again with whom a release couldn't move"),
        "progress.waive": _("Waive a requirement"),
        "progress.end_waiver": _("Ask a waived requirement again"),
        "progress.undo": _("Take back an entry of somebody's history"),
        "progress.record": _("Note something of somebody's training"),
        "progress.correct_record": _("Correct what was noted of somebody's training"),
        "progress.credit": _("Let earlier training count for a requirement"),
        "progress.end_credit": _("End a credit for earlier training"),
    }
)
