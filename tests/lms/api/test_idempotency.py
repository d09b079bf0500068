"""A key does its deed once."""

from threading import Barrier, Thread
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.urls import path
from pytest_django import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from lms.actions import Refused
from lms.api.endpoints import Endpoint
from lms.api.models import IdempotentAnswer
from lms.people.models import Institution, User
from lms.people.rules import Reason
from lms.people.words import WORDS
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Schools(Endpoint):
    """Makes a row for each POST, so that a deed done twice is seen."""

    refusing: ClassVar[bool] = False

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with transaction.atomic():
            asked: Any = request.data
            school = Institution.objects.create(name=f"{asked['name']} {Institution.objects.count()}")
            if asked.get("refuse"):
                raise Refused((Reason.OWN_ROLES,), WORDS)
        return Response({"name": school.name}, status=201, headers={"Location": f"/schools/{school.pk}"})


urlpatterns = [path("api/v1/schools", Schools.as_view())]
handler404 = "lms.web.views.page_not_found"


@pytest.fixture(autouse=True)
def _urls(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def client_of(person: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(person)
    return client


def post(person: User, key: str = "key-1", **body: Any) -> Any:
    return client_of(person).post(
        "/api/v1/schools", body or {"name": "A"}, format="json", headers={"Idempotency-Key": key}
    )


def test_the_same_request_gets_the_same_answer_and_does_nothing_more(person: User) -> None:
    first, second = post(person), post(person)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (first.headers.get("Idempotent-Replayed"), second.headers["Idempotent-Replayed"]) == (None, "true")
    assert first.headers["Location"] == second.headers["Location"]
    assert Institution.objects.count() == 1


def test_another_request_with_the_same_key_is_told_so(person: User) -> None:
    post(person)

    answer = post(person, name="B")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert Institution.objects.count() == 1


def test_two_people_may_use_the_same_key(person: User) -> None:
    assert [post(one).status_code for one in (person, UserFactory.create())] == [201, 201]
    assert Institution.objects.count() == 2


def test_a_refusal_leaves_nothing_and_may_be_tried_again(person: User) -> None:
    refused = post(person, name="A", refuse=True)

    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "own_roles")
    assert (Institution.objects.count(), IdempotentAnswer.objects.count()) == (0, 0)


def test_without_a_key_each_request_is_a_deed_of_its_own(person: User) -> None:
    for _ in range(2):
        client_of(person).post("/api/v1/schools", {"name": "A"}, format="json")

    assert Institution.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 256, "a\x07b"])
def test_an_unreadable_key_is_told_so(person: User, key: str) -> None:
    answer = post(person, key)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/Idempotency-Key")


def test_five_at_once_do_one_deed(person: User) -> None:
    gate, answers = Barrier(5), []

    def send() -> None:
        gate.wait()
        answers.append(post(person).status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Institution.objects.count() == 1
    assert set(answers) <= {201, 409}
    assert 201 in answers
