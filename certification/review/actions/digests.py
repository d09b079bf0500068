"""One mail on Monday mornings, in each person's zone: what is open with them. None of it tells how others decided."""

from datetime import datetime

from django.utils import timezone

from certification.review import queries, rules
from lms.actions import Clock
from lms.mail import actions as mail

NAME = "review_digest"


def send_digests(*, clock: Clock = timezone.now) -> int:
    """Queue what is due; one mail for each person and week, however often and on however many machines this runs.

    Says how many people had something open.
    """
    at = clock()
    people = [row for row in queries.readers_of_digests() if rules.digest_week(at, row.time_zone)]
    if not people:
        return 0
    open_with = queries.open_with([person.pk for person in people])
    queued = 0
    for person in people:
        week, since = rules.digest_week(at, person.time_zone) or ("", at)
        rows = [row for row in open_with[person.pk] if row.seated_at <= since]
        if rows:
            mail.queue(NAME, to=person, cause=f"{NAME}:{person.pk}/{week}", context=_context(rows, at=at))
            queued += 1
    return queued


def _context(rows: list[queries.OpenSeat], *, at: datetime) -> dict[str, object]:
    told = [
        {
            "case": row.case,
            "candidate": row.candidate,
            "pathway": row.pathway,
            "due_at": row.due_at,
            "late": row.due_at <= at,
            "to_close": row.to_close,
        }
        for row in rows
    ]
    return {"applications": told, "count": len(told)}
