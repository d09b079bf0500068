"""What an approval gives: one certificate for each case, with what its evidence says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from certification.certificates import actions as certificates
from certification.certificates.rules import Kind
from certification.review import queries
from certification.review.actions.applying import Named
from certification.review.models import Case, Review, Round
from courses.practice.models import Dialogue
from courses.progress.models import Enrolment
from courses.progress.words import sentence

_KINDS = {
    Case.Road.USUAL: Kind.TRAINED,
    Case.Road.FOUNDING: Kind.FOUNDING,
    Case.Road.HONORARY: Kind.HONORARY,
}


def certify(case: Case, round_: Round, *, at: datetime) -> None:
    """Issue the certificate of an approved case, in the transaction that approved it."""
    person = case.enrolment.person
    if person is None:
        return
    certificates.issue(
        cause=f"review.case/{case.pk}",
        person=person,
        earned=_earned(case, round_.evidence),
        approval=_approval(case, round_),
        clock=lambda: at,
    )


def _approval(case: Case, round_: Round) -> dict[str, Any]:
    """Who has decided, by which rule and upon what; it stays with the certificate."""
    votes = Review.objects.filter(round=round_, replaced_at=None, set_aside_at=None).order_by("pk")
    return {
        "by": "votes",
        "case": case.pk,
        "round": round_.number,
        "rule": round_.rule,
        "needed": round_.needed,
        "votes": [
            {"reviewer": row.reviewer_id, "decision": row.decision, "at": row.decided_at.isoformat()} for row in votes
        ],
        "evidence": round_.evidence_digest,
    }


def previewed(enrolment: Enrolment, named: Named, *, at: datetime) -> bytes:
    """The sheet as it would be printed if what is there now were approved. Writes nothing.

    Two queries, given an enrolment with its person, pathway and syllabus.
    """
    assert enrolment.person is not None
    case = Case(enrolment=enrolment)
    named.write(case)
    earned = _earned(case, queries.progress_of(enrolment, at=at))
    return certificates.preview(earned, language=enrolment.person.language, clock=lambda: at)


def _earned(case: Case, evidence: Mapping[str, Any]) -> certificates.Earned:
    facts = evidence["facts"]
    sat = [row["value"]["minutes"] for subject, row in facts.items() if subject.startswith("attendance:")]
    plan = case.enrolment.syllabus.plan
    read = [
        lesson.minutes for lesson in plan.lessons if facts.get(f"lesson:{lesson.key}", {}).get("value", {}).get("done")
    ]
    usual = case.road == Case.Road.USUAL
    return certificates.Earned(
        holder_name=case.printed_name,
        name_language=case.name_language,
        pathway_name=case.enrolment.pathway.title,
        syllabus_number=evidence["syllabus"]["number"],
        minutes=sum(sat) + sum(read),
        sessions=sum(minutes > 0 for minutes in sat),
        dialogues=Dialogue.objects.held().filter(enrolment=case.enrolment).count(),
        requirements=[sentence(requirement) for requirement in plan.requirements] if usual else [],
        kind=_KINDS[Case.Road(case.road)],
        valid_until=case.valid_until,
        language=case.certificate_language,
        pathway_slug=case.enrolment.pathway.slug,
        valid_months=plan.review.valid_months if usual else 0,
        renewal_chats=plan.review.renewal_chats if usual else 0,
    )
