"""What all tests share: people of each role, ways to sign in, and servers for the tests that need real ones."""

import gc
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.db import connection, connections
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from courses.progress.models.syllabuses import plan_of
from lms.people.models import User
from lms.people.roles import Role
from lms.web import menus
from tests import migrated
from tests.factories import UserFactory
from tests.servers import kept

SignIn = Callable[..., Client]

# Nothing that it does of its own accord: no updates, no reports, no look at the machine's graphics.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Begun last, one of their tests would keep one process busy for minutes while the other has nothing left.
LONGEST = ("courses/progress/test_stateful.py", "test_permissions.py", "faults/test_issuing.py", "faults/test_seats.py")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Code and tests stay to the end: nobody looks for garbage among them, neither now nor half a second each time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        # A request leaves little in circles: to look for it after each seven hundred things is a twentieth of all time.
        gc.set_threshold(50_000, 20, 20)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first; what only PostgreSQL can tell is not asked of SQLite."""
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))
    if connection.vendor != "postgresql":
        elsewhere = pytest.mark.skip(reason="needs PostgreSQL: python -m tests.servers python -m pytest …")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(elsewhere)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Migrating takes the better part of a minute, which only the first process has to spend."""
    migrated.begin_from_copies()


@pytest.fixture(autouse=True)
def _forget_between_tests() -> None:
    """Rate limits, cached pages and syllabuses that one test has read must not reach the next, nor its language."""
    translation.deactivate()
    timezone.deactivate()
    cache.clear()
    plan_of.cache_clear()
    menus.begin_empty()


@pytest.fixture(scope="session")
def _journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folders = tmp_path_factory.mktemp("journals")
    return (folders / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_journal(_journals: Iterator[Path], settings: Settings) -> None:
    """The journal outlives a database's rows, as it should: each test has another, made when it is written to."""
    settings.JOURNAL_DIR = next(_journals)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis for the tests marked ``worker``."""
    with kept("redis") as address:
        yield address


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Debian's Chromium, as long as the block lasts."""
    # Playwright's loop runs in this thread, where scenes are set too; Django would take that for an async view, and
    # open a second connection for it, beside the one whose database is made a copy again after each story.
    known = connections["default"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        connections["default"] = known
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium for the tests marked ``browser``, gone before the next file is about something else."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def trainee(db: None) -> User:
    return UserFactory.create(roles=[Role.TRAINEE])


@pytest.fixture
def core_member(db: None) -> User:
    return UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP])


@pytest.fixture
def content_admin(db: None) -> User:
    return UserFactory.create(roles=[Role.CONTENT_ADMIN])


@pytest.fixture
def program_admin(db: None) -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


@pytest.fixture
def sign_in() -> SignIn:
    """``sign_in(person, hours_ago=2)``: a client whose session says when the password was typed."""

    def signed_in(person: User, *, hours_ago: float = 0) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, person, method="password", email=person.email)
        for record in request.session[AUTHENTICATION_METHODS_SESSION_KEY]:
            record["at"] -= hours_ago * 3600
        request.session.save()
        return client

    return signed_in


@pytest.fixture
def as_trainee(sign_in: SignIn, trainee: User) -> Client:
    return sign_in(trainee)


@pytest.fixture
def as_core_member(sign_in: SignIn, core_member: User) -> Client:
    return sign_in(core_member)


@pytest.fixture
def as_program_admin(sign_in: SignIn, program_admin: User) -> Client:
    return sign_in(program_admin)
