"""Whom a turn of a case is told to; one mail for each cause."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from certification.review.models import Case, FoundingList, Review, Round
from lms.mail import actions as mail
from lms.people.models import User

# What reviewers read once about a whole list that people were put forward in, and not once for each of them.
_FOR_A_LIST = {
    "application_to_review": "founding_to_review",
    "review_beside": "founding_to_review",
    "review_reminder": "founding_reminder",
    "review_late": "founding_late",
    "review_late_for_admins": "founding_late",
    "review_short": "founding_short",
}


def tell(template: str, person: User, case: Case, *, cause: object = "", **more: object) -> None:
    """Queue a mail about a case; one for each person, template, round and further cause."""
    if template in _FOR_A_LIST and case.founding is not None and case.round == 1:
        _tell_of_list(_FOR_A_LIST[template], person, case.founding, case, more)
        return
    context = {"case": case.pk, "pathway": case.enrolment.pathway.title, "slug": case.enrolment.pathway.slug}
    name = f"{template}:{case.pk}/{case.round}/{person.pk}" + (f"/{cause}" if cause != "" else "")
    mail.queue(template, to=person, cause=name, context=context | {"candidate": case.candidate} | more)


def _tell_of_list(template: str, person: User, made: FoundingList, case: Case, more: Mapping[str, object]) -> None:
    context = {"list": made.pk, "title": made.title, "pathway": case.enrolment.pathway.title}
    mail.queue(template, to=person, cause=f"{template}:{made.pk}/{person.pk}", context=context | dict(more))


def tell_candidate(template: str, case: Case, *, cause: object = "", **more: object) -> None:
    """The same to the candidate, unless they have erased their account."""
    if case.enrolment.person is not None:
        tell(template, case.enrolment.person, case, cause=cause, **more)


def tell_all(template: str, people: Iterable[User], case: Case, *, cause: object = "", **more: object) -> None:
    for person in people:
        tell(template, person, case, cause=cause, **more)


def voters(round_: Round) -> QuerySet[User]:
    """Who has a vote that counts. One query."""
    votes = Review.objects.standing().filter(round=round_)
    return User.objects.filter(pk__in=votes.values("reviewer"), is_active=True).order_by("pk")
