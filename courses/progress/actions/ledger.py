"""Writing to the ledger: what others assert, and how it is undone and waived."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.progress import chain, engine, rules
from courses.progress.models import Enrolment, LedgerEvent, Reason, Syllabus
from courses.progress.signals import became_eligible, progress_asserted
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User
from lms.rows import ask, lock_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody says of one subject. ``key`` names this delivery: the same key twice is the same event."""

    subject: str
    value: Mapping[str, Any]
    rank: engine.Rank
    occurred_at: datetime
    source: str
    key: str


@transaction.atomic(savepoint=False)
def assert_all(
    claims: Iterable[tuple[int, Claim]], *, by: User | None, clock: Clock = timezone.now
) -> list[LedgerEvent]:
    """Assert facts, each of one person, in the ledgers of all their enrolments; a known key adds nothing.

    Locks the people and then their enrolments, both in order of their keys: two transactions about the same people
    never wait for each other, and somebody who enrols at this moment either finds the fact or is found by it.
    """
    claims = list(claims)
    lock_people({person_id for person_id, _claim in claims})
    return assert_of_locked(claims, by=by, clock=clock)


def assert_of_locked(
    claims: Sequence[tuple[int, Claim]], *, by: User | None, clock: Clock = timezone.now
) -> list[LedgerEvent]:
    """The same of people whose rows this transaction holds already: see ``lock_people``."""
    people = {person_id for person_id, _claim in claims}
    of_person: dict[int | None, list[Enrolment]] = {}
    for row in _enrolments_of(people):
        of_person.setdefault(row.person_id, []).append(row)
    at = clock()
    return [
        event
        for person_id, claim in claims
        for enrolment in of_person.get(person_id, ())
        if (event := append(enrolment, claim, by=by, at=at))
    ]


def assert_new(enrolments: Iterable[Enrolment], claim: Claim, *, by: User | None, at: datetime) -> list[LedgerEvent]:
    """Assert a fact that was made in this transaction in locked enrolments of one person: its key can't be known."""
    return [_add(enrolment, claim, by=by, at=at) for enrolment in enrolments]


def lock_people(people: Iterable[int]) -> set[int]:
    """Hold these people's rows until the transaction ends: one change to what is known of a person at a time.

    Returns those who haven't erased their account meanwhile.
    """
    rows = _ask(f"SELECT id, erased_at FROM people_user WHERE id IN ({{}}) ORDER BY id {lock_words()}", people)  # noqa: S608
    return {person_id for person_id, erased_at in rows if erased_at is None}


def _enrolments_of(people: Iterable[int]) -> Iterable[Enrolment]:
    """Locked, in order. Most of those who sign up for something have none, which is asked for at the least cost."""
    found = _ask("SELECT EXISTS (SELECT 1 FROM progress_enrolment WHERE person_id IN ({}))", people)
    if not found or not found[0][0]:
        return ()
    return Enrolment.objects.filter(person_id__in=people).with_plan().locked()


def _ask(statement: str, people: Iterable[int]) -> list[tuple[Any, ...]]:
    """Written out, since what is asked at every sign-up, under a lock, costs less than building the words for it."""
    ids = list(people)
    return ask(statement.format(", ".join(["%s"] * len(ids))), ids) if ids else []


def append(
    enrolment: Enrolment,
    claim: Claim,
    *,
    by: User | None,
    at: datetime,
    undoes: int | None = None,
    reason_hash: str = "",
) -> LedgerEvent | None:
    """Add one event to a locked enrolment and bring its snapshot up to date; ``None`` for a key it has already."""
    if LedgerEvent.objects.filter(enrolment=enrolment, key=claim.key).exists():
        return None
    return _add(enrolment, claim, by=by, at=at, undoes=undoes, reason_hash=reason_hash)


def _add(
    enrolment: Enrolment,
    claim: Claim,
    *,
    by: User | None,
    at: datetime,
    undoes: int | None = None,
    reason_hash: str = "",
) -> LedgerEvent:
    row = {
        "enrolment_id": enrolment.pk,
        "seq": enrolment.last_seq + 1,
        "subject": claim.subject,
        "value": dict(claim.value),
        "rank": int(claim.rank),
        "occurred_at": claim.occurred_at,
        "recorded_at": at,
        "actor_id": None if by is None or by.pk == enrolment.person_id else by.pk,
        "source": claim.source,
        "key": claim.key,
        "undoes": undoes,
        "reason_hash": reason_hash,
    }
    event = LedgerEvent.objects.create(
        **row, previous_hash=enrolment.last_hash, hash=chain.row_hash(enrolment.last_hash, row)
    )
    before = _said_of(event.subject, enrolment)
    _bring_up_to_date(enrolment, event, at=at)
    corrects = before is not None and before != _said_of(event.subject, enrolment)
    progress_asserted.send(Enrolment, enrolment=enrolment, event=event, corrects=corrects)
    return event


def _said_of(subject: str, enrolment: Enrolment) -> Any:
    """The value that holds of a subject; ``None`` where nothing is said of it."""
    _seq, _rank, value, _at = enrolment.snapshot.get(subject, (0, 0, None, ""))
    return value


def _bring_up_to_date(enrolment: Enrolment, event: LedgerEvent, *, at: datetime) -> None:
    rows = [event.event]
    if event.undoes is None:
        enrolment.progress = engine.add(enrolment.progress, event.event)
    else:
        rows = [row.event for row in LedgerEvent.objects.filter(enrolment=enrolment).about(event.subject)]
        rest = {subject: state for subject, state in enrolment.progress.items() if subject != event.subject}
        enrolment.progress = {**rest, **engine.fold(rows)}
    enrolment.last_seq, enrolment.last_hash = event.seq, event.hash
    if event.subject == engine.MOVES:
        _pin(enrolment, engine.pinned(rows))
    settle(enrolment, at=at)


def _pin(enrolment: Enrolment, number: int | None) -> None:
    """Let an enrolment read and be held to the syllabus of a number, if it isn't already."""
    if number is not None and number != enrolment.syllabus.number:
        enrolment.syllabus = Syllabus.objects.get(pathway=enrolment.pathway_id, number=number)


def settle(enrolment: Enrolment, *, at: datetime) -> None:
    """Store a locked enrolment with what its syllabus, its progress and the time now make of it."""
    progress = enrolment.progress
    statuses = engine.evaluate(enrolment.syllabus.plan, progress, at=at)
    eligible = engine.is_eligible(statuses)
    newly = eligible and enrolment.eligible_at is None
    if newly or not eligible:
        enrolment.eligible_at = at if eligible else None
    enrolment.changes_at = engine.changes_at(statuses)
    enrolment.state = engine.state_of(progress)
    enrolment.save(update_fields=_SETTLED)
    if newly:
        became_eligible.send(Enrolment, enrolment=enrolment, at=at)


_SETTLED = ("syllabus", "snapshot", "last_seq", "last_hash", "eligible_at", "changes_at", "state")


@transaction.atomic
def settle_due(*, enrolment_id: int, clock: Clock = timezone.now) -> None:
    """See what time alone has changed of an enrolment, such as a session that is too long ago by now."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    settle(enrolment, at=clock())


@transaction.atomic
def waive(*, enrolment_id: int, requirement: str, because: str, by: User, clock: Clock = timezone.now) -> LedgerEvent:
    """Let one requirement count as met for one person, with a reason. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    keys = {row.key for row in enrolment.syllabus.plan.all_requirements}
    decision = rules.decide_waiver(
        own=enrolment.person_id == by.pk,
        nobodys=enrolment.person_id is None,
        known=requirement in keys,
        waived=is_granted(enrolment, f"waiver:{requirement}"),
        because=because,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    event = say(enrolment, f"waiver:{requirement}", {"granted": True}, because=because, by=by, at=at)
    audit.record("progress.waive", about=enrolment, by=by, data={"requirement": requirement, "seq": event.seq})
    return event


@transaction.atomic
def end_waiver(
    *, enrolment_id: int, requirement: str, because: str, by: User, clock: Clock = timezone.now
) -> LedgerEvent:
    """Ask a waived requirement of somebody again, with a reason. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    subject = f"waiver:{requirement}"
    decision = rules.decide_end(
        own=enrolment.person_id == by.pk,
        nobodys=enrolment.person_id is None,
        stands=is_granted(enrolment, subject),
        missing=rules.Reason.NOT_WAIVED,
        because=because,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    event = say(enrolment, subject, {"granted": False}, because=because, by=by, at=at)
    audit.record("progress.end_waiver", about=enrolment, by=by, data={"requirement": requirement, "seq": event.seq})
    return event


def is_granted(enrolment: Enrolment, subject: str) -> bool:
    """Whether a waiver or a credit was granted and not ended; the day up to which it counts is no matter here."""
    state = enrolment.progress.get(subject)
    return state is not None and bool(state.value.get("granted"))


def say(
    enrolment: Enrolment,
    subject: str,
    value: Mapping[str, Any],
    *,
    because: str,
    by: User,
    at: datetime,
    key: str = "",
) -> LedgerEvent:
    """Assert in a locked enrolment what staff decided about it, and keep their reason where it can be erased."""
    claim = Claim(
        subject=subject,
        value=value,
        rank=engine.Rank.PERSON,
        occurred_at=at,
        source="staff",
        key=key or f"{subject}/{enrolment.last_seq + 1}",
    )
    return _add(enrolment, claim, by=by, at=at, reason_hash=keep_reason(enrolment, because))


@transaction.atomic
def undo(*, enrolment_id: int, seq: int, because: str, by: User, clock: Clock = timezone.now) -> LedgerEvent:
    """Take back one assertion, with a reason; what stood before it stands again. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    events = LedgerEvent.objects.filter(enrolment=enrolment)
    target = events.filter(seq=seq, undoes=None).first()
    decision = rules.decide_undo(
        own=enrolment.person_id == by.pk,
        nobodys=enrolment.person_id is None,
        exists=target is not None,
        undone=events.filter(undoes=seq).exists(),
        because=because,
    )
    if target is None or decision.refused:
        raise Refused(decision.because, WORDS)
    return take_back(enrolment, target, because=because, by=by, at=at)


def take_back(enrolment: Enrolment, target: LedgerEvent, *, because: str, by: User, at: datetime) -> LedgerEvent:
    """Undo one event of a locked enrolment that wasn't undone before."""
    claim = Claim(
        subject=target.subject,
        value={},
        rank=engine.Rank.PERSON,
        occurred_at=at,
        source="staff",
        key=f"undo:{target.seq}",
    )
    event = _add(enrolment, claim, by=by, at=at, undoes=target.seq, reason_hash=keep_reason(enrolment, because))
    audit.record("progress.undo", about=enrolment, by=by, data={"undoes": target.seq, "seq": event.seq})
    return event


@transaction.atomic
def take_back_all(
    entries: Iterable[tuple[int, str]], *, because: str, by: User, clock: Clock = timezone.now
) -> list[LedgerEvent]:
    """Undo facts, each of one person and named by its key, in the ledgers of all their enrolments.

    Locks as ``assert_all`` does. What isn't there, or was undone before, is left as it is.
    """
    keys_of: dict[int | None, set[str]] = {}
    for person_id, key in entries:
        keys_of.setdefault(person_id, set()).add(key)
    people = [person_id for person_id in keys_of if person_id]
    lock_people(people)
    trainings = list(Enrolment.objects.filter(person_id__in=people).with_plan().locked())
    at = clock()
    return [
        take_back(enrolment, event, because=because, by=by, at=at)
        for enrolment in trainings
        for event in _not_undone(enrolment, keys_of[enrolment.person_id])
    ]


def _not_undone(enrolment: Enrolment, keys: Iterable[str]) -> list[LedgerEvent]:
    events = LedgerEvent.objects.filter(enrolment=enrolment)
    undone = events.exclude(undoes=None).values("undoes")
    return list(events.filter(key__in=keys, undoes=None).exclude(seq__in=undone).order_by("seq"))


def keep_reason(enrolment: Enrolment, words: str) -> str:
    """Store a reason where it can be erased, and return the salted hash that the ledger keeps."""
    salt = secrets.token_hex(16)
    digest = hashlib.sha256(f"{salt}{words.strip()}".encode()).hexdigest()
    Reason.objects.create(enrolment=enrolment, salt=salt, hash=digest, words=words.strip())
    return digest


@transaction.atomic
def rebuild(*, enrolment_id: int, clock: Clock = timezone.now) -> None:
    """Set an enrolment's snapshot to the fold of its ledger. The ledger itself is never touched."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    events = list(LedgerEvent.objects.filter(enrolment=enrolment).in_order())
    rows = [row.event for row in events]
    enrolment.progress = engine.fold(rows)
    _pin(enrolment, engine.pinned(rows))
    enrolment.last_seq = events[-1].seq if events else 0
    enrolment.last_hash = events[-1].hash if events else chain.FIRST
    settle(enrolment, at=at)
