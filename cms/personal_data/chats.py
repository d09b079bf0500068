"""Which series somebody follows by mail."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cms.actions import followers
from cms.models import Follower
from lms.people.models import User

_FOLLOWED = ("series__title", "name", "institution", "asked_at", "confirmed_at")


def export(person: User) -> dict[str, Any]:
    rows = Follower.objects.by_address(person.email).order_by("pk")
    return {"series_you_follow": list(rows.values(*_FOLLOWED))}


def erase(person: User) -> None:
    followers.forget(Q(email_key=person.email_key), at=timezone.now())
