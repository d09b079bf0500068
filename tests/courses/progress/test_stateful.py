"""Whatever is released, asserted, repeated, reordered, corrected, taken back, moved or cut short: progress is right.

A machine does random things to real trainings, and keeps beside them a slow model that is obviously right: the list of
what was said, read from its beginning each time. After every step both have to say the same.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar, TypeVar

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from courses.progress import queries
from courses.progress.actions import enrolments, ledger, moves, releases
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent, Move, Release
from lms.actions import Refused
from lms.people.models import User
from tests import scenes
from tests.factories import UserFactory

Row = TypeVar("Row")

LEAST_STEPS = 2_000
EXAMPLES, STEPS = 150, 50
PEOPLE = 3
ROADS = ("first-road", "second-road")
LESSONS = ("a", "b", "c", "d")
SLOTS = (1, 2)


# What is drawn may not depend on how far anything has come, for that depends on what a process has kept: a place in
# a list is any number, and means the one that is left over.
ANY = st.integers(0, 999)


def one_of(rows: list[Row], which: int) -> Row:
    return rows[which % len(rows)]


class Crash(BaseException):
    """The process dies here: nobody is left to catch it."""


@contextmanager
def crash_before(statement: int | None) -> Iterator[None]:
    """Die before the n-th statement that the action sends; it may end before that."""
    if statement is None:
        yield
        return
    left = [statement]

    def die(execute: Callable[..., Any], *args: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Crash
        return execute(*args)

    with connection.execute_wrapper(die):
        yield


@dataclass(frozen=True)
class Said:
    """One entry of a history as the model keeps it."""

    seq: int
    subject: str
    value: dict[str, Any]
    rank: int
    key: str
    undoes: int | None = None


@dataclass
class Road:
    """A released pathway as the model keeps it: its versions, by number, and which of them is current."""

    versions: list[dict[str, Any]] = field(default_factory=list)
    current: int = 0

    def number_of(self, version: dict[str, Any]) -> int:
        """The number of a version; a new one is added."""
        if version not in self.versions:
            self.versions.append(version)
        return self.versions.index(version) + 1


@dataclass
class Training:
    """One person on one road: where they began, and everything that was said since."""

    person: User
    road: str
    began_on: int
    said: list[Said] = field(default_factory=list)

    def standing(self, subject: str) -> Said | None:
        """The word by word definition: not taken back, and no other of greater rank, or of the same and later."""
        undone = [row.undoes for row in self.said if row.undoes is not None]
        left = [r for r in self.said if r.subject == subject and r.undoes is None and r.seq not in undone]
        return max(left, key=lambda row: (row.rank, row.seq), default=None)

    def values(self) -> dict[str, dict[str, Any]]:
        subjects = sorted({row.subject for row in self.said})
        return {subject: row.value for subject in subjects if (row := self.standing(subject))}

    @property
    def version(self) -> int:
        moved = self.standing("syllabus")
        return moved.value["number"] if moved else self.began_on

    def is_ready(self, version: dict[str, Any]) -> bool:
        values = self.values()
        waived = {name for name in ("lessons", "live") if values.get(f"waiver:{name}", {}).get("granted")}
        read = all(values.get(f"lesson:{scenes.key(name)}", {}).get("done") for name in version["lessons"])
        there = [v for subject, v in values.items() if subject.startswith("attendance:") and v["minutes"] >= 45]
        return ("lessons" in waived or read) and ("live" in waived or len(there) >= version["sessions"])


class Trainings(RuleBasedStateMachine):
    """Does anything to anybody's training, in any order."""

    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.open = transaction.atomic()
        self.open.__enter__()
        self.admin = scenes.an_admin()
        self.people = [UserFactory.create() for _ in range(PEOPLE)]
        self.roads = {name: Road() for name in ROADS}
        self.trainings: list[Training] = []
        self.delivered: list[tuple[User, ledger.Claim]] = []
        self.late: list[tuple[User, ledger.Claim]] = []
        # Whom a release of a road still has to move, or to lead back, each with the release.
        self.waiting: list[tuple[Training, Release]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.open.__exit__(None, None, None)

    def attempt(self, verb: Callable[[], Any], crash: int | None = None) -> bool:
        """Whether the verb was done: it may be refused, or cut short; then nothing of it may be left."""
        type(self).steps += 1
        try:
            with transaction.atomic(), crash_before(crash):
                verb()
        except (Crash, Refused):
            return False
        return True

    def of(self, person: User) -> list[Training]:
        return [training for training in self.trainings if training.person == person]

    def row(self, training: Training) -> Enrolment:
        rows = Enrolment.objects.select_related("syllabus", "pathway")
        return rows.get(person=training.person, pathway__slug=training.road)

    def say(self, training: Training, subject: str, value: dict[str, Any], rank: Rank, key: str) -> None:
        if key not in {row.key for row in training.said}:
            training.said.append(Said(len(training.said) + 1, subject, value, rank, key))

    @initialize(road=st.sampled_from(ROADS))
    def begin_with_a_release(self, road: str) -> None:
        self.release(road, lessons={"a", "b"}, sessions=1, how=Release.Rule.KEEP, crash=None)
        self.enrol(self.people[0], road)

    crashes = st.one_of(st.none(), st.integers(0, 14))

    @rule(
        road=st.sampled_from(ROADS),
        lessons=st.sets(st.sampled_from(LESSONS), min_size=1),
        sessions=st.integers(1, 2),
        how=st.sampled_from(Release.Rule),
        crash=crashes,
    )
    def release(self, road: str, lessons: set[str], sessions: int, how: Release.Rule, crash: int | None) -> None:
        version = {"lessons": sorted(lessons), "sessions": sessions}
        known = self.roads[road]
        movers = self._movers(road, how)
        if not self.attempt(lambda: _release(road, version, how, by=self.admin), crash):
            return
        assert not [row for row, _made in self.waiting if row.road == road]
        known.current = known.number_of(version)
        made = Release.objects.latest("pk")
        self.waiting += [(training, made) for training in movers if training.version != known.current]

    @rule(crash=crashes)
    def the_job_goes_on(self, crash: int | None) -> None:
        """One person is moved or led back, or the worker dies on the way."""
        for made in {made.pk: made for _training, made in self.waiting}.values():
            one = moves.Budget(people=1, seconds=60)
            verb = partial(moves.carry_on, release_id=made.pk, budget=one, clock=scenes.at(scenes.NOW))
            if self.attempt(verb, crash):
                self._note_moves(made)

    def _note_all_moves(self) -> None:
        """Whose move was taken back by itself needn't be led back any more."""
        for made in {made.pk: made for _training, made in self.waiting}.values():
            self._note_moves(made)

    def _note_moves(self, made: Release) -> None:
        """Whoever waits no longer has been moved or led back, unless they were there, or went on, by another road."""
        done = Move.objects.filter(release=made).exclude(outcome__in=["waiting", "returning"])
        names = set(done.values_list("enrolment__person", flat=True))
        for training, release in list(self.waiting):
            if release == made and training.person.pk in names:
                self.waiting.remove((training, release))
                self._move(training, release)

    def _move(self, training: Training, made: Release) -> None:
        key = f"release:{made.pk}"
        known = next((row for row in training.said if row.key == key), None)
        standing = training.standing("syllabus")
        if known is None and training.version != made.syllabus.number:
            value = {"number": made.syllabus.number, "from": training.version}
            self.say(training, "syllabus", value, Rank.PERSON, key)
        elif known is not None and standing == known:
            training.said.append(
                Said(len(training.said) + 1, "syllabus", {}, Rank.PERSON, f"undo:{known.seq}", known.seq)
            )

    @rule(road=st.sampled_from(ROADS), crash=crashes)
    def a_release_is_taken_back(self, road: str, crash: int | None) -> None:
        made = Release.objects.filter(pathway__slug=road).order_by("-pk").first()
        if made is None:
            return
        moved = set(Move.objects.filter(release=made, outcome="moved", because="").values_list("enrolment__person"))
        verb = partial(
            moves.take_back, release_id=made.pk, because="Too early.", by=self.admin, clock=scenes.at(scenes.NOW)
        )
        if self.attempt(verb, crash):
            self.waiting += [(row, made) for row in self.trainings if row.road == road and (row.person.pk,) in moved]

    def _movers(self, road: str, how: Release.Rule) -> list[Training]:
        here = [training for training in self.trainings if training.road == road]
        if how == Release.Rule.KEEP:
            return []
        ready = [row for row in here if row.is_ready(self.roads[road].versions[row.version - 1])]
        return [row for row in here if how == Release.Rule.MOVE or row not in ready]

    def enrol(self, person: User, road: str) -> None:
        known = self.roads[road]
        begun = any(training.road == road for training in self.of(person))
        verb = lambda: enrolments.enrol(person=person, pathway_slug=road, by=person, clock=scenes.at(scenes.NOW))  # noqa: E731
        if known.current and self.attempt(verb) and not begun:
            self.trainings.append(Training(person, road, known.current))

    @rule(number=st.integers(0, PEOPLE - 1), road=st.sampled_from(ROADS))
    def somebody_begins(self, number: int, road: str) -> None:
        self.enrol(self.people[number], road)

    claims = st.builds(
        lambda subject, rank, days: (subject, rank, days),
        st.one_of(
            st.tuples(st.sampled_from(LESSONS), st.booleans()),
            st.tuples(st.sampled_from(SLOTS), st.sampled_from([0, 44, 45, 60])),
        ),
        st.sampled_from(Rank),
        st.integers(-300, 0),
    )

    @rule(number=st.integers(0, PEOPLE - 1), claim=claims, crash=crashes, hold=st.booleans())
    def something_is_said(self, number: int, claim: Any, crash: int | None, hold: bool) -> None:
        """Now, or later, when the delivery that is on its way arrives behind others."""
        delivery = (self.people[number], _claim(claim, key=f"said:{len(self.delivered) + len(self.late)}"))
        if hold:
            self.late.append(delivery)
        else:
            self._deliver(delivery, crash)

    @rule(which=ANY, crash=crashes)
    def something_arrives_late(self, which: int, crash: int | None) -> None:
        if self.late:
            self._deliver(one_of(self.late, which), crash)

    @rule(which=ANY)
    def something_arrives_again(self, which: int) -> None:
        if self.delivered:
            self._deliver(one_of(self.delivered, which), None)

    def _deliver(self, delivery: tuple[User, ledger.Claim], crash: int | None) -> None:
        person, claim = delivery
        verb = lambda: ledger.assert_all([(person.pk, claim)], by=person, clock=scenes.at(scenes.NOW))  # noqa: E731
        if not self.attempt(verb, crash):
            return
        self.delivered.append(delivery)
        self.late = [row for row in self.late if row != delivery]
        for training in self.of(person):
            self.say(training, claim.subject, dict(claim.value), claim.rank, claim.key)

    @rule(whose=ANY, which=ANY, crash=crashes)
    def something_is_taken_back(self, whose: int, which: int, crash: int | None) -> None:
        told = [row for row in self.trainings if row.said]
        if not told:
            return
        training = one_of(told, whose)
        target = one_of(training.said, which)
        taken = {row.undoes for row in training.said}
        pk = self.row(training).pk
        done = self.attempt(
            lambda: ledger.undo(
                enrolment_id=pk, seq=target.seq, because="A slip.", by=self.admin, clock=scenes.at(scenes.NOW)
            ),
            crash,
        )
        if done:
            assert target.undoes is None
            assert target.seq not in taken
            entry = Said(len(training.said) + 1, target.subject, {}, Rank.PERSON, f"undo:{target.seq}", target.seq)
            training.said.append(entry)
            self._note_all_moves()

    @rule(whose=ANY, requirement=st.sampled_from(["lessons", "live"]), crash=crashes)
    def a_requirement_is_waived(self, whose: int, requirement: str, crash: int | None) -> None:
        if not self.trainings:
            return
        training = one_of(self.trainings, whose)
        pk = self.row(training).pk
        done = self.attempt(
            lambda: ledger.waive(
                enrolment_id=pk, requirement=requirement, because="Known.", by=self.admin, clock=scenes.at(scenes.NOW)
            ),
            crash,
        )
        if done:
            key = f"waiver:{requirement}/{len(training.said) + 1}"
            self.say(training, f"waiver:{requirement}", {"granted": True}, Rank.PERSON, key)

    @invariant()
    def progress_is_what_the_model_says(self) -> None:
        everybody = Enrolment.objects.select_related("syllabus", "pathway")
        rows = {(row.person_id, row.pathway.slug): row for row in everybody}
        entries = list(LedgerEvent.objects.values_list("enrolment", flat=True))
        for training in self.trainings:
            row = rows[training.person.pk, training.road]
            told = {subject: dict(state.value) for subject, state in sorted(row.progress.items())}
            version = self.roads[training.road].versions[training.version - 1]
            assert told == training.values()
            assert row.syllabus.number == training.version
            assert (row.eligible_at is not None) == training.is_ready(version)
            assert row.last_seq == len(training.said) == entries.count(row.pk)
            assert queries.faults(row) == []


def _release(road: str, version: dict[str, Any], how: Release.Rule, *, by: User) -> None:
    requirements = [
        {"kind": "complete_lessons", "key": "lessons"},
        {"kind": "attend_sessions", "key": "live", "session_kind": "training", "count": version["sessions"]},
    ]
    lessons = [scenes.a_lesson(name) for name in version["lessons"]]
    document, bodies = scenes.a_document(*lessons, requirements=requirements, slug=road)
    releases.release(document=document, lessons=bodies, rule=how, by=by, clock=scenes.at(scenes.NOW))


def _claim(drawn: Any, *, key: str) -> ledger.Claim:
    (what, value), rank, days = drawn
    if isinstance(what, str):
        subject, said = f"lesson:{scenes.key(what)}", {"done": value}
    else:
        subject, said = f"attendance:slot/{what}", {"kind": "training", "minutes": value}
    at = scenes.NOW + timedelta(days=days)
    return ledger.Claim(subject=subject, value=said, rank=rank, occurred_at=at, source="test", key=key)


# Who dies while rows are being streamed leaves a cursor of the server's open, which Python then complains of.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
@pytest.mark.database
def test_whatever_happens_progress_is_what_its_history_comes_to() -> None:
    Trainings.steps = 0

    run_state_machine_as_test(
        Trainings,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    # Here and not in whatever test comes next.
    gc.collect()
    assert Trainings.steps >= LEAST_STEPS
