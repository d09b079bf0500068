"""What no page of ours sends, and what comes twice at one moment: answered in words, kept by nobody, noted for us."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg.errors
import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from certification.certificates.models import CertificateDesign
from lms.locks import is_twice
from lms.people.models import User
from lms.web.mixed_up import mixed_up
from tests.cms import scenes
from tests.conftest import SignIn

GARBAGE = {"signers-TOTAL_FORMS": "1", "signers-INITIAL_FORMS": "1", "signers-0-id": "abc", "name": "x"}


def caused_by(cause: Exception) -> IntegrityError:
    error = IntegrityError(str(cause))
    error.__cause__ = cause
    return error


def answer_to(error: Exception, *, method: str = "POST", path: str = "/") -> HttpResponse | None:
    process = mixed_up(lambda _request: HttpResponse()).process_exception  # type: ignore[attr-defined]
    request: HttpRequest = RequestFactory().generic(method, path)
    answer: HttpResponse | None = process(request, error)
    return answer


def test_what_is_there_already_is_told_from_what_may_not_be() -> None:
    assert is_twice(caused_by(psycopg.errors.UniqueViolation()))
    assert not is_twice(caused_by(psycopg.errors.CheckViolation()))


@pytest.mark.django_db
def test_the_second_of_two_at_one_moment_reads_that_it_was_done() -> None:
    answer = answer_to(IntegrityError("UNIQUE constraint failed: account_emailaddress.email"))

    assert answer is not None
    assert (answer.status_code, "That was done already" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("error", "method", "path"),
    [
        (IntegrityError("UNIQUE constraint failed: x.y"), "GET", "/"),
        (IntegrityError("CHECK constraint failed: x"), "POST", "/"),
        (ValidationError("Not here."), "POST", "/me/"),
        (MultiValueDictKeyError("body-count"), "GET", "/admin/"),
        (KeyError("body-count"), "POST", "/admin/"),
    ],
)
def test_other_errors_are_not_swallowed(error: Exception, method: str, path: str) -> None:
    assert answer_to(error, method=method, path=path) is None


def test_what_was_mixed_up_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "lms.web.mixed_up"):
        answer_to(MultiValueDictKeyError("body-count"), path="/admin/pages/3/edit/")

    assert "No form of ours: /admin/pages/3/edit/" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, GARBAGE, GARBAGE | {"signers-INITIAL_FORMS": "-1"}])
def test_a_design_without_its_hidden_fields_is_answered_in_words(
    sign_in: SignIn, program_admin: User, sent: dict[str, str]
) -> None:
    design = CertificateDesign.objects.create(name="The usual one")

    answer = sign_in(program_admin).post(
        reverse(CertificateDesign.snippet_viewset.get_url_name("edit"), args=[design.pk]), sent
    )

    assert answer.status_code in (200, 400)
    assert CertificateDesign.objects.get(pk=design.pk).name == design.name


@pytest.mark.django_db
def test_a_page_without_the_number_of_its_blocks_is_answered_in_words(sign_in: SignIn, content_admin: User) -> None:
    page = scenes.a_pathway()

    answer = sign_in(content_admin).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Other"})

    assert (answer.status_code, "We couldn't read that" in answer.content.decode().replace("&#x27;", "'")) == (
        400,
        True,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_of_four_presses_that_add_an_address_one_adds_it_and_no_page_breaks(sign_in: SignIn, trainee: User) -> None:
    cookies = sign_in(trainee).cookies
    start = Barrier(4)

    def press(_number: int) -> int:
        try:
            client = Client(raise_request_exception=False)
            for name, morsel in cookies.items():
                client.cookies[name] = morsel.value
            start.wait()
            return client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(press, range(4)))

    assert answers <= {200, 302, 409}
    assert EmailAddress.objects.filter(email="new@example.org").count() == 1
