"""One verb for many people: a look ahead by the very rules of the verb, and the verb, person by person."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.progress import engine, rules
from courses.progress.actions import ledger, records
from courses.progress.models import Enrolment, StaffRecord
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User

# So many at once are answered before a browser grows impatient.
MOST = 500
# Refusals that say: this is so already.
_SO_ALREADY = frozenset({rules.Reason.ALREADY_WAIVED, rules.Reason.ALREADY_RECORDED})


class Outcome(StrEnum):
    """What comes of it for one person."""

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it, or would come of it, for one person; ``because`` says why not."""

    enrolment: Enrolment
    outcome: Outcome
    because: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen(Result):
    """The same before it is done, with how many requirements would be met."""

    met_now: int = 0
    met_then: int = 0
    asked: int = 0
    becomes_ready: bool = False


class Act(ABC):
    """A verb with all that was typed for it."""

    @abstractmethod
    def decisions(self, rows: Sequence[Enrolment], *, by: User, at: datetime) -> Mapping[int, rules.Decision]:
        """What the verb's own rule says of each training; a few queries, however many there are."""

    @abstractmethod
    def subject(self, row: Enrolment, *, at: datetime) -> tuple[str, Mapping[str, Any], datetime]:
        """What would be asserted: subject, value, and when it took place."""

    @abstractmethod
    def carry_out(self, row: Enrolment, *, by: User, clock: Clock) -> bool:
        """Do it for one; whether it changed anything. Raises ``Refused``."""


@dataclass(frozen=True, slots=True)
class Note(Act):
    """Noting the same of many."""

    account: records.Account
    because: str
    key: str

    def decisions(self, rows: Sequence[Enrolment], *, by: User, at: datetime) -> Mapping[int, rules.Decision]:
        people = [row.person_id for row in rows]
        standing = StaffRecord.objects.standing().filter(person__in=people, **records.same_day(self.account))
        doubled: set[int | None] = set(standing.values_list("person_id", flat=True))
        found = {}
        for row in rows:
            facts = records.facts_of(
                self.account,
                because=self.because,
                own=row.person_id == by.pk,
                nobodys=row.person_id is None,
                doubled=row.person_id in doubled,
            )
            found[row.pk] = rules.decide_record(facts, at=at)
            # Who is on two roads is noted once.
            doubled.add(row.person_id)
        return found

    def subject(self, row: Enrolment, *, at: datetime) -> tuple[str, Mapping[str, Any], datetime]:
        made = StaffRecord(**{name: getattr(self.account, name) for name in self.account.__slots__}, recorded_at=at)
        return made.subject, made.value, made.occurred_at

    def carry_out(self, row: Enrolment, *, by: User, clock: Clock) -> bool:
        with transaction.atomic():
            known = StaffRecord.objects.filter(person=row.person_id, key=self.key).exists()
            records.record(
                enrolment_id=row.pk, account=self.account, because=self.because, key=self.key, by=by, clock=clock
            )
        return not known


@dataclass(frozen=True, slots=True)
class Waive(Act):
    """Waiving the same requirement for many."""

    requirement: str
    because: str

    def decisions(self, rows: Sequence[Enrolment], *, by: User, at: datetime) -> Mapping[int, rules.Decision]:
        return {
            row.pk: rules.decide_waiver(
                own=row.person_id == by.pk,
                nobodys=row.person_id is None,
                known=self.requirement in {asked.key for asked in row.syllabus.plan.all_requirements},
                waived=ledger.is_granted(row, f"waiver:{self.requirement}"),
                because=self.because,
            )
            for row in rows
        }

    def subject(self, row: Enrolment, *, at: datetime) -> tuple[str, Mapping[str, Any], datetime]:
        return f"waiver:{self.requirement}", {"granted": True}, at

    def carry_out(self, row: Enrolment, *, by: User, clock: Clock) -> bool:
        ledger.waive(enrolment_id=row.pk, requirement=self.requirement, because=self.because, by=by, clock=clock)
        return True


def foresee(act: Act, rows: Sequence[Enrolment], *, by: User, at: datetime) -> list[Foreseen]:
    """What would come of it for each, by the verb's own rule; nothing is written."""
    decisions = act.decisions(rows, by=by, at=at)
    return [_foreseen(act, row, decisions[row.pk], at=at) for row in rows]


def _foreseen(act: Act, row: Enrolment, decision: rules.Decision, *, at: datetime) -> Foreseen:
    plan, before = row.syllabus.plan, row.progress
    now = engine.evaluate(plan, before, at=at)
    met, asked = sum(status.met for status in now), len(now)
    if decision.refused:
        return Foreseen(row, *_refusal(decision.because), met, met, asked)
    subject, value, occurred_at = act.subject(row, at=at)
    said = engine.Event(row.last_seq + 1, subject, value, engine.Rank.PERSON, occurred_at)
    then = engine.evaluate(plan, engine.add(before, said), at=at)
    ready = engine.is_eligible(then) and not engine.is_eligible(now)
    return Foreseen(row, Outcome.DONE, "", met, sum(status.met for status in then), asked, ready)


def carry_out(act: Act, rows: Iterable[Enrolment], *, by: User, clock: Clock = timezone.now) -> list[Result]:
    """Do it for each in a transaction of their own; doing it again changes nothing and says so."""
    return [_result(act, row, by=by, clock=clock) for row in rows]


def _result(act: Act, row: Enrolment, *, by: User, clock: Clock) -> Result:
    try:
        changed = act.carry_out(row, by=by, clock=clock)
    except Refused as refusal:
        return Result(row, *_refusal(refusal.reasons))
    return Result(row, Outcome.DONE if changed else Outcome.ALREADY)


def _refusal(reasons: tuple[Any, ...]) -> tuple[Outcome, str]:
    outcome = Outcome.ALREADY if set(reasons) <= _SO_ALREADY else Outcome.REFUSED
    return outcome, " ".join(str(WORDS[reason]) for reason in reasons)
