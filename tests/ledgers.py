"""Many histories at once, written in bulk by the same functions that write them one by one."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from courses.progress import chain, engine
from courses.progress.models import Enrolment, LedgerEvent, Release, snapshot_of
from courses.progress.queries.integrity import CHAINED
from courses.progress.requirements import Progress
from lms.people.models import User
from tests import scenes

SUBJECTS = 50
_EVENTS_AT_ONCE = 5_000
_PEOPLE_AT_ONCE = 500


def many_histories(count: int, *, events: int, release: Release) -> list[int]:
    """So many people in training, each with a history of so many events about fifty lessons at most; their keys.

    Written few people at a time, so that a hundred thousand of them fit into memory.
    """
    made: list[int] = []
    while len(made) < count:
        made += _some_histories(min(_PEOPLE_AT_ONCE, count - len(made)), events, release)
    return made


def _some_histories(count: int, events: int, release: Release) -> list[int]:
    last = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    names = [f"reader{last + number}" for number in range(1, count + 1)]
    people = User.objects.bulk_create(
        User(email=f"{name}@example.org", email_key=f"{name}@example.org", display_name=name) for name in names
    )
    trainings = Enrolment.objects.bulk_create(
        Enrolment(person=person, pathway=release.pathway, syllabus=release.syllabus, enrolled_at=scenes.NOW)
        for person in people
    )
    rows = (row for training in trainings for row in _history(training, events))
    while chunk := list(islice(rows, _EVENTS_AT_ONCE)):
        LedgerEvent.objects.bulk_create(chunk)
    Enrolment.objects.bulk_update(trainings, ["snapshot", "last_seq", "last_hash"], batch_size=200)
    return [training.pk for training in trainings]


def _history(training: Enrolment, events: int) -> Iterator[LedgerEvent]:
    """The rows of one ledger; the enrolment is left as it is after the last of them."""
    progress: Progress = {}
    for seq in range(1, events + 1):
        at = scenes.NOW + timedelta(minutes=seq)
        values = (
            training.pk,
            seq,
            f"lesson:{scenes.key(str(seq % SUBJECTS))}",
            {"done": seq % 7 > 0},
            seq % 3,
            at,
            at,
            None,
            "lesson",
            f"delivery:{seq}",
            None,
            "",
        )
        row = dict(zip(CHAINED, values, strict=True))
        event = LedgerEvent(**row, previous_hash=training.last_hash, hash=chain.row_hash(training.last_hash, row))
        progress = engine.add(progress, event.event)
        training.last_seq, training.last_hash = seq, event.hash
        yield event
    training.snapshot = snapshot_of(progress)
