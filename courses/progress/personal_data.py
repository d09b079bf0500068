"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from courses.progress.models import Enrolment, LedgerEvent, Move, Reason
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


def erase(person: User) -> None:
    """Cut the link from the history to the person, and remove all words; the bare history stays, nobody's."""
    Reason.objects.filter(enrolment__person=person).delete()
    Enrolment.objects.filter(person=person).update(person=None)


personal_data.register("training", export=export, erase=erase)
