"""Choosing a zone without a cookie for it, and files that are packed on their way."""

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ZONE = {"zone": "Europe/Paris", "next": "/sessions/"}


@pytest.mark.parametrize("says", [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}])
def test_a_zone_is_chosen_from_a_page_that_set_no_cookie(says: dict[str, str]) -> None:
    reader = Client(enforce_csrf_checks=True)
    response = reader.post("/zone/", ZONE, headers=says)

    assert (response.status_code, reader.cookies["zone"].value) == (302, "Europe/Paris")


@pytest.mark.parametrize(
    "says", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_a_form_on_somebody_elses_page_chooses_nothing(says: dict[str, str]) -> None:
    reader = Client(enforce_csrf_checks=True)
    reader.post("/zone/", ZONE, headers=says)

    assert "zone" not in reader.cookies


def test_the_page_with_that_form_sets_no_cookie_and_asks_for_no_token() -> None:
    response = Client().get("/sessions/")

    assert ('action="/zone/"' in response.content.decode(), bool(response.cookies)) == (True, False)
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize(("takes", "packed"), [("gzip", True), ("", False)])
def test_style_sheets_come_packed_to_who_takes_it(takes: str, packed: bool) -> None:
    response = Client().get("/static/web/css/base.css", headers={"Accept-Encoding": takes})
    body = b"".join(response)

    assert response.headers.get("Content-Encoding") == ("gzip" if packed else None)
    assert b".site-footer" in (gzip.decompress(body) if packed else body)


def test_pages_are_not_packed_by_that() -> None:
    response = Client().get("/accounts/login/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response.headers
