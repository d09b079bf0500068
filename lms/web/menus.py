"""The pages that editors put into the site's menus. Whoever has pages says which; this knows none of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from django.conf import settings

# Together with what ``lms.web.kept`` keeps a page for that strangers are shown: no more than a minute.
KEPT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class MenuPage:
    """A page in the menus: ``leads`` stands in the header too, others only at the foot."""

    title: str
    url: str
    leads: bool


Menus = Mapping[str, tuple[MenuPage, ...]]
Provider = Callable[[], Menus]


class _Kept:
    """What the menus hold, read anew when a few seconds are over or a page has changed; each process has its own."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.provider: Provider = dict
        self.menus: Menus | None = None
        self.read_at = 0.0

    def now(self) -> Menus:
        menus = self.menus
        if menus is None or self.clock() - self.read_at > KEPT_SECONDS:
            menus = self.provider()
            self.keep(menus)
        return menus

    def keep(self, menus: Menus | None) -> None:
        self.menus, self.read_at = menus, self.clock()


_KEPT = _Kept()


def register(provider: Provider) -> None:
    """``provider()`` gives the pages of each language; called from a ``registration`` module."""
    _KEPT.provider = provider


def pages(language: str | None) -> tuple[MenuPage, ...]:
    """The pages of a language; those of the site's own where nothing is translated. No query while they are kept."""
    menus = _KEPT.now()
    return menus.get(language or "", menus.get(settings.LANGUAGE_CODE, ()))


def forget() -> None:
    """A page was published, moved or taken away: read anew when next asked."""
    _KEPT.keep(None)


def begin_empty() -> None:
    """Know of no page until one changes: what a site without pages would read."""
    _KEPT.keep({})
