"""Entries of a history as people read them: what happened, when, seen by whom, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from courses.progress.models import Enrolment, LedgerEvent, Reason
from courses.progress.queries.training import RequirementRow, Training, training_of
from courses.progress.words import event_words, noted_by

# How many entries a row opens to; all of them stand in the history.
SHOWN_OF_A_REQUIREMENT = 12
LATELY = 3
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class EventLine:
    """One entry of a history; ``by`` is empty where nobody but the person and the system had a part in it.

    ``noted`` says the same in words.
    """

    seq: int
    words: str
    at: datetime
    by: str
    noted: str
    reason: str = ""
    undoes: int | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What was noted of one day, newest first."""

    day: date
    lines: tuple[EventLine, ...]


def with_lines(trainings: Iterable[Training], *, most: int = SHOWN_OF_A_REQUIREMENT) -> list[Training]:
    """The same trainings with the entries that count for each requirement, and the latest. One query for all."""
    rows = list(trainings)
    wanted = Q()
    for training in rows:
        if training.enrolment.last_seq:
            wanted |= Q(enrolment=training.enrolment, seq__in=_asked_for(training, most))
    if not wanted:
        return rows
    explained = any(row.status.waived or row.status.credited for training in rows for row in training.every_row)
    events = (_with_reasons if explained else _told)(LedgerEvent.objects.filter(wanted))
    lines: dict[int, dict[int, EventLine]] = {}
    titles = {training.enrolment.pk: training.plan.titles for training in rows}
    for event in events:
        lines.setdefault(event["enrolment_id"], {})[event["seq"]] = _line(event, titles[event["enrolment_id"]])
    return [_with_lines(training, lines.get(training.enrolment.pk, {}), most) for training in rows]


def whole_training(enrolment: Enrolment, *, at: datetime) -> Training:
    """A training with every entry that counts. One query, however long the history."""
    return with_lines([training_of(enrolment, at=at)], most=enrolment.last_seq)[0]


def _asked_for(training: Training, most: int) -> set[int]:
    last = training.enrolment.last_seq
    return {seq for row in training.every_row for seq in _newest(row, most)} | set(
        range(max(1, last - LATELY + 1), last + 1)
    )


def _newest(row: RequirementRow, most: int) -> list[int]:
    return sorted(row.status.events, reverse=True)[:most]


def _with_lines(training: Training, lines: Mapping[int, EventLine], most: int) -> Training:
    lately = [lines[seq] for seq in sorted(lines, reverse=True) if seq > training.enrolment.last_seq - LATELY]
    rows = tuple(_row_with_lines(row, lines, most) for row in training.requirements)
    return replace(training, requirements=rows, lately=tuple(lately))


def _row_with_lines(row: RequirementRow, lines: Mapping[int, EventLine], most: int) -> RequirementRow:
    shown = tuple(lines[seq] for seq in _newest(row, most) if seq in lines)
    return replace(row, lines=shown, parts=tuple(_row_with_lines(part, lines, most) for part in row.parts))


_SHOWN = ("enrolment_id", "seq", "subject", "value", "occurred_at", "undoes", "actor__display_name")


def _told(events: QuerySet[LedgerEvent]) -> QuerySet[Any, dict[str, Any]]:
    """What is shown of entries, with who noted each."""
    told: QuerySet[Any, dict[str, Any]] = events.values(*_SHOWN)
    return told


def _with_reasons(events: QuerySet[LedgerEvent]) -> QuerySet[Any, dict[str, Any]]:
    """The same, with the words of the reason for what was waived, credited or corrected."""
    words = Reason.objects.filter(enrolment=OuterRef("enrolment"), hash=OuterRef("reason_hash")).values("words")[:1]
    told: QuerySet[Any, dict[str, Any]] = _told(events).annotate(because=Subquery(words))
    return told


def _line(event: Mapping[str, Any], titles: Mapping[str, str], *, undone_by: int | None = None) -> EventLine:
    by = event["actor__display_name"] or ""
    return EventLine(
        event["seq"],
        event_words(event["subject"], event["value"], undoes=event["undoes"], titles=titles),
        event["occurred_at"],
        by,
        noted_by(by, event["subject"]),
        event.get("because") or "",
        event["undoes"],
        undone_by,
    )


def history_pages(enrolment: Enrolment) -> Paginator[int]:
    """A history in pages of numbers, newest first: they have no gaps, so nothing has to be counted. No query."""
    return Paginator(range(enrolment.last_seq, 0, -1), PER_PAGE)


def timeline(enrolment: Enrolment, page: Page[int]) -> list[Day]:
    """The entries of one page, by the days on which they were noted. Two queries, wherever the page stands."""
    numbers = list(page.object_list)
    if not numbers:
        return []
    of_page = LedgerEvent.objects.filter(enrolment=enrolment, seq__range=(numbers[-1], numbers[0]))
    taken_back = LedgerEvent.objects.filter(enrolment=enrolment, undoes__range=(numbers[-1], numbers[0]))
    undone = dict(taken_back.values_list("undoes", "seq"))
    titles = enrolment.syllabus.plan.titles
    events = _with_reasons(of_page).order_by("-seq")
    lines = [_line(event, titles, undone_by=undone.get(event["seq"])) for event in events]
    return [Day(day, tuple(of_day)) for day, of_day in groupby(lines, key=lambda line: timezone.localdate(line.at))]
