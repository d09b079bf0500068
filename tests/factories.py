"""Plain makers of rows; fuller scenes have names and stand with the tests that need them."""

from datetime import UTC, datetime
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from lms.people.models import Institution, Relation, RoleGiven, User

PASSWORD = "five calm quiet chairs"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class InstitutionFactory(DjangoModelFactory[Institution]):
    class Meta:
        model = Institution

    name = factory.Sequence(lambda n: f"Riverside School of Medicine {n}")
    country = "US"


class UserFactory(DjangoModelFactory[User]):
    """A confirmed person, ``roles=[Role.CORE_GROUP]`` for the roles they have."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def roles(self: User, create: bool, extracted: Any, **_: Any) -> None:
        if create and extracted:
            self.groups.add(*(Group.objects.get_or_create(name=role.value)[0] for role in extracted))
            # Scenes lie in a year in which nobody's role is new.
            RoleGiven.objects.filter(person=self).update(since=LONG_AGO)

    @factory.post_generation
    def confirmed(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email.lower(), verified=True, primary=True)


class RelationFactory(DjangoModelFactory[Relation]):
    class Meta:
        model = Relation

    person = factory.SubFactory(UserFactory)
    other = factory.SubFactory(UserFactory)
    kind = Relation.Kind.CONFLICT
