"""The history of an approved candidate is put right: it is shown and told; nothing is reopened or revoked by itself."""

from certification.review.actions.telling import tell_all, tell_candidate
from certification.review.models import Case, Review, Round
from courses.progress.engine import MOVES
from courses.progress.models import Enrolment, LedgerEvent
from lms.people.models import User


def note_correction(enrolment: Enrolment, event: LedgerEvent) -> None:
    """Mark approved cases whose frozen evidence an event contradicts, and tell their reviewers and the holder.

    What is new, and wasn't frozen, contradicts nothing; nor does a move to another syllabus. The cases' locks are taken
    before their state is read: a vote that approves one at this moment is waited for. One query where nobody is read.
    """
    if event.subject == MOVES:
        return
    read = (Case.State.IN_REVIEW, Case.State.APPROVED)
    for case in Case.objects.locked().filter(enrolment=enrolment, state__in=read):
        if case.state == Case.State.APPROVED:
            _note(case, enrolment, event)


def _note(case: Case, enrolment: Enrolment, event: LedgerEvent) -> None:
    round_ = Round.objects.get(case=case, outcome=Round.Outcome.APPROVED)
    frozen = round_.evidence["facts"].get(event.subject)
    now = enrolment.progress.get(event.subject)
    if frozen is None or (now is not None and frozen["value"] == dict(now.value)):
        return
    case.enrolment = enrolment
    if case.corrected_at is None:
        case.corrected_at = event.recorded_at
        case.save(update_fields=["corrected_at"])
    voted = Review.objects.standing().filter(round=round_).values("reviewer")
    reviewers = User.objects.filter(pk__in=voted, is_active=True).order_by("pk")
    tell_all("review_evidence_corrected", reviewers, case, cause=event.seq)
    tell_candidate("application_evidence_corrected", case, cause=event.seq)
