"""Meeting reports: read and kept, imported whole or in part, taken back, and forgotten after a while."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from courses.slots import reports
from courses.slots.actions import imported
from courses.slots.models import Alias, MeetingReport, ReportRow, Slot
from courses.slots.queries import known
from courses.slots.reports import words
from courses.slots.rules.imports import why_no_import, why_no_undo, why_not_read_again
from courses.slots.rules.matching import Known, Match, RowReason, RowState
from courses.slots.rules.names import name_key
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.addresses import address_key
from lms.people.models import User

KEPT = timedelta(days=30)
_AT_ONCE = 500
_Read = reports.ReadLine


@transaction.atomic
def keep(
    *,
    slot_id: int,
    name: str,
    content: bytes,
    zone: str,
    order: reports.Order | None = None,
    by: User | None,
    clock: Clock = timezone.now,
) -> MeetingReport:
    """Read a file about a slot and keep it with its lines; nothing is imported yet.

    ``zone``: where the file's clocks hang; ``order``: of day and month, if the file doesn't tell.
    Raises ``Slot.DoesNotExist`` and ``Refused``.
    """
    slot = Slot.objects.get(pk=slot_id)
    file = _recognised(content)
    report = MeetingReport.objects.create(
        slot=slot,
        name=name[:200],
        sha256=sha256(content).hexdigest(),
        form=file.form,
        zone=zone,
        content=content,
        uploaded_by=by,
        uploaded_at=clock(),
    )
    count = _keep_lines(report, file, order)
    audit.record("slots.keep_report", about=slot, by=by, data={"report": report.pk, "lines": count})
    return report


def _recognised(content: bytes) -> reports.MeetingFile:
    try:
        return reports.recognise(content)
    except reports.Unreadable as found:
        raise Refused((found.fault,), words.of_fault(found)) from found


@transaction.atomic
def read_again(*, report_id: int, zone: str, order: reports.Order | None = None, by: User) -> MeetingReport:
    """Read a kept file anew, with another zone or after people were given seats. Raises ``Refused``."""
    report = _locked(report_id)
    because = why_not_read_again(imported=report.imported_at is not None, content=report.content is not None)
    if because:
        raise Refused(because, words.IMPORTS)
    report.zone = zone
    report.save(update_fields=["zone"])
    report.rows.all().delete()
    _keep_lines(report, _recognised(bytes(report.content or b"")), order)
    audit.record("slots.read_report_again", about=report.slot, by=by, data={"report": report.pk})
    return report


def _locked(report_id: int) -> MeetingReport:
    """A report under its slot's lock. Raises ``MeetingReport.DoesNotExist``."""
    slot_id = MeetingReport.objects.values_list("slot", flat=True).get(pk=report_id)
    Slot.objects.locked().get(pk=slot_id)
    return MeetingReport.objects.select_related("slot").get(pk=report_id)


def _keep_lines(report: MeetingReport, file: reports.MeetingFile, order: reports.Order | None) -> int:
    slot = report.slot
    everybody = Known(known.candidates(known.seated(slot).values()))
    window = reports.Window(slot.starts_at, slot.ends_at, ZoneInfo(report.zone))
    lines, count = file.stays(window, order), 0
    while batch := list(islice(lines, _AT_ONCE)):
        ReportRow.objects.bulk_create(_rows(report, batch, everybody))
        count += len(batch)
    return count


def _rows(report: MeetingReport, batch: list[_Read], everybody: Known) -> Iterator[ReportRow]:
    keys = {line.email: address_key(line.email) for line in batch if line.email}
    strangers = {key for key in keys.values() if not everybody.has_address(key)}
    owners = known.owners_of(strangers) if strangers else {}
    for line in batch:
        key = keys.get(line.email, "")
        match = (
            Match(RowState.REJECTED, line.reason)
            if line.reason
            else everybody.match(name=line.name, address=key, stranger=owners.get(key))
        )
        yield ReportRow(
            report=report,
            line=line.number,
            name=line.name,
            email=line.email,
            joined_at=line.joined_at,
            left_at=line.left_at,
            state=match.state,
            reason=match.reason,
            person_id=match.person,
        )


@transaction.atomic
def take(
    *,
    report_id: int,
    people: Collection[int],
    chosen: Mapping[int, int] | None = None,
    remember: Collection[int] = (),
    by: User | None,
    clock: Clock = timezone.now,
) -> imported.Changed:
    """Import what a report says of some people, in one transaction.

    ``people``: those whose matched lines are taken. ``chosen``: who somebody is whose name was only suggested or
    unknown, by the first line with that name; of the lines in ``remember``, the name is remembered as that person's.
    The same twice changes nothing. Raises ``MeetingReport.DoesNotExist`` and ``Refused``.
    """
    report, chosen = _locked(report_id), chosen or {}
    at = clock()
    about = {*people, *chosen.values()}
    because = why_no_import(
        starts=report.slot.starts_at,
        taken_back=report.undone_at is not None,
        people=about,
        seated=set(known.seated(report.slot)),
        by=by.pk if by else None,
        at=at,
    )
    if because:
        raise Refused(because, words.IMPORTS)
    _settle_names(report, chosen, remember=remember, by=by, clock=lambda: at)
    changed = imported.bring_in(report, about, by=by, at=at)
    if report.imported_at is None:
        report.imported_at = at
        report.save(update_fields=["imported_at"])
    audit.record(
        "slots.import_report", about=report.slot, by=by, data={"report": report.pk, "changed": len(changed.people)}
    )
    return changed


def _settle_names(
    report: MeetingReport, chosen: Mapping[int, int], *, remember: Collection[int], by: User | None, clock: Clock
) -> None:
    """All lines with the name and address of a chosen one are that person's."""
    undecided = report.rows.filter(state__in=[RowState.SUGGESTED, RowState.UNKNOWN])
    for row in list(undecided.filter(line__in=chosen)):
        person = chosen[row.line]
        same = undecided.filter(name=row.name, email=row.email)
        same.update(state=RowState.MATCHED, reason=RowReason.CONFIRMED, person=person)
        key = name_key(row.name)[:300]
        if row.line in remember and key:
            Alias.objects.get_or_create(
                person_id=person, name_key=key, defaults={"confirmed_by": by, "confirmed_at": clock()}
            )


@transaction.atomic
def undo(*, report_id: int, by: User, clock: Clock = timezone.now) -> imported.Changed:
    """Take back all that was imported from a report; what stood before stands again. Raises ``Refused``."""
    report = _locked(report_id)
    at = clock()
    because = why_no_undo(
        imported=report.imported_at is not None,
        taken_back=report.undone_at is not None,
        own=report.rows.filter(mark__isnull=False, person=by).exists(),
    )
    if because:
        raise Refused(because, words.IMPORTS)
    report.undone_at = at
    report.save(update_fields=["undone_at"])
    changed = imported.take_out(report, by=by, at=at)
    audit.record(
        "slots.undo_report", about=report.slot, by=by, data={"report": report.pk, "changed": len(changed.people)}
    )
    return changed


@transaction.atomic
def forget(*, clock: Clock = timezone.now) -> int:
    """Delete what files held after 30 days, and lines that came to nothing; says of how many reports.

    Lines that count stay as stays of one person, so that a later file still adds to them; what they were called goes.
    """
    # Of a file with somebody who left meanwhile only the content is gone.
    kept = Q(content__isnull=False) | ~Q(name="")
    old = MeetingReport.objects.filter(kept, uploaded_at__lte=clock() - KEPT)
    found = list(old.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows = ReportRow.objects.filter(report__in=found)
    rows.filter(mark=None).delete()
    rows.update(name="", email="")
    return MeetingReport.objects.filter(pk__in=found).update(content=None, name="")
