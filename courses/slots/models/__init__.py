"""Training slots and their series, seats and sign-ups, who was there, meeting reports, and people's calendars."""

from courses.slots.models.attendance import AttendanceMark
from courses.slots.models.calendars import CalendarFeed, MailWish
from courses.slots.models.no_shows import POLICIES, NoShowPolicy
from courses.slots.models.reports import Alias, MeetingReport, ReportRow
from courses.slots.models.series import Series
from courses.slots.models.sign_ups import AccessNeed, SignUp, SignUpQuerySet
from courses.slots.models.slots import Material, Seat, Slot, SlotQuerySet
from courses.slots.models.zones import check_zone

__all__ = [
    "POLICIES",
    "AccessNeed",
    "Alias",
    "AttendanceMark",
    "CalendarFeed",
    "MailWish",
    "Material",
    "MeetingReport",
    "NoShowPolicy",
    "ReportRow",
    "Seat",
    "Series",
    "SignUp",
    "SignUpQuerySet",
    "Slot",
    "SlotQuerySet",
    "check_zone",
]
