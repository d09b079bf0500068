"""Headers, robots, and the pages of errors."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accounts/login/", "/me/", "/me/tokens/", "/me/data/"])
def test_our_pages_allow_nothing_inline(as_trainee: Client, path: str) -> None:
    policy = as_trainee.get(path, follow=True).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nobody_frames_our_pages(as_trainee: Client) -> None:
    answer = as_trainee.get("/me/")

    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_every_answer_carries_the_requests_id(client: Client) -> None:
    number = "1f0b1c3e8a5b4f6f9a0d2c4e6b8a0c1d"

    assert client.get("/health/live", headers={"X-Request-ID": number}).headers["X-Request-ID"] == number


def test_robots_stay_out_of_what_is_personal(client: Client) -> None:
    assert "Disallow: /me/\n" in client.get("/robots.txt").content.decode()


def test_an_unknown_address_is_answered_kindly(client: Client) -> None:
    answer = client.get("/no/such/page/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
