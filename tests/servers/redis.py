"""A Redis that keeps nothing on disk, for tests with real Celery workers."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from redis.exceptions import ConnectionError as NotThere

PATIENCE_SECONDS = 30


@contextmanager
def running() -> Iterator[str]:
    """The address of a server made for this block alone."""
    program = shutil.which("redis-server")
    if not program:
        raise SystemExit("redis-server isn't installed: scripts/install-system-libraries test")
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="lms-redis-") as folder:
        server = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"redis://127.0.0.1:{port}/0"
            _wait_for(address, server)
            yield address
        finally:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with Redis.from_url(address) as client:
        while server.poll() is None and time.monotonic() < deadline:
            try:
                client.ping()
            except NotThere:
                time.sleep(0.02)
            else:
                return
    raise SystemExit("Redis for the tests did not start.")
