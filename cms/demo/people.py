"""The people of the demo program. None has a password: the embedded shape signs them in by a button."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress

from cms.demo.content.types import Institution as InstitutionWords
from cms.demo.content.types import Person
from lms.people.actions import grant_role
from lms.people.models import Institution, RoleGiven, User
from lms.people.roles import Role


def invite(people: Iterable[Person], institutions: Iterable[InstitutionWords], *, joined: datetime) -> dict[str, User]:
    """All people by their key, each with a confirmed address and their roles."""
    known = {row.key: Institution.objects.create(name=row.name, country=row.country) for row in institutions}
    return {person.key: invite_one(person, known[person.institution], joined) for person in people}


def invite_one(person: Person, institution: Institution | None, joined: datetime) -> User:
    """One person, as if they had signed up and confirmed their address."""
    user = User.objects.create_user(
        person.email,
        display_name=person.display_name,
        pronouns=person.pronouns,
        time_zone=person.time_zone,
        institution=institution,
        date_joined=joined,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in dict.fromkeys((Role.TRAINEE, Role(person.role))):
        grant_role(person=user, role=role, by=None)
    RoleGiven.objects.filter(person=user).update(since=joined)
    return user
