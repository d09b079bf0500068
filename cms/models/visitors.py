"""People without an account, who are known by an address."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.mail.facts import Visitor
from lms.people.addresses import AddressKeyField, address_key
from lms.people.models import program_zone

Row = TypeVar("Row", bound="Visiting")


class VisitingQuerySet(models.QuerySet[Row]):
    """Rows of visitors, in adjectives."""

    def by_address(self, email: str) -> Self:
        return self.filter(email_key=address_key(email))


class Visiting(models.Model):
    """What every row about a visitor holds: how they are called, where mail reaches them, and how they read it."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), max_length=320)
    email_key = AddressKeyField()
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(max_length=64, default=program_zone)

    class Meta:
        abstract = True

    @property
    def reader(self) -> Visitor:
        return Visitor(self.email, self.name, self.language, self.time_zone)
