"""What is said about an application: notes among those who decide, questions to the candidate, and answers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from certification.review import queries, rules
from certification.review.actions import rounds
from certification.review.actions.telling import tell_all, tell_candidate
from certification.review.models import Case, Message, Round, Seat
from certification.review.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def note(*, case_id: int, text: str, by: User, clock: Clock = timezone.now) -> Message:
    """Write to the others who decide; they read it once they have decided.

    Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = rounds.locked(case_id)
    return _say(case, Message.Kind.NOTE, text, by=by, at=clock())


@transaction.atomic
def ask_candidate(*, case_id: int, text: str, by: User, clock: Clock = timezone.now) -> Message:
    """Ask the candidate something; all who may read the application read it with the answer.

    Raises ``Case.DoesNotExist`` and ``Refused``.
    """
    case = rounds.locked(case_id)
    asked = _say(case, Message.Kind.QUESTION, text, by=by, at=clock())
    tell_candidate("application_question", case, cause=asked.pk)
    return asked


def _say(case: Case, kind: Message.Kind, text: str, *, by: User, at: datetime) -> Message:
    round_ = queries.round_of(case)
    facts = queries.facts_about(by, case, at=at)
    own = rules.decide_saying(text, open_round=case.is_open and round_.is_open)
    because = rules.independence(facts, opened_at=case.opened_at).because + own.because
    if because:
        raise Refused(because, WORDS)
    return Message.objects.create(round=round_, kind=kind, author=by, text=text.strip(), said_at=at)


@transaction.atomic
def answer(*, question_id: int, text: str, by: User, clock: Clock = timezone.now) -> Message:
    """Answer a question as the candidate, once. Raises ``Message.DoesNotExist`` and ``Refused``."""
    question = Message.objects.select_related("round").get(pk=question_id, kind=Message.Kind.QUESTION)
    case = rounds.locked(question.round.case_id)
    at = clock()
    round_ = queries.round_of(case)
    decision = rules.decide_answer(
        text,
        candidate=case.enrolment.person_id == by.pk,
        open_round=case.is_open and round_.is_open and round_.pk == question.round_id,
        answered=Message.objects.filter(to=question).exists(),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    said = Message.objects.create(
        round=round_, kind=Message.Kind.ANSWER, author=by, text=text.strip(), said_at=at, to=question
    )
    _tell_answered(case, round_, question, said)
    return said


def _tell_answered(case: Case, round_: Round, question: Message, said: Message) -> None:
    """Whoever asked, and all who were asked to read and still may: whether they have decided makes no difference."""
    asked = Seat.objects.filter(round=round_).values("reviewer")
    subject = queries.Subject.of_case(case)
    able = queries.board([subject], at=said.said_at).independent(subject)
    readers = User.objects.filter(Q(pk__in=asked) | Q(pk=question.author_id), pk__in=able).order_by("pk")
    tell_all("application_answered", readers, case, cause=said.pk)
