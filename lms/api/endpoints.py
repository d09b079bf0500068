"""What every endpoint of ours is: closed by default, counted, and safe to send again."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import generics
from rest_framework.request import Request
from rest_framework.views import APIView

from lms.api import idempotency
from lms.api.scopes import Scope
from lms.people.models import User


class MemberApiRequest(Request):
    """What a request of a signed-in person is to the type checker."""

    user: User


class Endpoint(APIView):
    """One resource. ``scopes`` names, for each method, the scope that a token needs."""

    scopes: ClassVar[Mapping[str, Scope]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After sign-in, permission and throttling, let a POST with a key do its deed once."""
        super().initial(request, *args, **kwargs)
        key = request.headers.get(idempotency.HEADER, "")
        handler = getattr(self, "post", None)
        if request.method == "POST" and key and request.user.is_authenticated and handler:
            vars(self)["post"] = idempotency.once(handler, key)


class ListEndpoint(generics.ListAPIView[Any], Endpoint):
    """A list of rows in cursor pages; set ``queryset`` or ``get_queryset``, and ``serializer_class``."""
