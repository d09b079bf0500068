"""Checking a certificate over the API: open to anybody, like the page."""

from typing import Any

from django.http import Http404
from django.urls import path, re_path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from certification.certificates import queries
from certification.certificates.rules import Kind, Standing
from lms.api.endpoints import Endpoint


class VerificationOut(serializers.Serializer[queries.Answer]):
    """What anybody is told; ``name`` is empty when asked by number, or when the holder was erased."""

    number = serializers.CharField(source="certificate.number")
    standing = serializers.ChoiceField(choices=[(standing.value, standing.value) for standing in Standing])
    name = serializers.CharField()
    pathway = serializers.CharField()
    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    certified_on = serializers.DateField(source="certificate.snapshot.certified_on")
    valid_until = serializers.DateField(allow_null=True, help_text="The last day on which it holds; null if it lasts.")
    issuer = serializers.CharField(source="certificate.snapshot.institution_name")
    revoked_at = serializers.DateTimeField(allow_null=True)
    public_reason = serializers.CharField()


class VerifyById(Endpoint):
    """Check the certificate with this random id, as its QR code does."""

    permission_classes = (AllowAny,)

    @extend_schema(responses=VerificationOut)
    def get(self, request: Request, public_id: str, **kwargs: Any) -> Response:
        return _answer(queries.by_public_id(public_id, at=timezone.now()))


class VerifyByNumber(Endpoint):
    """Check the certificate with this number: its standing, without a name."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="verify_by_number",
        parameters=[OpenApiParameter("number", str, required=True)],
        responses=VerificationOut,
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        return _answer(queries.by_number(request.query_params.get("number", ""), at=timezone.now()))


def _answer(found: queries.Answer | None) -> Response:
    if found is None:
        raise Http404
    return Response(VerificationOut(found).data)


urlpatterns = [
    path("verify/", VerifyByNumber.as_view(), name="verify-by-number"),
    re_path(r"^verify/(?P<public_id>[0-9a-f]{32})/$", VerifyById.as_view(), name="verify"),
]
