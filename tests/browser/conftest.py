"""One Chromium for a file of stories, the running site, and the people who come to it."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.visitors import Arrival, arrivals
from tests.scenes import NOW


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The running site's address, which it also prints on certificates and in mails."""
    settings.SITE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def arrive(chromium: Browser, site: str) -> Iterator[Arrival]:
    with arrivals(chromium, site) as arrive:
        yield arrive


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The server's time, which goes on from a Thursday in October and can be moved to the day of a session."""
    with time_machine.travel(NOW) as traveller:
        yield traveller
