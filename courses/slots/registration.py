"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

for role in (Role.CORE_GROUP, Role.PROGRAM_ADMIN):
    contribute(role, "slots.view_slot", "slots.run_slot")
audit.describe(
    {
        "slots.plan": _("Plan a training session"),
        "slots.change": _("Change a training session"),
        "slots.plan_season": _("Plan a season of training sessions"),
        "slots.copy": _("Copy training sessions to new dates"),
        "slots.change_series": _("Change several training sessions of a series"),
        "slots.call_off_series": _("Call off several training sessions of a series"),
        "slots.together": _("Change several training sessions at once"),
        "slots.publish": _("Publish a training session"),
        "slots.set_capacity": _("Change the seats of a training session"),
        "slots.call_off": _("Call off a training session"),
        "slots.confirm_late": _("Confirm somebody from a training session's waitlist"),
        "slots.move_up": _("Put somebody first in a training session's waitlist"),
        "slots.take_out": _("Take somebody out of a training session"),
        "slots.mark": _("Mark somebody's attendance"),
    }
)
