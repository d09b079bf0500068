"""What a process with limits is asked to do in tests."""

import os
import socket
import time


def rehearse() -> None:
    """Nothing has to be loaded."""


def answer(sent: bytes) -> bytes:
    return _ACTS[sent.decode()]()


def _work_without_end() -> bytes:
    while True:
        pass


def _open_a_file() -> bytes:
    return open("/etc/hostname", "rb").read()  # noqa: PTH123


def _call_somebody() -> bytes:
    socket.create_connection(("127.0.0.1", 9))
    return b""


def _sleep() -> bytes:
    time.sleep(30)
    return b""


_ACTS = {
    "echo": lambda: b"heard",
    "environment": lambda: " ".join(sorted(os.environ)).encode(),
    "work": _work_without_end,
    "hoard": lambda: bytes(400 * 1024 * 1024)[:1],
    "read": _open_a_file,
    "call": _call_somebody,
    "sleep": _sleep,
}
