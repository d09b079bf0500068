"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "practice.view_dialogue", "practice.clear_dialogue")
contribute(Role.PROGRAM_ADMIN, "practice.view_dialogue", "practice.clear_dialogue")
audit.describe(
    {
        "practice.ask": _("Ask somebody to co-lead or to observe a practice dialogue"),
        "practice.comment": _("Say something about the plan of a practice dialogue"),
        "practice.clear": _("Clear a practice dialogue"),
    }
)
