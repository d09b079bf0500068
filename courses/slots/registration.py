"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.slots import queries
from courses.slots.actions import calendars
from lms.audit import actions as audit
from lms.mail import stopping
from lms.people.models import User
from lms.people.roles import Role, contribute


def _stop(kind: str, what: Promise) -> stopping.Stop:
    """How a person ends the mails that one field of their wish is about."""

    def is_wanted(person: User) -> bool:
        return bool(getattr(queries.wish_of(person), kind))

    def end(person: User) -> None:
        calendars.end_mails(person=person, kind=kind)

    return stopping.Stop(what, is_wanted, end, "slots:mails")


stopping.register("slot_reminder_day", _stop("day_before", _("Reminders a day before a session")))
stopping.register("slot_reminder_hour", _stop("hour_before", _("Reminders an hour before a session")))
for name in ("slot_thanks", "slot_missed"):
    stopping.register(name, _stop("afterwards", _("Mails after a session: thanks, and what comes next")))
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
        "slots.excuse": _("Excuse somebody who missed a training session"),
        "slots.no_show_policy": _("Choose what a pathway does about missed sessions"),
        "slots.export_roster": _("Take a training session's roster along"),
        "slots.mark": _("Mark somebody's attendance"),
        "slots.undo_mark": _("Take back a mark of somebody's attendance"),
        "slots.admit": _("Let somebody into a training session who came without a seat"),
        "slots.make_check_in_link": _("Make a check-in link for a training session's call"),
        "slots.write_notes": _("Write in the hosts' notes of a training session"),
        "slots.close": _("Close a training session"),
        "slots.keep_report": _("Read a meeting report"),
        "slots.read_report_again": _("Read a meeting report again"),
        "slots.import_report": _("Import attendance from a meeting report"),
        "slots.undo_report": _("Take back an imported meeting report"),
    }
)
