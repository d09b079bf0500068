"""The mail reader of the embedded shape."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _a_mail(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    for subject in ("First", "Ánh's second"):
        one = EmailMultiAlternatives(subject, "See http://testserver/x/ <b>", "a@x.org", ["b@x.org"])
        one.attach_alternative("<p>Hello</p><script>alert(1)</script>", "text/html")
        connection.send_messages([one])


def test_mails_are_listed_newest_first(client: Client) -> None:
    page = client.get("/dev/mail/").content.decode()

    assert page.index("Ánh&#x27;s second") < page.index("First")


def test_a_mails_links_can_be_followed_and_its_signs_are_text(client: Client) -> None:
    key = client.get("/dev/mail/").context["mails"][0].key
    page = client.get(f"/dev/mail/{key}/").content.decode()

    assert '<a href="http://testserver/x/"' in page
    assert "&lt;b&gt;" in page


def test_the_html_part_stands_in_a_sandbox(client: Client) -> None:
    key = client.get("/dev/mail/").context["mails"][0].key

    policy = client.get(f"/dev/mail/{key}/html/").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "sandbox allow-popups" in policy


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}])
def test_a_proxy_does_not_make_strangers_local(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/dev/mail/", headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["/dev/mail/", "/dev/components/", "/dev/sign-in/"])
def test_other_machines_find_nothing_here(path: str) -> None:
    assert Client(REMOTE_ADDR="10.0.0.7").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/dev/mail/", "/dev/components/", "/dev/sign-in/"])
def test_production_has_no_such_pages(client: Client, settings: Settings, path: str) -> None:
    settings.DEV_PAGES = False

    assert client.get(path).status_code == 404
