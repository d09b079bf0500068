"""What can be done with tokens: make one, shown once, and take it back."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lms.actions import Clock
from lms.api.models import ApiToken, digest_of
from lms.api.scopes import Scope
from lms.people.models import User

PREFIX = "c4c_"


@transaction.atomic
def make_token(
    *, owner: User, name: str, scopes: list[Scope], lasts: timedelta, clock: Clock = timezone.now
) -> tuple[ApiToken, str]:
    """Make a token; its secret is given back this once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    at = clock()
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        digest=digest_of(secret),
        scopes=sorted(scope.value for scope in scopes),
        created_at=at,
        expires_at=at + lasts,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken) -> None:
    """End a token at once."""
    token.delete()
