"""``manage.py import_attendance FILE --slot ID --zone ZONE [--order ORDER] [--dry-run] [--format text|json]``."""

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from courses.slots.actions import reports
from courses.slots.models import MeetingReport, Slot
from courses.slots.queries import reports as shown
from courses.slots.reports import MOST_BYTES, Fault, Order, words
from courses.slots.rules.matching import RowState
from lms.actions import Refused

# What is left for a person to look at isn't a failure, and isn't done either.
SOME_LEFT = 3


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ArgumentTypeError(f"{name} isn't a zone of the IANA database, such as America/New_York")
    return name


class Command(BaseCommand):
    """Imports the lines of people who are known by address or by a confirmed name; the rest is left to the page.

    Ends with 0 when every line counts or was rejected with its reason, with 3 when lines were only suggested or are
    unknown, and with 1 when the file is refused.
    """

    help = "Import attendance from a meeting report: Zoom, Microsoft Teams, Google Meet, or a table of one's own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slot", type=int, required=True, help="the session's number")
        parser.add_argument("--zone", type=_zone, required=True, help="where the file's clocks hang: it doesn't say")
        parser.add_argument("--order", choices=[*Order], help="of day and month, where the file leaves it open")
        parser.add_argument("--dry-run", action="store_true", help="only tell; nothing is kept")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, file: Path, slot: int, format: str, **options: Any) -> None:
        try:
            told = _imported(file, slot, options)
        except Slot.DoesNotExist as missing:
            raise CommandError(f"There is no session {slot}.") from missing
        except Refused as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(json.dumps(told, indent=2) if format == "json" else _text(told))
        if any(row["state"] in (RowState.SUGGESTED, RowState.UNKNOWN) for row in told["rows"]):
            raise SystemExit(SOME_LEFT)


@transaction.atomic
def _imported(file: Path, slot: int, options: dict[str, Any]) -> dict[str, Any]:
    order = Order(options["order"]) if options["order"] else None
    report = reports.keep(
        slot_id=slot, name=file.name, content=_content(file), zone=options["zone"], order=order, by=None
    )
    people = set(report.rows.filter(state=RowState.MATCHED).values_list("person_id", flat=True))
    changed = len(reports.take(report_id=report.pk, people=people, by=None).people) if people else 0
    told = {
        "slot": slot,
        "form": str(report.form),
        "zone": report.zone,
        "better_zone": shown.better_zone(report),
        "dry_run": options["dry_run"],
        "changed": changed,
        "people": [
            {"person": change.person.display_name, "minutes": change.minutes, "counts": change.counts}
            for change in shown.preview(report).people
        ],
        "rows": _rows(report),
    }
    if options["dry_run"]:
        transaction.set_rollback(True)
    return told


def _content(file: Path) -> bytes:
    """No more than a report may hold, however large the file is."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} can't be opened: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise Refused((Fault.TOO_LARGE,), words.FAULTS)
    return content


def _rows(report: MeetingReport) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line,
            "name": row.name,
            "state": row.state,
            "reason": row.reason,
            "minutes": shown.minutes_of_row(row, report.slot),
        }
        for row in report.rows.iterator(chunk_size=1000)
    ]


def _text(told: dict[str, Any]) -> str:
    lines = [f"line {row['line']}: {row['state']}, {words.of_row(row['reason'])}" for row in told["rows"]]
    lines += [f"{each['person']}: {each['minutes']} minutes" for each in told["people"]]
    if told["better_zone"]:
        lines.append(f"Most of this file lies outside of the session; in {told['better_zone']} it would fit.")
    verb = "would have" if told["dry_run"] else "have"
    return "\n".join([*lines, f"{told['changed']} people {verb} new minutes."])
