"""The grounding assumptions at hand in the room; whoever publishes them says where they stand."""

from collections.abc import Callable, Sequence

Provider = Callable[[str], Sequence[str]]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """``provider("fr")`` gives the assumptions in that language, or none; called from a ``registration`` module."""
    _PROVIDERS.append(provider)


def assumptions(language: str) -> list[str]:
    """What every chat begins from, in a language. As many queries as the provider says."""
    return [words for provider in _PROVIDERS for words in provider(language)]
