"""What tests of the desk's screen share: its addresses, what is typed into its forms, and cases to look at."""

from typing import Any

from django.test import Client
from django.urls import reverse

from certification.review import queries
from certification.review.models import Case, Review
from lms.people.models import User
from tests import scenes

NOT_YET, APPROVE, DECLINE = Review.Decision.NOT_YET, Review.Decision.APPROVE, Review.Decision.DECLINE
# Where the staff pages lead who may not do something.
HOME = "/admin/"


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def address(case: Case, name: str = "inspect") -> str:
    return reverse(f"cases:{name}", args=[case.pk])


def read(client: Client, case: Case) -> str:
    return client.get(address(case)).content.decode()


def typed(case: Case, **fields: Any) -> dict[str, Any]:
    """A whole approval, or what the fields make of it."""
    case.refresh_from_db()
    told = {"decision": "approve", "reason": "I saw it in the observations.", "seen": case.enrolment.last_seq}
    return told | {f"verdict_{ask.pk}": "met" for ask in queries.asks_before(case)} | fields


def a_step(number: int = 0, **fields: Any) -> dict[str, Any]:
    told = {"ask": "Lead one more.", "met_by": "A pause.", "by_date": "2026-12-31", "competency": "frame"} | fields
    return {f"{name}_{number}": words for name, words in told.items()}


def send(client: Client, case: Case, name: str, **fields: Any) -> Any:
    return client.post(address(case, name), fields)


def errors(answer: Any, form: str = "form") -> dict[str, list[str]]:
    return {name: list(told) for name, told in answer.context[form].errors.items()}


def a_settled_case(*decisions: Review.Decision) -> tuple[Case, User, User]:
    """Two have decided, and can talk."""
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    for reviewer, decision in zip((one, other), decisions or (APPROVE, NOT_YET), strict=True):
        case = scenes.decide(case, reviewer, decision)
    return case, one, other
