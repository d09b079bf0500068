"""Reads about people: whether their address is confirmed, and for the staff screens."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from lms.people.addresses import address_key
from lms.people.models import User


def has_confirmed(person: User) -> bool:
    """Whether the person has shown that an address is theirs. One query."""
    return bool(EmailAddress.objects.filter(user=person, verified=True).exists())


def people_with_roles(search: str = "", role: str = "") -> QuerySet[User]:
    """Two queries for each page, however many people: they and their groups."""
    people = User.objects.filter(erased_at=None).prefetch_related("groups").order_by("display_name", "pk")
    if search:
        people = people.filter(Q(display_name__icontains=search) | Q(email_key__contains=address_key(search)))
    if role:
        people = people.filter(groups__in=Group.objects.filter(name=role))
    return people
