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
        """As rows, for every second scene begins with some: what giving a role comes to has tests of its own."""
        if create and extracted:
            names = list(dict.fromkeys(role.value for role in extracted))
            groups = Group.objects.filter(name__in=names)
            User.groups.through.objects.bulk_create(User.groups.through(user=self, group=group) for group in groups)
            # Scenes lie in a year in which nobody's role is new.
            RoleGiven.objects.bulk_create(RoleGiven(person=self, role=name, since=LONG_AGO) for name in names)

    @factory.post_generation
    def confirmed(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        if create and extracted is not False:
            address = EmailAddress(user=self, email=self.email.lower(), verified=True, primary=True)
            EmailAddress.objects.bulk_create([address])


class RelationFactory(DjangoModelFactory[Relation]):
    class Meta:
        model = Relation

    person = factory.SubFactory(UserFactory)
    other = factory.SubFactory(UserFactory)
    kind = Relation.Kind.CONFLICT
