"""What the record of staff acts exports and erases of a person."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from lms.audit.actions import forget_titles
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> list[dict[str, Any]]:
    entries = [*ModelLogEntry.objects.filter(user=person.pk), *PageLogEntry.objects.filter(user=person.pk)]
    return [
        {"when": entry.timestamp.isoformat(), "what": entry.action, "about": entry.label}
        for entry in sorted(entries, key=lambda entry: entry.timestamp)
    ]


def erase(person: User) -> None:
    """Entries stay, with the number of the now empty account; the name in their titles goes."""
    forget_titles(User.objects.filter(pk=person.pk))


personal_data.register(
    "staff acts",
    export=export,
    erase=erase,
    stays=_("What you did as staff, such as marking attendance, without your name: the program has to account for it."),
)
