"""Whether a candidate lets reviewers practise on their application, without their name: said and taken back freely."""

from django.db import transaction
from django.utils import timezone

from certification.review import rules
from certification.review.actions import rounds
from certification.review.models import Case, ReviewExercise, Round
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User

GONE = "—"


@transaction.atomic
def let_practise(*, case_id: int, by: User, clock: Clock = timezone.now) -> Case:
    """Agree; agreeing twice changes nothing. Raises ``Case.DoesNotExist`` and ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    _require(case, by)
    if case.exercise_consent_at is None:
        case.exercise_consent_at = at
        case.save(update_fields=["exercise_consent_at"])
    return case


@transaction.atomic
def no_more(*, case_id: int, by: User, clock: Clock = timezone.now) -> Case:
    """Take it back: what was made of the application is emptied at once. Raises ``Case.DoesNotExist``, ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    _require(case, by)
    ReviewExercise.objects.filter(round__case=case, withdrawn_at=None).update(document={}, title=GONE, withdrawn_at=at)
    case.exercise_consent_at = None
    case.save(update_fields=["exercise_consent_at"])
    return case


def _require(case: Case, by: User) -> None:
    decided = Round.objects.filter(case=case).exclude(outcome__in=["", Round.Outcome.WITHDRAWN])
    decision = rules.decide_practice(candidate=case.enrolment.person_id == by.pk, closed=decided.exists())
    if decision.refused:
        raise Refused(decision.because, WORDS)
