"""The keys that credentials are signed with, and all that ever signed: from files or the environment, never a database.

``ISSUER_KEYS_DIR/issuer.json`` names the public ones, and every process reads it. The private ones stand beside it, one
file for a pair, or in ``ISSUER_PRIVATE_KEY``; only the worker that issues has them.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from certification.credentials.did import HistoricKey, did_document, did_web
from certification.credentials.documents import Document
from certification.credentials.keys import JwtKey, JwtPublicKey, PublicKey, SigningKey

# Site and tasks of an installation for trying out are threads of one process.
_FIRST_PAIR = Lock()
_PEM = re.compile(rb"-----BEGIN [^-]+-----.+?-----END [^-]+-----\s*", re.DOTALL)


class NoKeys(Exception):
    """There is nothing here to sign with."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The public halves of two keys that sign together: Ed25519 the proof, P-256 the JWT. Days as ISO 8601."""

    ed25519: str
    p256: str
    since: str
    retired: str = ""
    compromised: str = ""

    @property
    def signs(self) -> bool:
        return not (self.retired or self.compromised)

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


def pairs() -> list[Pair]:
    """All pairs, oldest first; those of an installation for trying out are made when they are first asked for."""
    path = folder() / "issuer.json"
    if settings.DEMONSTRATION:
        with _FIRST_PAIR:
            if not path.exists():
                make()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return []


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> list[Pair]:
    return [Pair(**row) for row in json.loads(path.read_bytes())]


def did() -> str:
    return did_web(settings.SITE_URL)


def history() -> list[HistoricKey]:
    return [key for pair in pairs() for key in pair.historic()]


def document() -> Document:
    """What ``/.well-known/did.json`` answers."""
    return did_document(did(), history())


def is_compromised(multibase: str) -> bool:
    return any(pair.ed25519 == multibase and pair.compromised for pair in pairs())


def signer() -> Signer:
    """The keys to sign with. Raises ``NoKeys``."""
    pair = next((pair for pair in reversed(pairs()) if pair.signs), None)
    if pair is None:
        raise NoKeys("no pair of keys in issuer.json signs at present")
    return _loaded(folder(), pair, settings.ISSUER_PRIVATE_KEY)


@lru_cache(maxsize=4)
def _loaded(place: Path, pair: Pair, given: str) -> Signer:
    path = place / f"{pair.ed25519}.pem"
    if not given and not path.exists():
        raise NoKeys(f"the private half of {pair.ed25519} isn't here")
    blocks = _PEM.findall(given.encode() if given else path.read_bytes())
    if len(blocks) != 2:
        raise NoKeys("a pair is two private keys in PEM, Ed25519 first")
    found = Signer(SigningKey.from_pem(blocks[0]), JwtKey.from_pem(blocks[1]))
    if (found.proof.public.multibase, found.jwt.public.multibase) != (pair.ed25519, pair.p256):
        raise NoKeys("the private keys aren't those that issuer.json says sign at present")
    return found


def make(*, at: datetime | None = None) -> Pair:
    """Make a new pair that signs from now on; the one before is retired, and goes on vouching for what it signed."""
    at = at or datetime.now(UTC)
    known = _read_now()
    made = Signer(SigningKey.generate(), JwtKey.generate())
    pair = Pair(made.proof.public.multibase, made.jwt.public.multibase, at.date().isoformat())
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder() / f"{pair.ed25519}.pem", made.proof.to_pem() + made.jwt.to_pem())
    _keep([replace(row, retired=at.date().isoformat()) if row.signs else row for row in known] + [pair])
    return pair


def distrust(multibase: str, *, at: datetime | None = None) -> Pair:
    """Say that a pair has come into other hands: it vouches for nothing any more. Raises ``NoKeys`` for one unknown."""
    at = at or datetime.now(UTC)
    known = _read_now()
    if multibase not in {row.ed25519 for row in known}:
        raise NoKeys(f"{multibase} is none of our keys")
    rows = [replace(row, compromised=at.date().isoformat()) if row.ed25519 == multibase else row for row in known]
    _keep(rows)
    return next(row for row in rows if row.ed25519 == multibase)


def _read_now() -> list[Pair]:
    path = folder() / "issuer.json"
    return [Pair(**row) for row in json.loads(path.read_bytes())] if path.exists() else []


def _keep(rows: list[Pair]) -> None:
    _write(folder() / "issuer.json", json.dumps([asdict(row) for row in rows], indent=2).encode() + b"\n")
    _read.cache_clear()


def _write(path: Path, content: bytes) -> None:
    """Readable by its owner alone, and whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
