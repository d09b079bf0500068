"""Applications of the demo program: asked for and decided by the real actions."""

from datetime import datetime

from certification.review import actions as review
from certification.review.actions.applying import Named
from certification.review.models import Case
from certification.review.rules import Vote, Written
from cms.demo.timeline import at
from courses.progress.models import Enrolment
from lms.people.models import User


def apply(
    enrolment: Enrolment, *, motivation: str, moment: datetime, name_language: str = "", pronunciation: str = ""
) -> Case:
    """A request to be certified, under the name that the person goes by."""
    person = enrolment.person
    assert person is not None
    return review.apply(
        enrolment_id=enrolment.pk,
        named=Named(
            printed_name=person.display_name,
            name_language=name_language,
            pronunciation=pronunciation,
            pronouns=person.pronouns,
        ),
        motivation=motivation,
        by=person,
        clock=at(moment),
    )


def ask(case: Case, *, reviewer: User, text: str, moment: datetime) -> None:
    """A question to the candidate, who finds it on their page."""
    review.ask_candidate(case_id=case.pk, text=text, by=reviewer, clock=at(moment))


def approve(case: Case, *, reviewer: User, reason: str, moment: datetime) -> Case:
    """One vote; the one that completes the round issues the certificate."""
    written = Written(decision=Vote.APPROVE, reason=reason)
    return review.decide(case_id=case.pk, written=written, by=reviewer, clock=at(moment))
