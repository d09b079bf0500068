"""What drf-spectacular has to be told: how tokens are sent, and that every POST may carry a key."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import Serializer

from lms.api import idempotency


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes ``Authorization: Bearer``."""

    target_class = "lms.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from /me/tokens/, with the scopes it needs.",
        }


class Schema(AutoSchema):
    """Adds the key to every POST, and the one shape of errors to every answer."""

    def get_override_parameters(self) -> list[OpenApiParameter | Serializer[Any] | type[Serializer[Any]]]:
        if self.method != "POST":
            return []
        return [
            OpenApiParameter(
                idempotency.HEADER,
                str,
                OpenApiParameter.HEADER,
                description="Send the same key again to get the same answer without doing the deed twice.",
            )
        ]


def only_ours(endpoints: list[tuple[str, ...]], **_: Any) -> list[tuple[str, ...]]:
    """Wagtail's own API for its staff pages isn't part of ours."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_problem(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {"description": "A problem", "content": {"application/problem+json": {"schema": _REFERENCE}}}
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"].setdefault("default", answer)
    return result


_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_LINE = {
    "type": "object",
    "properties": {"pointer": {"type": "string"}, "code": {"type": "string"}, "detail": {"type": "string"}},
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. A refusal has reasons, a body that needs a second look has errors.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reasons": {"type": "array", "items": _LINE},
        "errors": {"type": "array", "items": _LINE},
    },
    "required": ["type", "title", "status", "detail"],
}
