"""Noting what took place where no page records it, correcting that, and taking an entry of a history back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.progress import rules
from courses.progress.actions import ledger
from courses.progress.engine import Rank
from courses.progress.models import Enrolment, LedgerEvent, StaffRecord
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

# How the keys of events that a record asserts begin.
KEYS = "record:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What took place, by somebody who knows."""

    kind: StaffRecord.Kind
    occurred_on: date
    nth: int = 1
    session_kind: str = ""
    minutes: int | None = None
    experienced: bool | None = None
    dialogue: int | None = None
    invited: int | None = None
    answers: int | None = None
    closed: bool | None = None


@transaction.atomic
def record(
    *, enrolment_id: int, account: Account, because: str, key: str, by: User, clock: Clock = timezone.now
) -> StaffRecord:
    """Note something of a person in all of their trainings; the same key twice is the same record.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    person_id, trainings = _locked(enrolment_id)
    at = clock()
    known = StaffRecord.objects.filter(person_id=person_id, key=key).first() if person_id else None
    if known:
        return known
    _require(_facts(person_id, trainings, account, because=because, by=by), at)
    made = StaffRecord(person_id=person_id, because=because.strip(), key=key, recorded_by=by, recorded_at=at)
    return _tell(made, account, trainings, action="progress.record", about=enrolment_id)


@transaction.atomic
def correct(
    *,
    enrolment_id: int,
    revision_id: int,
    account: Account,
    because: str,
    key: str,
    by: User,
    clock: Clock = timezone.now,
) -> StaffRecord:
    """Say it anew: a revision of what was noted takes its place. Raises ``Refused``."""
    person_id, trainings = _locked(enrolment_id)
    at = clock()
    known = StaffRecord.objects.filter(person_id=person_id, key=key).first() if person_id else None
    if known:
        return known
    standing = StaffRecord.objects.standing().filter(pk=revision_id, person_id=person_id, kind=account.kind).first()
    if standing is None:
        raise Refused((rules.Reason.CHANGED_MEANWHILE,), WORDS)
    _require(_facts(person_id, trainings, account, because=because, by=by, instead_of=standing.pk), at)
    if _same(standing, account):
        raise Refused((rules.Reason.NOTHING_CORRECTED,), WORDS)
    StaffRecord.objects.filter(pk=standing.pk).update(stands=False)
    made = StaffRecord(
        person_id=person_id,
        number=standing.number,
        revision=_last(standing.number) + 1,
        because=because.strip(),
        key=key,
        recorded_by=by,
        recorded_at=at,
    )
    return _tell(made, account, trainings, action="progress.correct_record", about=enrolment_id)


@transaction.atomic
def take_back(*, enrolment_id: int, revision_id: int, because: str, by: User, clock: Clock = timezone.now) -> None:
    """Take a revision back in all of the person's trainings; the one before it stands again. Raises ``Refused``."""
    person_id, trainings = _locked(enrolment_id)
    at = clock()
    row = StaffRecord.objects.filter(pk=revision_id, person_id=person_id).first()
    decision = rules.decide_undo(
        own=person_id == by.pk,
        nobodys=person_id is None,
        exists=row is not None,
        undone=row is not None and row.taken_back_at is not None,
        because=because,
    )
    if row is None or decision.refused:
        raise Refused(decision.because, WORDS)
    StaffRecord.objects.filter(pk=row.pk).update(stands=False, taken_back_at=at)
    _let_last_stand(row.number)
    for training in trainings:
        for event in _not_undone(training, f"{KEYS}{row.pk}"):
            ledger.take_back(training, event, because=because, by=by, at=at)


def claim(row: StaffRecord) -> ledger.Claim:
    """What a revision says in the ledger."""
    return ledger.Claim(
        subject=row.subject,
        value=row.value,
        rank=Rank.PERSON,
        occurred_at=row.occurred_at,
        source="staff",
        key=f"{KEYS}{row.pk}",
    )


def assert_in(training: Enrolment, row: StaffRecord, *, by: User, at: datetime) -> None:
    """Tell one locked training of a revision, with the reason where it can be erased."""
    reason_hash = ledger.keep_reason(training, row.because)
    ledger.append(training, claim(row), by=by, at=at, reason_hash=reason_hash)


def _locked(enrolment_id: int) -> tuple[int | None, list[Enrolment]]:
    """Lock the person of a training, and all trainings of theirs."""
    person_id = Enrolment.objects.values_list("person_id", flat=True).get(pk=enrolment_id)
    if person_id is None:
        return None, []
    ledger.lock_people([person_id])
    return person_id, list(Enrolment.objects.filter(person_id=person_id).with_plan().locked())


def _facts(
    person_id: int | None,
    trainings: list[Enrolment],
    account: Account,
    *,
    because: str,
    by: User,
    instead_of: int = 0,
) -> rules.RecordFacts:
    led = {int(key) for training in trainings for key in led_dialogues(training)}
    others = StaffRecord.objects.standing().filter(person_id=person_id, **same_day(account)).exclude(pk=instead_of)
    return facts_of(
        account,
        because=because,
        own=person_id == by.pk,
        nobodys=not trainings,
        doubled=others.exists(),
        led=account.dialogue is None or account.dialogue in led,
    )


def facts_of(
    account: Account, *, because: str, own: bool, nobodys: bool = False, doubled: bool = False, led: bool = True
) -> rules.RecordFacts:
    """What the rule asks of an account; also for a look ahead at many people, which finds its facts at once."""
    return rules.RecordFacts(
        own=own,
        nobodys=nobodys,
        occurred_on=account.occurred_on,
        doubled=doubled,
        led=led,
        because=because,
        invited=account.invited or 0,
        answers=account.answers or 0,
    )


def same_day(account: Account) -> Mapping[str, object]:
    """What makes two records say the same."""
    if account.kind == StaffRecord.Kind.FEEDBACK:
        return {"kind": account.kind, "dialogue": account.dialogue}
    names = ("kind", "session_kind", "occurred_on", "nth")
    return {name: getattr(account, name) for name in names}


def led_dialogues(training: Enrolment) -> dict[str, datetime]:
    """The dialogues that somebody has led, by their numbers, and when that was. No query."""
    return {
        subject.removeprefix("dialogue:"): state.occurred_at
        for subject, state in training.progress.items()
        if subject.startswith("dialogue:") and state.value["state"] == "held"
    }


def _require(facts: rules.RecordFacts, at: datetime) -> None:
    decision = rules.decide_record(facts, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _same(row: StaffRecord, account: Account) -> bool:
    return all(getattr(row, name) == value for name, value in asdict(account).items())


def _tell(made: StaffRecord, account: Account, trainings: list[Enrolment], *, action: str, about: int) -> StaffRecord:
    for name, value in asdict(account).items():
        setattr(made, name, value)
    made.save(force_insert=True)
    for training in trainings:
        assert_in(training, made, by=made.recorded_by, at=made.recorded_at)
    asked = next(training for training in trainings if training.pk == about)
    told = {"record": made.number, "revision": made.revision, "kind": str(made.kind)}
    audit.record(action, about=asked, by=made.recorded_by, data=told)
    return made


def _last(number: int) -> int:
    return int(StaffRecord.objects.filter(number=number).aggregate(last=Max("revision"))["last"])


def _let_last_stand(number: int) -> None:
    """Let the last revision stand that wasn't taken back. Raises ``Refused`` where something else has its place."""
    rows = StaffRecord.objects.filter(number=number).not_taken_back().order_by("-revision")
    last = rows.first()
    if last is None or last.stands:
        return
    account = Account(**{name: getattr(last, name) for name in Account.__dataclass_fields__})
    if StaffRecord.objects.standing().filter(person_id=last.person_id, **same_day(account)).exists():
        raise Refused((rules.Reason.ALREADY_RECORDED,), WORDS)
    StaffRecord.objects.filter(pk=last.pk).update(stands=True)


def _not_undone(training: Enrolment, key: str) -> list[LedgerEvent]:
    events = LedgerEvent.objects.filter(enrolment=training)
    undone = events.exclude(undoes=None).values("undoes")
    return list(events.filter(key=key).exclude(seq__in=undone))
