"""People's own share of what is exported and erased."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Q
from wagtail.users.models import UserProfile

from lms.people.models import FormerAddress, Relation, User
from lms.people.roles import roles_of


def export(person: User) -> dict[str, Any]:
    return {
        "name": person.display_name,
        "e-mail": person.email,
        "pronouns": person.pronouns,
        "time zone": person.time_zone,
        "language": person.language,
        "institution": person.institution.name if person.institution else None,
        "joined": person.date_joined.isoformat(),
        "roles": sorted(roles_of(person)),
        "earlier addresses": [
            {"e-mail": former.email, "kept since": former.kept_at.isoformat()}
            for former in person.former_addresses.order_by("pk")
        ],
        "relations": [
            {"is": relation.kind, "to": relation.other.display_name, "since": relation.since.isoformat()}
            for relation in person.relations.select_related("other").order_by("pk")
        ],
        "second ways to sign in": list(Authenticator.objects.filter(user=person).values_list("type", flat=True)),
    }


def erase(person: User) -> None:
    EmailAddress.objects.filter(user=person).delete()
    FormerAddress.objects.filter(person=person).delete()
    Authenticator.objects.filter(user=person).delete()
    UserProfile.objects.filter(user=person).delete()
    Relation.objects.filter(Q(person=person) | Q(other=person)).delete()
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    """Sessions don't name their owner in a column, so each is opened; erasing is rare."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
