"""A second look at a decline, by people who didn't decide; it always ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds
from certification.review.actions.telling import tell_candidate
from certification.review.models import Case, Round
from certification.review.rules import Act, State
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def appeal(*, case_id: int, words: str, by: User, clock: Clock = timezone.now) -> Case:
    """Ask once for a second look at a decline. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    last = queries.round_of(case)
    decision = rules.decide_appeal(
        candidate=case.enrolment.person_id == by.pk,
        state=State(case.state),
        appealed=Round.objects.filter(case=case, kind=Round.Kind.APPEAL).exists(),
        another_open=Case.objects.open().filter(enrolment=case.enrolment_id).exclude(pk=case.pk).exists(),
        until=last.appeal_until,
        words=words,
        at=at,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    rounds.move(case, Act.APPEAL, at=at)
    next_round(case, at=at)
    begun = rounds.begin(case, words=words, at=at, kind=Round.Kind.APPEAL)
    tell_candidate("appeal_received", case, due_at=begun.due_at)
    return case


def answer(case: Case, round_: Round, *, stands: bool, lapsed: bool = False, by: User | None, at: datetime) -> None:
    """End the second look of a locked case: the decision stands, or the case is opened again with other people."""
    if stands:
        rounds.end(round_, Round.Outcome.STANDS, by=by, at=at)
        rounds.move(case, Act.UPHOLD, at=at)
        tell_candidate("appeal_stands", case)
        return
    rounds.end(round_, Round.Outcome.LAPSED if lapsed else Round.Outcome.REOPENED, by=by, at=at)
    rounds.move(case, Act.REOPEN, at=at)
    words = Round.objects.filter(case=case, kind=Round.Kind.REVIEW).order_by("-number").values_list("words", flat=True)
    next_round(case, at=at)
    begun = rounds.begin(case, words=words[0], at=at)
    tell_candidate("application_reopened", case, due_at=begun.due_at)


def next_round(case: Case, *, at: datetime) -> None:
    case.round, case.submitted_at = case.round + 1, at
    case.save(update_fields=["round", "submitted_at"])
