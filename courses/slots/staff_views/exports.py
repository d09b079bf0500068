"""A session's roster and attendance as a file."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.slots.actions import exports
from courses.slots.models import Slot
from courses.slots.queries import RosterLine
from courses.slots.staff_views.gates import may_run
from courses.slots.words import SOURCES
from lms.people.requests import MemberRequest
from lms.web.spreadsheets import table_file


@may_run
@require_POST
def roster_file(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked for by a button, for it is recorded."""
    slot = get_object_or_404(Slot, pk=pk)
    header = (
        _("Name"), _("Pronouns"), _("Address"), _("Institution"), _("Place"), _("Walk-in"), _("Signed up"),
        _("Minutes there"), _("Noted by"),
    )  # fmt: skip
    rows = exports.export_roster(slot=slot, by=request.user)
    return table_file(f"roster-{pk}", header, (_line(row, ZoneInfo(slot.zone)) for row in rows))


def _line(row: RosterLine, zone: ZoneInfo) -> tuple[str | int, ...]:
    person, sign_up = row.person, row.sign_up
    return (
        person.display_name,
        person.pronouns,
        person.email,
        str(person.institution or ""),
        sign_up.get_state_display(),
        _("yes") if sign_up.walked_in else "",
        f"{sign_up.created_at.astimezone(zone):%Y-%m-%d %H:%M}",
        "" if row.minutes is None else row.minutes,
        str(SOURCES.get(row.source, row.source)),
    )
