"""What ``manage.py check --deploy`` says of keys, in the process that it runs in."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from certification.certificates import keys


@register(Tags.security, deploy=True)
def issuer_keys(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return list(_found())


def _found() -> Iterator[CheckMessage]:
    try:
        signs = keys.signing()
    except keys.NoKeys as none:
        yield checks.Error(str(none), hint="Take it from the worker that issues.", id="certificates.E001")
        return
    if signs is None:
        where = f"In {keys.history_path()} no pair of keys signs, so nothing is issued."
        yield checks.Error(
            where, hint="manage.py issuer_keys make, where the worker that issues runs.", id="certificates.E002"
        )
        return
    private = keys.private_path(signs)
    if private.exists() or settings.ISSUER_PRIVATE_KEY:
        yield checks.Info(
            "The private keys of the issuer can be read here.",
            hint="Right for the worker that issues, and for it alone: web and other workers need issuer.json only.",
            id="certificates.I001",
        )
    if private.exists() and _open_to_others(private):
        yield checks.Warning(
            f"Others than its owner can read {private}.", hint=f"chmod 600 {private}", id="certificates.W001"
        )


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
