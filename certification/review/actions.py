"""What can be done with applications: apply, decide, take back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.certificates import actions as certificates
from certification.review import queries, rules
from certification.review.models import Case, Review
from certification.review.words import WORDS
from courses.practice.models import Dialogue
from courses.progress import chain
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from courses.progress.words import sentence
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.failpoints import failpoint
from lms.mail import actions as mail
from lms.people.models import User


@transaction.atomic
def apply(
    *,
    enrolment_id: int,
    printed_name: str,
    name_language: str,
    motivation: str,
    by: User,
    clock: Clock = timezone.now,
) -> Case:
    """Ask to be certified, or answer a *not yet* with a new round; the evidence is frozen as it stands.

    Raises ``Enrolment.DoesNotExist`` for somebody else's training, and ``Refused``.
    """
    enrolment = Enrolment.objects.select_related("syllabus", "pathway").locked().get(pk=enrolment_id, person=by)
    at = clock()
    # Something may have grown too old since the ledger was last written.
    ledger.settle(enrolment, at=at)
    standing = Case.objects.open().locked().filter(enrolment=enrolment).first()
    decision = rules.decide_application(
        eligible=enrolment.eligible_at is not None,
        in_review=standing is not None and standing.state == Case.State.IN_REVIEW,
        certified=Case.objects.filter(enrolment=enrolment, state=Case.State.APPROVED).exists(),
        name=printed_name,
        motivation=motivation,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    case = standing or Case(enrolment=enrolment, opened_at=at, round=0)
    case.round, case.state, case.submitted_at = case.round + 1, Case.State.IN_REVIEW, at
    case.printed_name, case.name_language, case.motivation = printed_name.strip(), name_language, motivation.strip()
    case.approvals_needed = enrolment.syllabus.plan.approvals
    case.evidence = queries.evidence_of(enrolment, at=at)
    case.evidence_digest = chain.digest(case.evidence)
    case.save()
    _tell_all(case)
    return case


@transaction.atomic
def decide(
    *, case_id: int, decision: Review.Decision, reason: str, ask: str, by: User, clock: Clock = timezone.now
) -> Case:
    """Cast one vote; the vote that completes the round ends it, and an approval issues the certificate with it.

    Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = Case.objects.locked().select_related("enrolment__person", "enrolment__pathway").get(pk=case_id)
    at = clock()
    verdict = rules.decide_review(
        queries.facts_about(by, case),
        in_review=case.state == Case.State.IN_REVIEW,
        decided=queries.votes(case).filter(reviewer=by).exists(),
        reason=reason,
        not_yet=decision == Review.Decision.NOT_YET,
        ask=ask,
    )
    if verdict.refused:
        raise Refused(verdict.because, WORDS)
    Review.objects.create(
        case=case,
        round=case.round,
        reviewer=by,
        decision=decision,
        reason=reason.strip(),
        ask=ask.strip() if decision == Review.Decision.NOT_YET else "",
        decided_at=at,
    )
    audit.record("review.decide", about=case, by=by, data={"round": case.round})
    _conclude(case, at=at)
    failpoint("review.decided")
    return case


def _conclude(case: Case, *, at: datetime) -> None:
    approvals = [row.decision == Review.Decision.APPROVE for row in queries.votes(case)]
    outcome = rules.outcome(approvals, needed=case.approvals_needed)
    if outcome is rules.Outcome.OPEN:
        return
    approved = outcome is rules.Outcome.APPROVED
    case.state = Case.State.APPROVED if approved else Case.State.CHANGES_REQUESTED
    case.decided_at = at
    case.save(update_fields=["state", "decided_at"])
    if approved:
        _certify(case, at=at)
    elif case.enrolment.person is not None:
        _tell("application_not_yet", case.enrolment.person, case, cause=f"application_not_yet:{case.pk}/{case.round}")


def _certify(case: Case, *, at: datetime) -> None:
    person = case.enrolment.person
    if person is None:
        return
    facts = case.evidence["facts"]
    sat = [row["value"]["minutes"] for subject, row in facts.items() if subject.startswith("attendance:")]
    plan = case.enrolment.syllabus.plan
    read = [
        lesson.minutes for lesson in plan.lessons if facts.get(f"lesson:{lesson.key}", {}).get("value", {}).get("done")
    ]
    certificates.issue(
        cause=f"review.case/{case.pk}",
        person=person,
        earned=certificates.Earned(
            holder_name=case.printed_name,
            name_language=case.name_language,
            pathway_name=case.enrolment.pathway.title,
            syllabus_number=case.evidence["syllabus"]["number"],
            minutes=sum(sat) + sum(read),
            sessions=sum(minutes > 0 for minutes in sat),
            dialogues=Dialogue.objects.held().filter(enrolment=case.enrolment).count(),
            requirements=[sentence(requirement) for requirement in plan.requirements],
        ),
        clock=lambda: at,
    )


@transaction.atomic
def withdraw(*, case_id: int, by: User, clock: Clock = timezone.now) -> Case:
    """Take one's own application back. Raises ``Refused``."""
    case = Case.objects.locked().select_related("enrolment").get(pk=case_id)
    decision = rules.decide_withdrawal(
        candidate=case.enrolment.person_id == by.pk,
        open_case=case.state in (Case.State.IN_REVIEW, Case.State.CHANGES_REQUESTED),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    case.state, case.decided_at = Case.State.WITHDRAWN, clock()
    case.save(update_fields=["state", "decided_at"])
    return case


def _tell_all(case: Case) -> None:
    if case.enrolment.person is not None:
        cause = f"application_received:{case.pk}/{case.round}"
        _tell("application_received", case.enrolment.person, case, cause=cause)
    for reviewer in queries.reviewers_of(case):
        _tell(
            "application_to_review", reviewer, case, cause=f"application_to_review:{case.pk}/{case.round}/{reviewer.pk}"
        )


def _tell(template: str, person: User, case: Case, *, cause: str) -> None:
    context = {"case": case.pk, "pathway": case.enrolment.pathway.title, "slug": case.enrolment.pathway.slug}
    mail.queue(template, to=person, cause=cause, context=context | {"candidate": case.printed_name})
