"""The endpoint that tells a program who it acts for."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lms.api.endpoints import Endpoint
from lms.api.models import ApiToken
from lms.api.scopes import Scope
from lms.people.models import User
from lms.people.roles import roles_of


class PersonOut(serializers.ModelSerializer[User]):
    """The signed-in person, as they named themselves."""

    roles = serializers.SerializerMethodField()
    scopes = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ("id", "display_name", "pronouns", "time_zone", "language", "roles", "scopes")

    def get_roles(self, person: User) -> list[str]:
        return sorted(roles_of(person))

    def get_scopes(self, person: User) -> list[str]:
        token = self.context.get("token")
        return list(token.scopes) if isinstance(token, ApiToken) else []


class WhoAmI(Endpoint):
    """Who is asking, and with which scopes."""

    scopes = {"GET": Scope.PROFILE_READ}

    @extend_schema(responses=PersonOut)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(PersonOut(cast(User, request.user), context={"token": request.auth}).data)
