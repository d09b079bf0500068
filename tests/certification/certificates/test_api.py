"""Checking over the API: the same answers as the page, for pages of any site, kept no longer than is right."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from certification.certificates.models import Certificate, Holder
from tests import scenes
from tests.certification.certificates import uploads
from tests.certification.certificates.test_actions import a_printed_certificate
from tests.certification.certificates.test_verifying import replaced, suspended

pytestmark = pytest.mark.django_db
API = "/api/v1/verify/"
ELSEWHERE = {"HTTP_ORIGIN": "https://elsewhere.example"}


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    cache.clear()
    with time_machine.travel(scenes.NOW, tick=False):
        yield


def by_number(client: Client, certificate: Certificate, **headers: str) -> Any:
    return client.get(API, {"number": certificate.number}, **headers)


def told(client: Client, certificate: Certificate) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{API}{certificate.public_id}/").json()
    return answer


def test_a_valid_one_says_whether_its_holder_leads(client: Client) -> None:
    answer = told(client, a_printed_certificate())

    assert (answer["standing"], answer["leads_dialogues"], answer["successor"]) == ("valid", True, "")


def test_a_suspended_one_says_since_when_and_why(client: Client) -> None:
    certificate = a_printed_certificate()
    suspended(certificate)
    answer = told(client, certificate)

    assert (answer["standing"], answer["public_reason"], answer["leads_dialogues"]) == (
        "suspended",
        "We look into it.",
        None,
    )
    assert answer["suspended_at"] is not None


def test_a_replaced_one_names_the_number_of_the_newer(client: Client) -> None:
    certificate = a_printed_certificate()
    newer = replaced(certificate)
    answer = told(client, certificate)

    assert (answer["standing"], answer["successor"]) == ("superseded", newer.number)


def test_without_a_name_nothing_is_told_of_the_holder(client: Client) -> None:
    answer = by_number(client, a_printed_certificate()).json()

    assert (answer["name"], answer["leads_dialogues"]) == ("", None)


# --- from any site, and kept ----------------------------------------------------------------------


def test_a_page_of_any_site_may_ask(client: Client) -> None:
    answers = [by_number(client, a_printed_certificate(), **ELSEWHERE), client.get(f"{API}?number=x", **ELSEWHERE)]

    assert [answer.headers["Access-Control-Allow-Origin"] for answer in answers] == ["*", "*"]


def test_a_browser_that_asks_first_is_told_what_it_may(client: Client) -> None:
    answer = client.options(f"{API}file/", **ELSEWHERE)

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_an_answer_without_a_name_is_kept_for_a_minute_and_asked_for_by_its_tag(client: Client) -> None:
    certificate = a_printed_certificate()
    first = by_number(client, certificate)

    again = by_number(client, certificate, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (first.headers["Cache-Control"], again.status_code) == ("public, max-age=60", 304)


def test_a_changed_standing_has_another_tag(client: Client) -> None:
    certificate = a_printed_certificate()
    first = by_number(client, certificate)
    scenes.revoke(certificate)

    again = by_number(client, certificate, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (again.status_code, again.json()["standing"]) == (200, "revoked")


def test_an_answer_with_a_name_is_kept_by_nobody(client: Client) -> None:
    answer = client.get(f"{API}{a_printed_certificate().public_id}/")

    assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("no-store", False)


# --- files ----------------------------------------------------------------------------------------


def brought(client: Client, content: bytes, **headers: str) -> Any:
    return client.post(f"{API}file/", {"file": SimpleUploadedFile("a.pdf", content)}, **headers)


def test_a_file_is_told_with_its_certificate(client: Client) -> None:
    certificate = a_printed_certificate()
    answer = brought(client, uploads.stored(certificate, "pdf"), **ELSEWHERE)

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert (answer.json()["verdict"], answer.json()["certificate"]["number"]) == ("real", certificate.number)


def test_a_touched_file_is_altered_and_a_strange_one_never_issued(client: Client) -> None:
    pdf = uploads.stored(a_printed_certificate(), "pdf")
    touched, strange = brought(client, pdf + b"\n% more").json(), brought(client, b"hello").json()

    assert (touched["verdict"], touched["added"], strange["verdict"]) == ("altered", True, "never_issued")
    assert strange["certificate"] is None


def test_whoever_shows_their_name_to_nobody_is_not_named(client: Client) -> None:
    content = uploads.stored(a_printed_certificate(), "json")
    Holder.objects.update(shown=Holder.Shown.NOBODY)

    assert brought(client, content).json()["certificate"]["name"] == ""


def test_what_is_too_large_or_no_file_is_told_as_a_problem(client: Client) -> None:
    large, none = brought(client, bytes(10 * 1024 * 1024 + 1)), client.post(f"{API}file/", {})

    assert [(answer.status_code, answer.headers["Content-Type"]) for answer in (large, none)] == [
        (413, "application/problem+json"),
        (400, "application/problem+json"),
    ]


def test_only_so_many_files_are_looked_at_for_one_address(client: Client) -> None:
    content = uploads.stored(a_printed_certificate(), "json")
    answers = [brought(client, content) for _turn in range(21)]

    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
