"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from courses.progress.actions import ledger
from courses.progress.models import Credit, Enrolment, LedgerEvent, Move, Reason, StaffRecord
from courses.progress.models.credits import evidence_storage
from lms.audit import actions as audit
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> list[dict[str, Any]]:
    return [
        {
            "pathway": enrolment.pathway.title,
            "began": enrolment.enrolled_at.isoformat(),
            "ready_to_apply": enrolment.eligible_at and enrolment.eligible_at.isoformat(),
            "history": [
                {"subject": row.subject, "value": row.value, "at": row.occurred_at.isoformat(), "source": row.source}
                for row in LedgerEvent.objects.filter(enrolment=enrolment).in_order()
            ],
            "releases": _moves(enrolment),
            "reasons": list(Reason.objects.filter(enrolment=enrolment).values_list("words", flat=True)),
            "credits": [
                {
                    "requirement": row.requirement,
                    "earned": row.earned_on.isoformat(),
                    "until": row.until.isoformat(),
                    "ended": row.ended_at and row.ended_at.isoformat(),
                    "sha256_of_proof": row.sha256,
                }
                for row in enrolment.credits.order_by("pk")
            ],
        }
        for enrolment in Enrolment.objects.filter(person=person).select_related("pathway")
    ]


def _moves(enrolment: Enrolment) -> list[dict[str, Any]]:
    """What releases made of somebody; it stays with the bare history when they are erased."""
    rows = Move.objects.filter(enrolment=enrolment).select_related("release__syllabus").order_by("pk")
    return [
        {
            "version": row.release.syllabus.number,
            "outcome": row.outcome,
            "because": row.because,
            "at": row.decided_at.isoformat(),
        }
        for row in rows
    ]


def export_records(person: User) -> list[dict[str, Any]]:
    return [
        {
            "what": row.kind,
            "on": row.occurred_on.isoformat(),
            **row.value,
            "revision": row.revision,
            "stands": row.stands,
            "why": row.because,
        }
        for row in StaffRecord.objects.filter(person=person).order_by("number", "revision")
    ]


def erase(person: User) -> None:
    """Cut the link from the history to the person, and remove all words and proofs; the bare history stays, nobody's.

    Locked before the proofs are looked for: somebody may be granting a credit right now.
    """
    ledger.lock_people([person.pk])
    mine = list(Enrolment.objects.filter(person=person).locked())
    Reason.objects.filter(enrolment__in=mine).delete()
    granted = Credit.objects.filter(enrolment__in=mine)
    _remove_proofs_of(granted)
    granted.delete()
    audit.forget_titles(Enrolment.objects.filter(person=person))
    Enrolment.objects.filter(person=person).update(person=None)


def erase_records(person: User) -> None:
    ledger.lock_people([person.pk])
    StaffRecord.objects.filter(person=person).update(person=None, because="")


def _remove_proofs_of(granted: QuerySet[Credit]) -> None:
    paths = list(granted.values_list("evidence", flat=True))

    def remove() -> None:
        for path in paths:
            evidence_storage().delete(path)

    transaction.on_commit(remove)


personal_data.register("training", export=export, erase=erase)
personal_data.register("noted_by_staff", export=export_records, erase=erase_records)
