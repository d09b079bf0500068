"""What a token may do: only what its scopes name, for endpoints that name scopes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from lms.api.models import ApiToken

if TYPE_CHECKING:  # DRF's views read the settings that name this module
    from rest_framework.views import APIView


class HasScope(BasePermission):
    """Signed-in pages pass; a token needs the scope that the view's ``scopes`` names for the method."""

    message = _("This token isn't allowed to do that. Make one that has the scope.")

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        method = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
        scope = getattr(view, "scopes", {}).get(method)
        return scope is not None and request.auth.allows(scope)
