"""Whom a turn of a case is told to; one mail for each cause."""

from collections.abc import Iterable

from django.db.models import QuerySet

from certification.review.models import Case, Review, Round
from lms.mail import actions as mail
from lms.people.models import User
from lms.people.roles import Role


def tell(template: str, person: User, case: Case, *, cause: object = "", **more: object) -> None:
    """Queue a mail about a case; one for each person, template, round and further cause."""
    context = {"case": case.pk, "pathway": case.enrolment.pathway.title, "slug": case.enrolment.pathway.slug}
    name = f"{template}:{case.pk}/{case.round}/{person.pk}" + (f"/{cause}" if cause != "" else "")
    mail.queue(template, to=person, cause=name, context=context | {"candidate": case.candidate} | more)


def tell_candidate(template: str, case: Case, *, cause: object = "", **more: object) -> None:
    """The same to the candidate, unless they have erased their account."""
    if case.enrolment.person is not None:
        tell(template, case.enrolment.person, case, cause=cause, **more)


def tell_all(template: str, people: Iterable[User], case: Case, *, cause: object = "", **more: object) -> None:
    for person in people:
        tell(template, person, case, cause=cause, **more)


def admins() -> QuerySet[User]:
    """One query."""
    return User.objects.filter(groups__name=Role.PROGRAM_ADMIN, is_active=True).order_by("pk")


def voters(round_: Round) -> QuerySet[User]:
    """Who has a vote that counts. One query."""
    votes = Review.objects.standing().filter(round=round_)
    return User.objects.filter(pk__in=votes.values("reviewer"), is_active=True).order_by("pk")
