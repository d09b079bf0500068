"""Verifiers that aren't ours: installed once by npm, asked in one process of node about many credentials."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from subprocess import run
from typing import Any, Final

import pytest

from certification.credentials.documents import Document, written

HERE: Final = Path(__file__).parent
_LOCK: Final = HERE / "package-lock.json"
_STAMP: Final = HERE / "node_modules" / ".installed-from"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What both say of one credential."""

    verified: bool
    """Digital Bazaar's: the signature, the dates, a status list that can be read. A revoked one is verified too."""
    revoked: bool | None
    """Digital Bazaar's; ``None`` where no list could be read."""
    steps: Mapping[str, object]
    """The Digital Credentials Consortium's; empty where the signature doesn't hold."""
    reasons: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        """By both, in all that an issuer can do: to be in a register is up to others."""
        told = {name: self.steps.get(name) for name in ("valid_signature", "expiration", "revocation_status")}
        return self.verified and self.revoked is False and all(step is True for step in told.values())

    @property
    def refused(self) -> bool:
        """By both, for the signature or for who signed."""
        return not self.verified and "valid_signature" not in self.steps


def install() -> None:
    """Bring the packages that the lock file names; without node, tests of a machine that isn't CI's are skipped."""
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("CI checks credentials with verifiers from npm: node and npm are missing")
        pytest.skip("node and npm are missing: scripts/install-system-libraries test brings them")
    named = sha256(_LOCK.read_bytes()).hexdigest()
    if not _STAMP.exists() or _STAMP.read_text() != named:
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True)
        _STAMP.write_text(named)


def ask(credentials: Mapping[str, Document], *, folder: Path, sites: Mapping[str, str]) -> dict[str, Verdict]:
    """What the verifiers say of each; ``sites`` says where what stands at an https address is really served."""
    install()
    maps = [part for there, here in sites.items() for part in ("--map", f"{there}={here}")]
    names = {}
    for number, (name, credential) in enumerate(credentials.items()):
        file = folder / f"{number}.json"
        file.write_bytes(written(credential))
        names[str(file)] = name
    done = run(["node", "verify.mjs", *maps, *names], cwd=HERE, check=True, capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {names[line["file"]]: _verdict(line) for line in lines}


def _verdict(line: dict[str, Any]) -> Verdict:
    ours, theirs = line["digitalbazaar"], line["digitalcredentials"]
    reasons = [*ours["reasons"], *theirs.pop("reasons")]
    return Verdict(verified=ours["verified"], revoked=ours["revoked"], steps=theirs, reasons=reasons)
