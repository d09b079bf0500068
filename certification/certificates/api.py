"""Checking a certificate over the API: open to anybody, from any site, like the page."""

from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest
from django.urls import path, re_path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, Throttled
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from certification.certificates import actions, queries
from certification.certificates.checking.asking import MOST_BYTES
from certification.certificates.checking.facts import Form
from certification.certificates.rules import Kind, Standing, Verdict
from certification.certificates.words import RESTORING
from lms.apart import Busy
from lms.api.endpoints import Endpoint
from lms.web.small_files import SmallFiles

# For so many seconds an answer without a name may be kept: whoever revokes wants it to be known soon.
_KEPT_FOR = 60
_ANY_SITE = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class VerificationOut(serializers.Serializer[queries.Answer]):
    """What anybody is told; ``name`` is empty when asked by number, or when its holder shows it to nobody."""

    number = serializers.CharField(source="certificate.number")
    standing = serializers.ChoiceField(choices=[(standing.value, standing.value) for standing in Standing])
    name = serializers.CharField()
    pathway = serializers.CharField()
    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    certified_on = serializers.DateField(source="certificate.snapshot.certified_on")
    valid_until = serializers.DateField(allow_null=True, help_text="The last day on which it holds; null if it lasts.")
    issuer = serializers.CharField(source="certificate.snapshot.institution_name")
    revoked_at = serializers.DateTimeField(allow_null=True)
    suspended_at = serializers.DateTimeField(allow_null=True)
    public_reason = serializers.CharField(help_text="Why it is revoked or suspended.")
    successor = serializers.SerializerMethodField(help_text="The number of the one that stands for it now, or empty.")
    leads_dialogues = serializers.SerializerMethodField(
        help_text="Whether its holder leads dialogues at present; null where no name is told, or it doesn't hold."
    )

    def get_successor(self, found: queries.Answer) -> str:
        return found.successor.number if found.successor else ""

    def get_leads_dialogues(self, found: queries.Answer) -> bool | None:
        return queries.leads_at_present(found, at=timezone.now())


class FileVerificationOut(serializers.Serializer[queries.FileAnswer]):
    """What a file is; ``certificate`` is what we did issue, where the file names one of ours."""

    verdict = serializers.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    form = serializers.ChoiceField(choices=[(form.value, form.value) for form in Form], allow_null=True)
    added = serializers.BooleanField(help_text="It begins as we issued it, and something was added.")
    certificate = VerificationOut(source="answer", allow_null=True)


class FileIn(serializers.Serializer[Any]):
    """A PDF, JSON, JWT, or a badge as PNG or SVG, of at most 10 MB."""

    file = serializers.FileField()


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class AtWork(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE


class OpenEndpoint(Endpoint):
    """Asked by anybody, from a page of any site: no cookie and no token is read, so none can be abused."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if actions.out_of_step() is not None:
            raise AtWork(RESTORING)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers=_ANY_SITE)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        finished = super().finalize_response(request, response, *args, **kwargs)
        finished.headers["Access-Control-Allow-Origin"] = "*"
        finished.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        finished.headers.setdefault("Cache-Control", "no-store")
        return finished


@method_decorator(conditional_page, name="dispatch")
class VerifyById(OpenEndpoint):
    """Check the certificate with this random id, as its QR code does."""

    @extend_schema(responses=VerificationOut, auth=[])
    def get(self, request: Request, public_id: str, **kwargs: Any) -> Response:
        return _answer(queries.by_public_id(public_id, at=timezone.now()))


@method_decorator(conditional_page, name="dispatch")
class VerifyByNumber(OpenEndpoint):
    """Check the certificate with this number: its standing, without a name."""

    @extend_schema(
        operation_id="verify_by_number",
        parameters=[OpenApiParameter("number", str, required=True)],
        responses=VerificationOut,
        auth=[],
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        return _answer(queries.by_number(request.query_params.get("number", ""), at=timezone.now()))


class VerifyFile(OpenEndpoint):
    """Check a file: it is looked at in a process with limits, and kept nowhere."""

    parser_classes = (MultiPartParser,)

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        request.upload_handlers = [SmallFiles(most=MOST_BYTES)]
        return super().initialize_request(request, *args, **kwargs)

    @extend_schema(request={"multipart/form-data": FileIn}, responses=FileVerificationOut, auth=[])
    def post(self, request: Request, **kwargs: Any) -> Response:
        asked = FileIn(data=request.data)
        asked.is_valid(raise_exception=True)
        file = asked.validated_data["file"]
        if file.size > MOST_BYTES:
            raise TooLarge(_("This file is larger than 10 MB. A certificate is much smaller."))
        if not ratelimit.consume(request, action="verify_file"):
            raise Throttled(wait=60)
        try:
            found = queries.by_file(file.read(), at=timezone.now())
        except Busy as busy:
            raise AtWork(_("Many files are being looked at right now. Please try again in a moment.")) from busy
        return Response(FileVerificationOut(found).data)


def _answer(found: queries.Answer | None) -> Response:
    """A name is kept by nobody between us and whoever asked."""
    if found is None:
        raise Http404
    kept = "no-store" if found.name else f"public, max-age={_KEPT_FOR}"
    return Response(VerificationOut(found).data, headers={"Cache-Control": kept})


urlpatterns = [
    path("verify/", VerifyByNumber.as_view(), name="verify-by-number"),
    path("verify/file/", VerifyFile.as_view(), name="verify-file"),
    re_path(r"^verify/(?P<public_id>[0-9a-f]{32})/$", VerifyById.as_view(), name="verify"),
]
