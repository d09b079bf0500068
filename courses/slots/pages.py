"""Where more is told of a session; whoever publishes such pages says which."""

from collections.abc import Callable
from dataclasses import dataclass

from courses.slots.models import Slot


@dataclass(frozen=True, slots=True)
class PageAbout:
    """A public page about a session."""

    title: str
    url: str


Provider = Callable[[Slot], PageAbout | None]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Called from a ``registration`` module; what costs queries is only asked where there can be a page."""
    _PROVIDERS.append(provider)


def page_about(slot: Slot) -> PageAbout | None:
    """The first that somebody knows of. As many queries as the providers say."""
    return next((found for provider in _PROVIDERS if (found := provider(slot))), None)
