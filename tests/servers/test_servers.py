"""The servers of the tests: they answer, many may connect, and they die with whoever holds them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from tests.servers import kept
from tests.servers.keeping import PROJECT

PATIENCE_SECONDS = 20
HOLD_ON = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(600)"


def socket_of(url: str) -> Path:
    with psycopg.connect(url) as connection:
        return Path(connection.info.host) / ".s.PGSQL.5432"


def is_gone_soon(path: Path) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not path.exists()


def test_postgres_takes_a_hundred_connections_and_is_gone_afterwards() -> None:
    with kept("postgres") as url:
        socket = socket_of(url)
        connections = [psycopg.connect(url) for _ in range(100)]
        for connection in connections:
            connection.close()

    assert not socket.exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_postgres_stops_when_the_command_that_it_was_started_for_is_killed(how: signal.Signals) -> None:
    without_database = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = subprocess.Popen(
        [sys.executable, "-m", "tests.servers", sys.executable, "-c", HOLD_ON],
        cwd=PROJECT,
        env=without_database,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert command.stdout
    socket = socket_of(command.stdout.readline().strip())

    command.send_signal(how)
    command.wait()
    command.stdout.close()

    assert is_gone_soon(socket)


def test_a_command_keeps_its_exit_status() -> None:
    command = [sys.executable, "-m", "tests.servers", sys.executable, "-c", "raise SystemExit(7)"]

    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == 7


@pytest.mark.worker
def test_redis_answers_until_the_block_ends() -> None:
    with kept("redis") as url, Redis.from_url(url) as client:
        assert client.ping()
