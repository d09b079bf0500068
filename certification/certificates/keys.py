"""The keys that credentials are signed with, and all that ever signed: from files or the environment, never a database.

``ISSUER_KEYS_DIR/issuer.json`` names the public ones, and every process reads it. The private ones stand beside it, one
file for a pair, or in ``ISSUER_PRIVATE_KEY``; only the worker that issues has them.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from certification.credentials.did import HistoricKey, did_document, did_web
from certification.credentials.documents import Document
from certification.credentials.keys import JwtKey, JwtPublicKey, NotAKey, PublicKey, SigningKey

_PEM = re.compile(rb"-----BEGIN [^-]+-----.+?-----END [^-]+-----\s*", re.DOTALL)
_FOR_ALL, _FOR_OWNER = 0o644, 0o600


class NoKeys(Exception):
    """There is nothing here to sign with; says why, for whoever runs the site."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The public halves of two keys that sign together: Ed25519 the proof, P-256 the JWT. Days as ISO 8601.

    One without ``since`` is made and told to verifiers, and doesn't sign yet.
    """

    ed25519: str
    p256: str
    since: str
    retired: str = ""
    compromised: str = ""

    @property
    def signs(self) -> bool:
        return bool(self.since) and not (self.retired or self.compromised)

    @property
    def waits(self) -> bool:
        return not (self.since or self.retired or self.compromised)

    def historic(self) -> list[HistoricKey]:
        state = {"retired": bool(self.retired), "compromised": bool(self.compromised)}
        proof, jwt = PublicKey.from_multibase(self.ed25519), JwtPublicKey.from_multibase(self.p256)
        return [HistoricKey(proof, **state), HistoricKey(jwt, **state)]


@dataclass(frozen=True, slots=True)
class Signer:
    """Both private keys of the pair that signs at present."""

    proof: SigningKey
    jwt: JwtKey


def folder() -> Path:
    return Path(settings.ISSUER_KEYS_DIR)


def private_path(pair: Pair) -> Path:
    return folder() / f"{pair.ed25519}.pem"


def pairs() -> list[Pair]:
    """All pairs, oldest first; those of an installation for trying out are made when they are first asked for.

    Raises ``NoKeys`` for a history that can't be read.
    """
    path = history_path()
    if settings.DEMONSTRATION and not path.exists():
        _make_first()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return []


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> list[Pair]:
    return _parsed(path)


def _parsed(path: Path) -> list[Pair]:
    try:
        return [Pair(**row) for row in json.loads(path.read_bytes())]
    except (ValueError, TypeError) as error:
        raise NoKeys(f"{path} can't be read: {error}") from error


def did() -> str:
    return did_web(settings.SITE_URL)


def history() -> list[HistoricKey]:
    return [key for pair in pairs() for key in pair.historic()]


def document() -> Document:
    """What ``/.well-known/did.json`` answers."""
    return did_document(did(), history())


def is_compromised(multibase: str) -> bool:
    return any(pair.ed25519 == multibase and pair.compromised for pair in pairs())


def signing() -> Pair | None:
    """The pair that signs at present."""
    return next((pair for pair in reversed(pairs()) if pair.signs), None)


def signer() -> Signer:
    """The keys to sign with. Raises ``NoKeys``."""
    pair = signing()
    if pair is None:
        raise NoKeys(f"no pair in {history_path()} signs at present")
    return _loaded(private_path(pair), pair, settings.ISSUER_PRIVATE_KEY)


@lru_cache(maxsize=4)
def _loaded(path: Path, pair: Pair, given: str) -> Signer:
    if not given and not path.exists():
        raise NoKeys(f"the private half of {pair.ed25519} isn't here: neither {path} nor ISSUER_PRIVATE_KEY")
    # Some places can hold a variable of one line only.
    blocks = _PEM.findall(given.replace("\\n", "\n").encode() if given else path.read_bytes())
    if len(blocks) != 2:
        raise NoKeys("a pair is two private keys in PEM, Ed25519 first")
    try:
        found = Signer(SigningKey.from_pem(blocks[0]), JwtKey.from_pem(blocks[1]))
    except NotAKey as error:
        raise NoKeys(f"the private keys can't be read: {error}") from error
    if (found.proof.public.multibase, found.jwt.public.multibase) != (pair.ed25519, pair.p256):
        raise NoKeys("the private keys aren't those that issuer.json says sign at present")
    return found


def make(*, at: datetime | None = None) -> Pair:
    """Make a new pair that signs from now on; the one before is retired, and goes on vouching for what it signed."""
    with _alone():
        return _turn(_made(_day(at)), at=at)


def prepare() -> Pair:
    """Make a pair that verifiers are told of and that doesn't sign yet, so that all know it when it does."""
    with _alone():
        pair = _made("")
        _keep([*_read_now(), pair])
        return pair


def rotate(*, at: datetime | None = None) -> Pair:
    """Let the pair that waits sign from now on. Raises ``NoKeys`` if none does."""
    with _alone():
        waiting = next((row for row in _read_now() if row.waits), None)
        if waiting is None:
            raise NoKeys("no pair waits: prepare one first")
        return _turn(replace(waiting, since=_day(at)), at=at)


def distrust(multibase: str, *, at: datetime | None = None) -> Pair:
    """Say that a pair has come into other hands: it vouches for nothing any more. Raises ``NoKeys`` for one unknown."""
    with _alone():
        known = _read_now()
        lost = next((row for row in known if row.ed25519 == multibase), None)
        if lost is None:
            raise NoKeys(f"{multibase} is none of our keys")
        lost = replace(lost, compromised=lost.compromised or _day(at))
        _keep([lost if row.ed25519 == multibase else row for row in known])
        private_path(lost).unlink(missing_ok=True)
        return lost


def _make_first() -> None:
    with _alone():
        # Another process may have made them while this one waited.
        if not history_path().exists():
            _turn(_made(_day(None)), at=None)


def _turn(pair: Pair, *, at: datetime | None) -> Pair:
    """Let a pair sign instead of those that do. Their private halves are wanted by nobody, and whoever found one could
    sign in our name with an earlier date: they go.
    """
    before = [row for row in _read_now() if row.ed25519 != pair.ed25519]
    _keep([replace(row, retired=_day(at)) if row.signs else row for row in before] + [pair])
    for row in before:
        if row.signs:
            private_path(row).unlink(missing_ok=True)
    return pair


def _made(since: str) -> Pair:
    """A pair whose private half is on the disk, and of which nobody knows yet."""
    made = Signer(SigningKey.generate(), JwtKey.generate())
    pair = Pair(made.proof.public.multibase, made.jwt.public.multibase, since)
    _write(private_path(pair), made.proof.to_pem() + made.jwt.to_pem(), _FOR_OWNER)
    return pair


def _day(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).date().isoformat()


def history_path() -> Path:
    return folder() / "issuer.json"


def _read_now() -> list[Pair]:
    """Raises ``NoKeys`` for what can't be read: it is never written over."""
    return _parsed(history_path()) if history_path().exists() else []


def _keep(rows: list[Pair]) -> None:
    # Public, and read by processes that may run as somebody else.
    _write(history_path(), json.dumps([asdict(row) for row in rows], indent=2).encode() + b"\n", _FOR_ALL)
    _read.cache_clear()


@contextmanager
def _alone() -> Iterator[None]:
    """Of threads and processes that would change the history at once, one after the other does."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
