"""One Chromium for all stories of a process, the running site, and the people who come to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.visitors import Arrival, arrivals
from tests.conftest import running_chromium
from tests.scenes import NOW

# Those that take longest come first: begun last, one would keep one process busy while the other has nothing left.
LONGEST = ("test_whole_road", "test_pages", "test_content_changes", "test_practice")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {Path(__file__).with_name(f"{name}.py"): rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Starting one takes longer than many a story; who comes has a window with cookies and stores of their own."""
    with running_chromium() as browser:
        yield browser


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
