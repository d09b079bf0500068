"""Starts keepers and holds the pipe that each of them lives by.

A keeper runs one server until its standard input closes. The system closes that pipe whenever its holder dies, by
SIGKILL too, so that no server is left behind.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, NamedTuple

Server = Literal["postgres", "redis"]
PROJECT = Path(__file__).resolve().parents[2]


class Keeper(NamedTuple):
    """A keeper process, the pipe that keeps it alive and the address of its server."""

    process: subprocess.Popen[str]
    lifeline: IO[str]
    address: str


def _start(server: Server) -> Keeper:
    """A session of its own, so that Ctrl-C reaches the tests and not the server under them."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.keeper", server],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    with process.stdout as told:
        address = told.readline().strip()
    if not address:
        process.wait()
        raise SystemExit(f"The {server} server for the tests did not start.")
    return Keeper(process, process.stdin, address)


@contextmanager
def kept(server: Server) -> Iterator[str]:
    """The address of a server that stops when the block ends."""
    keeper = _start(server)
    try:
        yield keeper.address
    finally:
        keeper.lifeline.close()
        keeper.process.wait()


def hand_over(command: list[str], *, variable: str, server: Server) -> None:
    """Become ``command``, with ``variable`` naming a server that lives exactly as long as the command."""
    keeper = _start(server)
    os.environ[variable] = keeper.address
    os.set_inheritable(keeper.lifeline.fileno(), True)
    os.execvp(command[0], command)
