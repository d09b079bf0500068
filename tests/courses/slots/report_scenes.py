"""Reports of one session, written as Zoom writes them, and read, imported and taken back by the core group."""

from datetime import datetime, timedelta

from django.db.models import Max

from courses.progress.models import LedgerEvent
from courses.slots.actions import imported, reports
from courses.slots.models import AttendanceMark, MeetingReport, Slot
from lms.people.models import User
from tests import scenes as road
from tests.courses.slots import scenes

_HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
Stay = tuple[str, str, int, int]


def an_hour_with(*people: User) -> Slot:
    """A session that ended an hour ago, with these people in its seats."""
    slot = scenes.a_slot(starts_in=timedelta(hours=-2))
    scenes.sign_up(slot, *people)
    return slot


def written(slot: Slot, *stays: Stay) -> bytes:
    """Name, address, and from which to which minute of the session somebody was there; clocks show UTC."""

    def clock(minute: int) -> str:
        at: datetime = slot.starts_at + timedelta(minutes=minute)
        return at.strftime("%Y-%m-%d %H:%M:%S")

    lines = [f'"{name}",{email},{clock(came)},{clock(left)},{left - came + 1},No' for name, email, came, left in stays]
    return "\n".join([_HEAD, *lines, ""]).encode()


def keep(slot: Slot, *stays: Stay, by: User | None = None) -> MeetingReport:
    return reports.keep(
        slot_id=slot.pk, name="report.csv", content=written(slot, *stays), zone="UTC", by=by or road.a_core_member()
    )


def known_people(report: MeetingReport) -> set[int]:
    return {row.person_id for row in report.rows.filter(state="matched") if row.person_id}


def bring_in(slot: Slot, *stays: Stay, by: User | None = None) -> MeetingReport:
    """Keep a report, and import all whom it knows."""
    by = by or road.a_core_member()
    report = keep(slot, *stays, by=by)
    reports.take(report_id=report.pk, people=known_people(report), by=by)
    return report


def take(report: MeetingReport, *people: User) -> imported.Changed:
    return reports.take(report_id=report.pk, people=scenes.pks(people), by=road.a_core_member())


def undo(report: MeetingReport) -> imported.Changed:
    return reports.undo(report_id=report.pk, by=road.a_core_member())


def minutes(slot: Slot, person: User) -> int | None:
    """What holds."""
    mark = AttendanceMark.objects.filter(slot=slot, person=person).standing().first()
    return mark.minutes if mark else None


def lines(report: MeetingReport) -> list[tuple[int, str, str]]:
    return list(report.rows.values_list("line", "state", "reason"))


def last_event() -> int:
    return LedgerEvent.objects.aggregate(last=Max("pk"))["last"] or 0
