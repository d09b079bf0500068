"""Makes, changes and distrusts the keys that credentials are signed with."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certification.certificates import keys
from certification.certificates.keys import NoKeys, Pair

_TOLD = "Give {path} to all web processes and workers now: by it verifiers know our keys."
_MADE = (
    "Its private half stands in {private}. Nobody but the worker that issues may read it;"
    " keep a copy where no backup of the database lies."
)


class Command(BaseCommand):
    """``manage.py issuer_keys [list | make | prepare | rotate | distrust KEY]``; runs where the private keys are."""

    help = "The keys that certificates' credentials are signed with: list, make, prepare, rotate, distrust."
    # A site whose keys are missing must be able to make them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="list | make | prepare | rotate | distrust")
        verbs.add_parser("list", help="all pairs, and what became of them (the default)")
        verbs.add_parser("make", help="make a pair that signs at once, where none signs")
        verbs.add_parser("prepare", help="make a pair that verifiers learn of, and that doesn't sign yet")
        verbs.add_parser(
            "rotate", help="let the prepared pair sign; the one before goes on vouching for what it signed"
        )
        lost = verbs.add_parser("distrust", help="a pair has come into other hands: it vouches for nothing any more")
        lost.add_argument("key", help="the pair's first key as list shows it: z6Mk…")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs: dict[str, Callable[[], list[str]]] = {
            "list": _listed,
            "make": _make,
            "prepare": _prepare,
            "rotate": _rotate,
            "distrust": lambda: _distrust(options["key"]),
        }
        try:
            self.stdout.write("\n".join(verbs[options["verb"] or "list"]()))
        except NoKeys as none:
            raise CommandError(str(none)) from none


def _listed() -> list[str]:
    rows = keys.pairs()
    if not rows:
        return [f"There are no keys in {keys.folder()}. Make a pair: manage.py issuer_keys make"]
    lines = [f"{pair.ed25519}  {_state(pair)}" for pair in rows]
    return lines if keys.signing() else [*lines, "None signs at present. Make a pair: manage.py issuer_keys make"]


def _state(pair: Pair) -> str:
    if pair.compromised:
        return f"not trusted since {pair.compromised}: in other hands"
    if pair.retired:
        return f"signed from {pair.since} to {pair.retired}, and vouches for that"
    if pair.waits:
        return "prepared: verifiers are told of it, and it doesn't sign yet"
    here = "its private half is here" if _is_here() else "its private half isn't here"
    return f"signs since {pair.since}; {here}"


def _is_here() -> bool:
    try:
        keys.signer()
    except NoKeys:
        return False
    return True


def _make() -> list[str]:
    if keys.signing() is not None:
        raise CommandError("A pair signs already. To change it: issuer_keys prepare, and a day later rotate.")
    pair = keys.make()
    return [f"{pair.ed25519} signs from now on.", _private(pair), _public()]


def _prepare() -> list[str]:
    waiting = next((pair for pair in keys.pairs() if pair.waits), None)
    if waiting is not None:
        raise CommandError(f"{waiting.ed25519} is prepared already. Let it sign: issuer_keys rotate")
    pair = keys.prepare()
    later = "Verifiers keep what they know of our keys for a while: wait a day, then let it sign: issuer_keys rotate"
    return [f"{pair.ed25519} is made, and doesn't sign yet.", _private(pair), _public(), later]


def _rotate() -> list[str]:
    pair = keys.rotate()
    lists = "Lists of revoked certificates are signed with it within a minute; credentials stay as they are."
    given = "If the worker has its private keys by ISSUER_PRIVATE_KEY, give it the new ones and start it again."
    return [f"{pair.ed25519} signs from now on.", lists, _public(), given]


def _distrust(key: str) -> list[str]:
    pair = keys.distrust(key)
    lines = [f"{pair.ed25519} vouches for nothing any more.", _public()]
    if keys.signing() is None:
        lines.append("Nothing is signed until there is another pair: manage.py issuer_keys make")
    lines.append("What it signed no longer verifies elsewhere. Staff sign it anew: Certificates, Jobs.")
    return lines


def _private(pair: Pair) -> str:
    return _MADE.format(private=keys.private_path(pair))


def _public() -> str:
    return _TOLD.format(path=keys.history_path())
