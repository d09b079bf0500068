"""What this part exports about a person, and how it lets go of them."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.progress.actions import ledger
from courses.slots.actions import seats
from courses.slots.models import (
    AccessNeed,
    Alias,
    AttendanceMark,
    CalendarFeed,
    MailWish,
    MeetingReport,
    ReportRow,
    SignUp,
    Slot,
)
from courses.slots.models.attendance import OWN_WORD
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, list[dict[str, Any]]]:
    sign_ups = SignUp.objects.filter(person=person).select_related("slot").order_by("pk")
    marks = AttendanceMark.objects.filter(person=person).select_related("slot").order_by("pk")
    return {
        "sign_ups": [
            {"session": row.slot.title, "starts": row.slot.starts_at.isoformat(), "state": row.state} | _place(row)
            for row in sign_ups
        ],
        "access_needs": [
            {"session": row.sign_up.slot.title, "words": row.words}
            for row in AccessNeed.objects.filter(sign_up__person=person).select_related("sign_up__slot")
        ],
        "names_in_meetings": [{"name": row.name_key} for row in Alias.objects.filter(person=person)],
        "attendance": [
            {"session": row.slot.title, "minutes": row.minutes, "because": row.because} | _stay(row) for row in marks
        ],
        "meeting_reports": [
            {"session": row.report.slot.title, "name": row.name, "email": row.email}
            for row in ReportRow.objects.filter(person=person).select_related("report__slot").order_by("pk")
        ],
        "calendar_address": [{"made": feed.made_at.isoformat()} for feed in CalendarFeed.objects.filter(person=person)],
        "mails_about_sessions": [
            {"day_before": wish.day_before, "hour_before": wish.hour_before, "afterwards": wish.afterwards}
            for wish in MailWish.objects.filter(person=person)
        ],
    }


def _place(row: SignUp) -> dict[str, str]:
    """How a place came to be and ended, as far as it isn't how most do."""
    told = {"since": row.created_at.isoformat(), "ended": row.ended_as, "because": row.priority_because}
    return {name: said for name, said in told.items() if said}


def _stay(mark: AttendanceMark) -> dict[str, str]:
    """When somebody who checked in themselves came and left."""
    told = {"came": mark.came_at, "left": mark.left_at}
    return {name: at.isoformat() for name, at in told.items() if at}


def erase(person: User) -> None:
    """Give back the person's places in what is to come, so that others may have them, and cut the links."""
    at = timezone.now()
    _give_back_all(person, at=at)
    ledger.lock_people([person.pk])
    # What they signed up for in another window while their row wasn't locked yet.
    _give_back_all(person, at=at)
    AccessNeed.objects.filter(sign_up__person=person).delete()
    Alias.objects.filter(person=person).delete()
    CalendarFeed.objects.filter(person=person).delete()
    MailWish.objects.filter(person=person).delete()
    # A file holds whatever the meeting tool knew of them.
    MeetingReport.objects.filter(rows__person=person, content__isnull=False).update(content=None)
    ReportRow.objects.filter(person=person).update(person=None, name="", email="")
    SignUp.objects.filter(person=person).update(priority_because="")
    AttendanceMark.objects.filter(person=person).update(because="")
    SignUp.objects.filter(person=person).update(person=None)
    _leave_one_mark_each(person)
    # Keys hold numbers of people: of whom a report speaks, and of who tapped.
    AttendanceMark.objects.filter(person=person).update(person=None, key=None)
    AttendanceMark.objects.filter(marked_by=person).update(marked_by=None, key=None)


def _leave_one_mark_each(person: User) -> None:
    """Take back what no longer holds, since without the person nothing says which of a session's marks are theirs.

    At the moment of each mark itself: one moment for all would tie them to each other.
    """
    spoken_of: set[int] = set()
    overruled = []
    for mark in AttendanceMark.objects.filter(person=person).standing().select_related("slot"):
        own_word_alone = mark.rank == OWN_WORD and mark.slot.closed_by_id == person.pk
        if mark.slot_id in spoken_of or own_word_alone:
            overruled.append(mark.pk)
        spoken_of.add(mark.slot_id)
    AttendanceMark.objects.filter(pk__in=overruled).update(undone_at=F("marked_at"))


def _give_back_all(person: User, *, at: datetime) -> None:
    own = SignUp.objects.filter(person=person).exclude(state=SignUp.State.CANCELLED)
    to_come = list(own.filter(slot__ends_at__gt=at).values_list("slot_id", flat=True))
    moved: list[SignUp] = []
    for slot in Slot.objects.filter(pk__in=to_come).locked():
        held = list(own.held().filter(slot=slot))
        gone = list(own.open().filter(slot=slot).select_related("slot"))
        seats.end([*gone, *held], at=at, how=SignUp.End.GIVEN_BACK)
        moved += [*gone, *seats.promote(slot, at=at)]
    # All at once: people are locked in one order, so that two such transactions never wait for each other.
    seats.assert_states(moved, by=None, at=at)


personal_data.register(
    "sessions",
    export=export,
    erase=erase,
    stays=_("That somebody had a seat in a session and was there for some minutes, without saying who."),
)
