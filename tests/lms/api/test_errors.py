"""Everything that isn't an answer has one shape."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.urls import path
from pytest_django import Settings
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from lms.actions import Refused
from lms.api.endpoints import Endpoint
from lms.people.rules import Reason
from lms.people.words import WORDS

pytestmark = pytest.mark.django_db


class SeatIn(serializers.Serializer[Any]):
    """A body with a list of bodies in it."""

    minutes = serializers.IntegerField(max_value=60)


class Body(serializers.Serializer[Any]):
    """What ``Wrong`` reads."""

    name = serializers.CharField()
    seats = SeatIn(many=True)


class Wrong(Endpoint):
    """Goes wrong as it is told."""

    permission_classes = [AllowAny]

    def get(self, request: Request, how: str) -> Response:
        raise {
            "refused": Refused((Reason.OWN_ROLES, Reason.ALREADY_ERASED), WORDS),
            "missing": Http404(),
            "denied": PermissionDenied(),
            "busy": OperationalError("database is locked"),
            "broken": RuntimeError("inside"),
        }[how]

    def post(self, request: Request, how: str) -> Response:
        Body(data=request.data).is_valid(raise_exception=True)
        return Response()


urlpatterns = [path("api/v1/wrong/<str:how>", Wrong.as_view())]
handler404 = "lms.web.views.page_not_found"
handler500 = "lms.web.views.server_error"


@pytest.fixture(autouse=True)
def _urls(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def api() -> APIClient:
    return APIClient(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path_", "status"), [("refused", 409), ("missing", 404), ("denied", 403), ("busy", 503), ("broken", 500)]
)
def test_a_problem_says_its_status_and_what_to_do(api: APIClient, path_: str, status: int) -> None:
    answer = api.get(f"/api/v1/wrong/{path_}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["status"], bool(answer.json()["detail"])) == (status, True)
    assert "inside" not in answer.content.decode()


def test_a_refusal_names_each_reason(api: APIClient) -> None:
    reasons = api.get("/api/v1/wrong/refused").json()["reasons"]

    assert [reason["code"] for reason in reasons] == ["own_roles", "already_erased"]
    assert reasons[0]["detail"].startswith("Somebody else has to change your own roles.")


def test_a_busy_database_says_when_to_come_back(api: APIClient) -> None:
    assert api.get("/api/v1/wrong/busy")["Retry-After"] == "2"


def test_each_field_is_pointed_at(api: APIClient) -> None:
    answer = api.post("/api/v1/wrong/x", {"seats": [{"minutes": 5}, {"minutes": 90}]}, format="json")

    pointers = [(error["pointer"], error["code"]) for error in answer.json()["errors"]]
    assert pointers == [("#/name", "required"), ("#/seats/1/minutes", "max_value")]


def test_an_address_that_is_not_there_is_a_problem_too(api: APIClient) -> None:
    answer = api.get("/api/v1/nothing")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("body", ["{", "[" * 5000, '{"name":' * 5000, '{"name": "\\ud800"}', '{"\\ud800": 1}'])
def test_a_body_that_is_not_json_is_a_problem(api: APIClient, body: str) -> None:
    answer = api.post("/api/v1/wrong/x", body, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
