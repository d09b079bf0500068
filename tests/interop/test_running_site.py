"""Verifiers that know nothing of us accept what the running site has issued, after a change of keys too."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from certification.certificates import actions, keys
from certification.certificates.models import Certificate
from certification.credentials.documents import Document
from tests import scenes
from tests.certification.certificates.test_actions import EARNED
from tests.factories import UserFactory
from tests.interop import verifiers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("interop")]

SITE = "https://chats.example.org"
Fetch = Callable[[Certificate], Document]


@pytest.fixture
def fetched(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Fetch:
    """What the running site, which takes itself for one on the internet, answers at a credential's address."""
    settings.SITE_URL, settings.ISSUER_KEYS_DIR = SITE, tmp_path / "keys"

    def fetch(certificate: Certificate) -> Document:
        asked = HTTPConnection(urlsplit(live_server.url).netloc)
        with closing(asked):
            asked.request("GET", f"/credentials/{certificate.public_id}.json")
            return dict(json.load(asked.getresponse()))

    return fetch


def issued(cause: str, *, valid_until: date | None = None) -> Certificate:
    """Approved, printed and signed as a worker does it, now: the verifiers' clock is nobody's to set."""
    earned = replace(EARNED, valid_until=valid_until)
    certificate = actions.issue(cause=cause, person=UserFactory.create(), earned=earned, approval=scenes.APPROVAL)
    actions.render(certificate.pk)
    return certificate


def test_they_judge_what_the_running_site_serves_as_we_do(
    fetched: Fetch, live_server: LiveServer, tmp_path: Path
) -> None:
    by_a_stolen_key = fetched(issued("test:stolen"))
    keys.distrust(keys.pairs()[-1].ed25519)
    keys.make()
    before, revoked, over = issued("test:1"), issued("test:2"), issued("test:3", valid_until=yesterday())
    asked = {"before the change of keys": fetched(before), "revoked": fetched(revoked), "expired": fetched(over)}
    scenes.revoke(revoked)
    keys.prepare()
    keys.rotate()
    asked |= {"after the change of keys": fetched(issued("test:4")), "by a stolen key": by_a_stolen_key}
    asked["touched"] = {**asked["after the change of keys"], "name": "Chief of everything"}
    actions.sign_lists()

    told = verifiers.ask(asked, folder=tmp_path, sites={SITE: live_server.url})

    assert [name for name, verdict in told.items() if verdict.accepted] == [
        "before the change of keys",
        "after the change of keys",
    ]
    assert [name for name, verdict in told.items() if verdict.refused] == ["by a stolen key", "touched"]
    assert (told["revoked"].revoked, told["expired"].steps["expiration"]) == (True, False)


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)
