"""What the candidate does: apply, answer a *not yet* with another round, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds
from certification.review.actions.telling import tell_candidate
from certification.review.models import Ask, Case, Round
from certification.review.rules import Act, State
from certification.review.words import WORDS
from courses.progress.actions import ledger
from courses.progress.models import Enrolment
from lms.actions import Clock, Refused
from lms.failpoints import failpoint
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name as it shall be printed, in any script, and how it and its bearer are spoken of."""

    printed_name: str
    name_language: str = ""
    certificate_language: str = ""
    pronunciation: str = ""
    pronouns: str = ""

    def write(self, case: Case) -> None:
        case.printed_name, case.name_language = rules.spelled(self.printed_name), self.name_language
        case.certificate_language = self.certificate_language
        case.pronunciation, case.pronouns = self.pronunciation.strip(), self.pronouns.strip()


@transaction.atomic
def apply(
    *,
    enrolment_id: int,
    named: Named,
    motivation: str,
    by: User,
    answers: Mapping[int, str] | None = None,
    clock: Clock = timezone.now,
) -> Case:
    """Ask to be certified, or answer a *not yet* with another round; the evidence is frozen as it stands.

    ``answers``: by the id of each next step, what the candidate did. Raises ``Enrolment.DoesNotExist`` for somebody
    else's training, and ``Refused``.
    """
    enrolment = (
        Enrolment.objects.select_related("person", "syllabus", "pathway").locked().get(pk=enrolment_id, person=by)
    )
    standing = Case.objects.open().locked().filter(enrolment=enrolment).first()
    at = clock()
    # Something may have grown too old since the ledger was last written.
    ledger.settle(enrolment, at=at)
    _require(enrolment, standing, named, motivation, at=at)
    case = standing or Case(enrolment=enrolment, opened_at=at, round=0)
    case.enrolment = enrolment
    if standing is not None:
        _answer(standing, answers or {}, at=at)
        rounds.move(case, Act.APPLY_AGAIN, at=at)
    named.write(case)
    case.round, case.submitted_at = case.round + 1, at
    case.save()
    begun = rounds.begin(case, words=motivation, at=at)
    tell_candidate("application_received", case, due_at=begun.due_at)
    failpoint("review.applied")
    return case


def _require(enrolment: Enrolment, standing: Case | None, named: Named, motivation: str, *, at: datetime) -> None:
    earlier = Round.objects.filter(case__enrolment=enrolment, outcome=Round.Outcome.DECLINED).order_by("-pk").first()
    # Whoever was put forward didn't need a training for it, and doesn't for an answer either.
    put_forward = standing is not None and standing.road != Case.Road.USUAL
    decision = rules.decide_application(
        eligible=enrolment.eligible_at is not None or put_forward,
        state=State(standing.state) if standing else None,
        certified=Case.objects.certified_for_good().filter(enrolment=enrolment).exists(),
        name=rules.spelled(named.printed_name),
        words=motivation,
        today=timezone.localdate(at),
        again_from=earlier.apply_again_from if earlier and standing is None else None,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _answer(case: Case, answers: Mapping[int, str], *, at: datetime) -> None:
    asks = list(Ask.objects.told().filter(round__case=case, round__number=case.round))
    decision = rules.decide_answers([ask.pk for ask in asks], answers)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    for ask in asks:
        ask.answer, ask.answered_at = answers[ask.pk].strip(), at
    Ask.objects.bulk_update(asks, ["answer", "answered_at"])


@transaction.atomic
def withdraw(*, case_id: int, by: User, clock: Clock = timezone.now) -> Case:
    """Take one's own application back. Raises ``Refused``."""
    case = rounds.locked(case_id)
    at = clock()
    decision = rules.decide_withdrawal(candidate=case.enrolment.person_id == by.pk, state=State(case.state))
    if decision.refused:
        raise Refused(decision.because, WORDS)
    take_back(case, at=at)
    return case


def take_back(case: Case, *, at: datetime) -> None:
    """End a locked open case and its round."""
    rounds.move(case, Act.WITHDRAW, at=at)
    standing = queries.round_of(case)
    if standing.is_open:
        standing.case = case
        rounds.end(standing, Round.Outcome.WITHDRAWN, by=None, at=at)
