"""What taking a seat costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
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
from tests import scenes
from tests.benchmarks import Pair, benchmark
from tests.factories import UserFactory

_PEOPLE = 30


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


@benchmark(
    name="sign-ups to one hot session",
    unit="sign-ups per second",
    reference_name="a bare psycopg transaction that takes the same lock and writes the same rows",
    target=0.1,
)
def signing_up() -> Iterator[Pair]:
    people = [UserFactory.create() for _ in range(_PEOPLE)]
    with _psycopg() as bare, _tasks_handed_over():
        yield Pair(lambda: _ours(people), lambda: _bare(bare, people))


@contextmanager
def _tasks_handed_over() -> Iterator[None]:
    """As in production: a task is given to a broker, here one in memory, and done by somebody else."""
    eager, current_app.conf.task_always_eager = current_app.conf.task_always_eager, False
    yield
    current_app.conf.task_always_eager = eager


def _a_hot_slot() -> Slot:
    return scenes.a_slot(seats=_PEOPLE, starts_at=timezone.now() + timedelta(days=10))


def _ours(people: list[User]) -> int:
    slot = _a_hot_slot()
    for person in people:
        seats.sign_up(slot_id=slot.pk, person=person, by=person)
    return len(people)


def _bare(bare: psycopg.Connection, people: list[User]) -> int:
    """The same locks and rows; what a mail says is taken from one that we wrote, so that it is as long."""
    slot = _a_hot_slot()
    free = Seat.objects.filter(slot=slot).order_by("number").values_list("pk", flat=True)
    sample = OutgoingMail.objects.filter(name="slot_signed_up").first() or OutgoingMail()
    for seat, person in zip(list(free), people, strict=True):
        now = timezone.now()
        with bare.transaction():
            bare.execute("SELECT id FROM slots_slot WHERE id = %s FOR NO KEY UPDATE", [slot.pk])
            bare.execute("SELECT id FROM people_user WHERE id = %s FOR NO KEY UPDATE", [person.pk])
            sign_up = {"slot": slot.pk, "person": person.pk, "state": "confirmed", "seat": seat, "created_at": now}
            _insert(bare, SignUp(), sign_up)
            _insert(bare, sample, {"person": person.pk, "cause": uuid4().hex, "message_id": uuid4().hex})
    return len(people)


def _insert(bare: psycopg.Connection, like: Model, changes: dict[str, Any]) -> None:
    """Insert a row with the columns of ``like``, some of them changed."""
    columns = [field for field in like._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = [changes.get(field.name, getattr(like, field.attname)) for field in columns]
    places = ", ".join(["%s"] * len(columns))
    bare.execute(f'INSERT INTO "{like._meta.db_table}" ({names}) VALUES ({places})', values)  # noqa: S608
