"""What the processes do to an application at once: each one thing, by ids alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from certification.review import actions as review
from certification.review.actions.minding import mind_case
from certification.review.models import Ask, Case
from certification.review.rules import AskWords, Vote, Written
from courses.progress.models import Enrolment
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes

DECLINES: Final = Written(decision=Vote.DECLINE, reason="I saw harm.", letter="Thank you for all you gave.")
WORDS: Final[dict[str, Any]] = {
    "letter": "Thank you for all you gave.",
    "way_forward": "Lead with a friend for a while.",
}


def object_to(case_id: int, reviewer_id: int) -> None:
    """*Not yet*, with one next step."""
    review.decide(case_id=case_id, written=_not_yet(), by=User.objects.get(pk=reviewer_id))


def decline(case_id: int, reviewer_id: int) -> None:
    review.decide(case_id=case_id, written=DECLINES, by=User.objects.get(pk=reviewer_id))


def change_to_not_yet(case_id: int, reviewer_id: int) -> None:
    written = _not_yet(changed_because="I read it again.")
    review.change_vote(case_id=case_id, written=written, by=User.objects.get(pk=reviewer_id))


def tell(case_id: int, reviewer_id: int) -> None:
    """Close the round with everything that was proposed."""
    asks = list(Ask.objects.filter(round__case=case_id, round__closed_at=None).values_list("pk", flat=True))
    review.close(case_id=case_id, asks=asks[:3], by=User.objects.get(pk=reviewer_id), **WORDS)


def apply(enrolment_id: int) -> None:
    scenes.an_application(Enrolment.objects.get(pk=enrolment_id), clock=timezone.now)


def appeal(case_id: int) -> None:
    review.appeal(case_id=case_id, words="You saw one dialogue only.", by=_candidate(case_id))


def withdraw(case_id: int) -> None:
    review.withdraw(case_id=case_id, by=_candidate(case_id))


def recuse(case_id: int, reviewer_id: int) -> None:
    review.recuse(case_id=case_id, by=User.objects.get(pk=reviewer_id))


def lose_the_role(reviewer_id: int) -> None:
    people.withdraw_role(person=User.objects.get(pk=reviewer_id), role=Role.CORE_GROUP, by=None)


def correct(person_id: int) -> None:
    """The history says otherwise of a lesson that was frozen as done."""
    scenes.assert_subject(User.objects.get(pk=person_id), f"lesson:{scenes.key('listening')}", {"done": False})


def mind(case_id: int) -> None:
    mind_case(case_id)


def mind_later(case_id: int) -> None:
    """After all days in which people may talk."""
    mind_case(case_id, clock=lambda: timezone.now() + timedelta(days=4))


def _not_yet(changed_because: str = "") -> Written:
    by_date = timezone.localdate() + timedelta(days=60)
    ask = AskWords(text="Lead one more.", met_by="A pause after each question.", by_date=by_date)
    return Written(decision=Vote.NOT_YET, reason="I wasn't sure.", asks=(ask,), changed_because=changed_because)


def _candidate(case_id: int) -> User:
    person = Case.objects.get(pk=case_id).enrolment.person
    assert person is not None
    return person


DESK: tuple[Callable[..., None], ...] = (
    object_to,
    decline,
    change_to_not_yet,
    tell,
    apply,
    appeal,
    withdraw,
    recuse,
    lose_the_role,
    correct,
    mind,
    mind_later,
)
