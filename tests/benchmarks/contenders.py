"""Processes that sign people up, ours and bare ones, let go at the same moment.

Each waits for a line that is a ``Share`` and answers it once all of its people have a seat.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from subprocess import Popen
from typing import Any
from uuid import uuid4

import psycopg
from celery import current_app
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from courses.slots.actions import seats
from courses.slots.models import Seat, SignUp, Slot
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import processes

_CODE = "from tests.benchmarks.contenders import serve; serve()"


@dataclass(frozen=True, slots=True)
class Share:
    """What one process does in one round; ``seats`` are those that bare sign-ups take, which have no rule to ask."""

    how: str
    slot: int
    people: list[int]
    seats: list[int]


def shares(how: str, slots: Iterable[Slot], people: list[list[int]]) -> list[Share]:
    """One for each part of the people; where slots are the same, each has its own part of the seats."""
    made, begins = [], dict[int, int]()
    for slot, part in zip(slots, people, strict=True):
        begin = begins.get(slot.pk, 0)
        free = Seat.objects.filter(slot=slot).order_by("number").values_list("pk", flat=True)
        made.append(Share(how, slot.pk, part, list(free[begin : begin + len(part)])))
        begins[slot.pk] = begin + len(part)
    return made


@contextmanager
def contenders(count: int) -> Iterator[list[Popen[str]]]:
    """Processes that are gone when the block ends."""
    with ExitStack() as stack:
        crowd = [stack.enter_context(processes.start(_CODE)) for _ in range(count)]
        try:
            yield crowd
        finally:
            for process in crowd:
                process.kill()


def sign_up(crowd: list[Popen[str]], work: list[Share]) -> int:
    """All at once; says how many have a seat."""
    for process, share in zip(crowd, work, strict=True):
        assert process.stdin
        print(json.dumps(asdict(share)), file=process.stdin, flush=True)
    for process in crowd:
        assert process.stdout
        assert process.stdout.readline() == "done\n"
    return sum(len(share.people) for share in work)


def serve() -> None:
    # As in production: a task is given to a broker, here one in memory, and done by somebody else.
    current_app.conf.task_always_eager = False
    with _psycopg() as bare:
        for line in sys.stdin:
            share = Share(**json.loads(line))
            if share.how == "ours":
                _ours(share)
            else:
                _bare(bare, share)
            print("done", flush=True)


def _ours(share: Share) -> None:
    people = User.objects.in_bulk(share.people)
    for pk in share.people:
        seats.sign_up(slot_id=share.slot, person=people[pk], by=people[pk])


def _bare(bare: psycopg.Connection, share: Share) -> None:
    """The same locks and rows; what a mail says is taken from one that we wrote, so that it is as long."""
    sample = _values(OutgoingMail.objects.filter(name="slot_signed_up").first() or OutgoingMail())
    place = _values(SignUp())
    for seat, person in zip(share.seats, share.people, strict=True):
        now = timezone.now()
        with bare.transaction():
            bare.execute("SELECT id FROM slots_slot WHERE id = %s FOR NO KEY UPDATE", [share.slot])
            bare.execute("SELECT id FROM people_user WHERE id = %s FOR NO KEY UPDATE", [person])
            made = {"slot_id": share.slot, "person_id": person, "state": "confirmed", "seat_id": seat}
            _insert(bare, SignUp, place | made | {"created_at": now})
            _insert(bare, OutgoingMail, sample | {"person_id": person, "cause": uuid4().hex, "message_id": uuid4().hex})


def _values(like: Model) -> dict[str, Any]:
    """What stands in a row, by its columns, as the driver takes it."""
    columns = [field for field in like._meta.concrete_fields if not field.primary_key]
    return {
        str(field.column): field.get_db_prep_save(getattr(like, field.attname), connection)
        for field in columns
        if field.null or getattr(like, field.attname) is not None
    }


def _insert(bare: psycopg.Connection, model: type[Model], values: dict[str, Any]) -> None:
    names, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    bare.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', list(values.values()))  # noqa: S608


@contextmanager
def _psycopg() -> Iterator[psycopg.Connection]:
    """A connection of its own to the same database, without Django between."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        dbname=settings["NAME"],
    ) as bare:
        yield bare
