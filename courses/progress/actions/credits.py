"""Letting earlier training count for one requirement, and ending that."""

import hashlib
from datetime import date, datetime

import filetype
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from courses.progress import rules
from courses.progress.actions import ledger
from courses.progress.models import Credit, Enrolment
from courses.progress.models.credits import evidence_storage, new_path
from courses.progress.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.people.models import User

# How the keys of events that grant a credit begin.
KEYS = "credit:granted/"


@transaction.atomic
def grant(
    *,
    enrolment_id: int,
    requirement: str,
    earned_on: date,
    evidence: bytes,
    because: str,
    by: User,
    clock: Clock = timezone.now,
) -> Credit:
    """Let earlier training count for the named requirement until it is too old. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    facts = _facts(enrolment, requirement, evidence, earned_on=earned_on, because=because, by=by, at=at)
    decision = rules.decide_credit(facts, at=at)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    # One that has run out stands no more.
    Credit.objects.filter(enrolment=enrolment, requirement=requirement, ended_at=None).update(ended_at=at)
    made = Credit(
        enrolment=enrolment,
        requirement=requirement,
        earned_on=earned_on,
        until=rules.counts_until(earned_on),
        evidence=new_path(rules.EVIDENCE_TYPES[facts.type]),
        evidence_type=facts.type,
        sha256=hashlib.sha256(evidence).hexdigest(),
        granted_by=by,
        granted_at=at,
    )
    made.save(force_insert=True)
    _tell(made, because=because, by=by, at=at)
    # Last: whatever is refused before leaves no file, and a file that can't be written leaves no row.
    evidence_storage().save(made.evidence.name, ContentFile(evidence))
    return made


@transaction.atomic
def end(*, enrolment_id: int, requirement: str, because: str, by: User, clock: Clock = timezone.now) -> None:
    """Let earlier training count no more for a requirement, with a reason. Raises ``Refused``."""
    enrolment = Enrolment.objects.with_plan().locked().get(pk=enrolment_id)
    at = clock()
    subject = f"credit:{requirement}"
    decision = rules.decide_end(
        own=enrolment.person_id == by.pk,
        nobodys=enrolment.person_id is None,
        stands=ledger.is_granted(enrolment, subject),
        missing=rules.Reason.NOT_CREDITED,
        because=because,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    event = ledger.say(enrolment, subject, {"granted": False}, because=because, by=by, at=at)
    _agree_with_ledger(enrolment, requirement, at=at)
    audit.record("progress.end_credit", about=enrolment, by=by, data={"requirement": requirement, "seq": event.seq})


@transaction.atomic
def take_back(*, enrolment_id: int, seq: int, because: str, by: User, clock: Clock = timezone.now) -> None:
    """Take back an entry that grants or ends a credit; what stood before it stands again. Raises ``Refused``."""
    event = ledger.undo(enrolment_id=enrolment_id, seq=seq, because=because, by=by, clock=clock)
    enrolment = Enrolment.objects.get(pk=enrolment_id)
    _agree_with_ledger(enrolment, event.subject.removeprefix("credit:"), at=event.recorded_at)


def _facts(
    enrolment: Enrolment,
    requirement: str,
    evidence: bytes,
    *,
    earned_on: date,
    because: str,
    by: User,
    at: datetime,
) -> rules.CreditFacts:
    standing = enrolment.progress.get(f"credit:{requirement}")
    counts = standing is not None and standing.value.get("granted")
    over = counts and standing is not None and date.fromisoformat(standing.value["until"]) < at.date()
    return rules.CreditFacts(
        own=enrolment.person_id == by.pk,
        nobodys=enrolment.person_id is None,
        known=requirement in {row.key for row in enrolment.syllabus.plan.all_requirements},
        credited=bool(counts and not over),
        earned_on=earned_on,
        because=because,
        type=filetype.guess_mime(evidence) or "" if evidence else "",
        size=len(evidence),
    )


def _tell(made: Credit, *, because: str, by: User, at: datetime) -> None:
    value = {"granted": True, "earned": made.earned_on.isoformat(), "until": made.until.isoformat()}
    subject = f"credit:{made.requirement}"
    event = ledger.say(made.enrolment, subject, value, because=because, by=by, at=at, key=f"{KEYS}{made.pk}")
    told = {"requirement": made.requirement, "credit": made.pk, "seq": event.seq}
    audit.record("progress.credit", about=made.enrolment, by=by, data=told)


def _agree_with_ledger(enrolment: Enrolment, requirement: str, *, at: datetime) -> None:
    """Let that credit stand whose entry stands in the ledger, and no other."""
    granted = enrolment.progress.get(f"credit:{requirement}")
    stands = 0
    if granted is not None and granted.value.get("granted"):
        key = enrolment.events.values_list("key", flat=True).get(seq=granted.seq)
        stands = int(key.removeprefix(KEYS))
    rows = Credit.objects.filter(enrolment=enrolment, requirement=requirement)
    rows.filter(ended_at=None).exclude(pk=stands).update(ended_at=at)
    rows.filter(pk=stands).update(ended_at=None)
