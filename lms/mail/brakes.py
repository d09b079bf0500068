"""What holds all mail back for a while: parts above register here what they know, and mail asks before it leaves."""

from collections.abc import Callable

from django.utils.functional import Promise

Brake = Callable[[], "str | Promise | None"]

_BRAKES: list[Brake] = []


def register(brake: Brake) -> None:
    """``brake`` says why no mail may leave at present, in words for staff, or ``None``. Asked before each mail."""
    _BRAKES.append(brake)


def reason() -> "str | Promise | None":
    """Why no mail leaves at present; ``None`` if nothing holds it."""
    return next((said for brake in _BRAKES if (said := brake()) is not None), None)
