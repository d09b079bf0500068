"""Who asks, when a program does: ``Authorization: Bearer <token>``."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from lms.api.models import ApiToken, digest_of
from lms.people.models import User


class TokenAuthentication(BaseAuthentication):
    """Finds the owner of a token that has not ended; leaves requests without one to the next way of signing in."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        now = timezone.now()
        digest = digest_of(secret.decode("latin-1").strip())
        token = ApiToken.objects.select_related("owner").filter(digest=digest, expires_at__gt=now).first()
        if token is None or not token.owner.is_active:
            raise AuthenticationFailed(_("This token is not known here, or it has ended."))
        if token.last_used_on != now.date():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=now.date())
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'
