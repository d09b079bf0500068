"""Parts of pages and mails that speak of missed sessions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils import timezone

from courses.progress.queries import Training
from courses.slots import queries, rules, words
from courses.slots.models import Slot
from courses.slots.queries import EXCUSED, Missed, RosterRow
from lms.people.models import User

register = template.Library()


@register.inclusion_tag("slots/_missed.html")
def missed_sessions(person: User, trainings: Sequence[Training] = ()) -> dict[str, Any]:
    """A kind note for who missed sessions lately. No query where no history knows of enough of them, else two."""
    if not _may_have_missed(trainings):
        return {"note": ""}
    return {"note": queries.missed_note(person, at=timezone.now())}


def _may_have_missed(trainings: Iterable[Training]) -> bool:
    """What is known of somebody's attendance is asserted in each of their histories. No query."""
    return any(
        sum(
            subject.startswith("attendance:") and value.get("minutes") == 0
            for subject, (_seq, _rank, value, _at) in training.enrolment.snapshot.items()
        )
        >= rules.ENOUGH
        for training in trainings
    )


@register.simple_tag
def later_in_line(person: User) -> str:
    """What somebody is told before they join a line in which others come first. One query, or two."""
    missed = queries.missed_of(person.pk, at=timezone.now())
    return words.later_told(missed.until) if missed.later and missed.until else ""


@register.simple_tag
def missed_on(slot: Slot) -> dict[int, Missed]:
    """What a host sees of no-shows on a roster. Two queries, and one more where something may follow."""
    return queries.missed_on(slot, at=timezone.now())


@register.inclusion_tag("slots/staff/_missed.html", takes_context=True)
def missed_in_row(context: template.Context, missed: dict[int, Missed], row: RosterRow) -> dict[str, Any]:
    """What a host reads in one person's row, and where they excuse. No query."""
    missing = row.mark is not None and row.mark.minutes == 0 and row.mark.source != EXCUSED
    return {
        "slot": context["slot"],
        "person": row.person,
        "missed": missed.get(row.person.pk),
        "may_excuse": context.get("may_run") and missing,
        "csrf_token": context.get("csrf_token"),
    }
