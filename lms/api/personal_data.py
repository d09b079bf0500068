"""What the API's ground exports and erases of a person."""

from typing import Any

from lms.api.models import ApiToken, IdempotentAnswer
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> list[dict[str, Any]]:
    return [
        {
            "name": token.name,
            "may": token.scopes,
            "made": token.created_at.isoformat(),
            "ends": token.expires_at.isoformat(),
            "last used": token.last_used_on.isoformat() if token.last_used_on else None,
        }
        for token in ApiToken.objects.filter(owner=person).order_by("pk")
    ]


def erase(person: User) -> None:
    ApiToken.objects.filter(owner=person).delete()
    IdempotentAnswer.objects.filter(person=person).delete()


personal_data.register("API tokens", export=export, erase=erase)
