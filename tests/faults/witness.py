"""A witness inside the database: what became of each sign-up, in the order in which it happened, whoever did it.

Triggers note it in the same transaction, so that what was rolled back or killed leaves no trace; under the slot's lock
the notes' numbers are the order of the acts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

_COLUMNS = "sign_up, person, was, became, seat, priority, ended_as, seats"
_SEEN = "NEW.id, NEW.person_id, {was}, NEW.state, NEW.seat_id, NEW.priority, NEW.ended_as"
_NOTE = (
    f"INSERT INTO witness ({_COLUMNS}) VALUES ({_SEEN}, (SELECT COUNT(*) FROM slots_seat WHERE slot_id = NEW.slot_id));"  # noqa: S608
)
_TABLE = (
    "CREATE TABLE witness (id {key}, sign_up bigint, person bigint, was text, became text, seat bigint,"
    " priority integer, ended_as text, seats integer)"
)
_UP = {
    "postgresql": (
        _TABLE.format(key="bigserial PRIMARY KEY"),
        "CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        + _NOTE.format(was="CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE '' END")
        + " RETURN NULL; END $$",
        "CREATE TRIGGER witness AFTER INSERT OR UPDATE ON slots_signup FOR EACH ROW EXECUTE FUNCTION witness()",
    ),
    "sqlite": (
        _TABLE.format(key="integer PRIMARY KEY AUTOINCREMENT"),
        "CREATE TRIGGER witness_new AFTER INSERT ON slots_signup BEGIN " + _NOTE.format(was="''") + " END",
        "CREATE TRIGGER witness_old AFTER UPDATE ON slots_signup BEGIN " + _NOTE.format(was="OLD.state") + " END",
    ),
}
_DOWN = {
    "postgresql": ("DROP TRIGGER witness ON slots_signup", "DROP FUNCTION witness", "DROP TABLE witness"),
    "sqlite": ("DROP TRIGGER witness_new", "DROP TRIGGER witness_old", "DROP TABLE witness"),
}


class Note(NamedTuple):
    """One change of one sign-up; ``was`` is empty for a new one, ``seats`` is how many the slot had then."""

    sign_up: int
    person: int
    was: str
    became: str
    seat: int | None
    priority: int
    ended_as: str
    seats: int


@contextmanager
def watching() -> Iterator[None]:
    """Works outside of transactions only, as these tests do."""
    with connection.cursor() as cursor:
        for statement in _UP[connection.vendor]:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in _DOWN[connection.vendor]:
                cursor.execute(statement)


def notes() -> list[Note]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM witness ORDER BY id")  # noqa: S608
        return [Note(*row) for row in cursor.fetchall()]


@dataclass(slots=True)
class History:
    """One slot's notes, replayed one by one: what was wrong at any instant, and what follows for mails and ledgers."""

    wrong: list[str] = field(default_factory=list)
    # Sign-up to (state, seat, priority), of those that aren't over.
    standing: dict[int, tuple[str, int | None, int]] = field(default_factory=dict)
    mails: set[tuple[int, str]] = field(default_factory=set)
    said: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    promoted: int = 0

    def read(self, rows: Iterable[Note]) -> "History":
        for row in rows:
            self._read(row)
        return self

    def line(self) -> list[int]:
        """Who waits, in order."""
        waiting = [(-priority, pk) for pk, (state, _seat, priority) in self.standing.items() if state == "waiting"]
        return [pk for _priority, pk in sorted(waiting)]

    def _read(self, row: Note) -> None:
        line = self.line()
        if row.became == "confirmed" and row.was == "waiting":
            self.promoted += 1
            self._hold(line[:1] == [row.sign_up], f"{row.sign_up} was promoted before {line[:1]}")
        if row.became in ("confirmed", "held") and row.was == "" and row.seat:
            self._hold(not line, f"{row.sign_up} came before {line[:1]}, who waits")
        self.standing[row.sign_up] = (row.became, row.seat, row.priority)
        if row.became == "cancelled":
            del self.standing[row.sign_up]
        seated = [seat for _state, seat, _priority in self.standing.values() if seat]
        self._hold(len(seated) == len(set(seated)) <= row.seats, f"{len(seated)} in {row.seats} at {row.sign_up}")
        self._tell(row)

    def _tell(self, row: Note) -> None:
        """Moving up in the line, and what was only held, is told to nobody."""
        name = {
            ("", "waiting"): "slot_waiting",
            ("", "confirmed"): "slot_signed_up",
            ("held", "confirmed"): "slot_signed_up",
            ("waiting", "confirmed"): "slot_promoted",
            ("confirmed", "cancelled"): _LAST_WORDS.get(row.ended_as),
            ("waiting", "cancelled"): _LAST_WORDS.get(row.ended_as),
        }.get((row.was, row.became))
        if name:
            self.mails.add((row.person, f"{name}:{row.sign_up}"))
            self.said[row.person].append(row.became)

    def _hold(self, holds: bool, words: str) -> None:
        if not holds:
            self.wrong.append(words)


_LAST_WORDS = {"given_back": "slot_cancelled_by_you", "taken_out": "slot_taken_out"}
