"""What strangers' pages cost when two hundred come at once: gunicorn, PostgreSQL and Redis, as in production."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from cms.models import HomePage, SeriesPage
from courses.slots.models import Slot
from tests.benchmarks import Pair, benchmark
from tests.benchmarks.crowd import ask
from tests.cms import public_scenes
from tests.courses.slots.scenes import a_slot
from tests.processes import PROJECT
from tests.servers import kept

_ANSWERS = 3000
_SESSIONS = 12
_SERVER = "an empty Django view with the same middleware, served and asked alike"
_PATIENCE_SECONDS = 60


@benchmark(name="public pages", unit="pages per second", reference_name=_SERVER, target=0.5, rounds=5)
def public_pages() -> Iterator[Pair]:
    pages = public_scenes.one_of_each() if not SeriesPage.objects.exists() else [HomePage.objects.get()]
    yield from _served([page.url for page in pages])


@benchmark(name="sessions list", unit="pages per second", reference_name=_SERVER, target=0.2, rounds=5)
def sessions_list() -> Iterator[Pair]:
    for number in range(_SESSIONS - Slot.objects.count()):
        a_slot(starts_in=timedelta(days=1 + number))
    yield from _served(["/sessions/", "/sessions/?free=on"])


def _served(addresses: list[str]) -> Iterator[Pair]:
    with kept("redis") as redis, _gunicorn(redis) as port:
        yield Pair(_asked(port, addresses), _asked(port, ["/empty/"]))


def _asked(port: int, addresses: list[str]) -> Callable[[], int]:
    return lambda: ask(port, addresses, times=_ANSWERS)


@contextmanager
def _gunicorn(redis: str) -> Iterator[int]:
    """The port of a server in the same database, gone when the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    told = {"DJANGO_SETTINGS_MODULE": "lms.settings.test", "TESTED_DATABASE": connection.settings_dict["NAME"]}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tests.benchmarks.serving:application", *options],
        cwd=PROJECT,
        env={**os.environ, **told, "TESTED_REDIS": redis, "LOG_LEVEL": "ERROR"},
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            ask(port, ["/empty/"], times=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn didn't start")
