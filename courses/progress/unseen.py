"""What of people's progress a reader isn't to see yet, so that it doesn't sway what they still write themselves.

Whoever holds something back says so here; pages that show progress ask, and leave it out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courses.progress.models import Enrolment
from courses.progress.requirements import Progress
from lms.people.models import User

# The beginnings of subjects that are held back, by the number of the training that they belong to.
Prefixes = Mapping[int, tuple[str, ...]]
Provider = Callable[[User], Prefixes]

_PROVIDERS: list[Provider] = []


@dataclass(frozen=True, slots=True)
class Unseen:
    """What one reader isn't to see yet."""

    prefixes: Prefixes = field(default_factory=dict)

    def of(self, enrolment: Enrolment) -> tuple[str, ...]:
        return self.prefixes.get(enrolment.pk, ())

    def left_of(self, enrolment: Enrolment) -> Progress:
        """Somebody's progress without what the reader isn't to see."""
        held_back = self.of(enrolment)
        if not held_back:
            return enrolment.progress
        return {subject: row for subject, row in enrolment.progress.items() if not subject.startswith(held_back)}


def register(provider: Provider) -> None:
    """Called from a ``registration`` module of what is above."""
    _PROVIDERS.append(provider)


def unseen_by(reader: User) -> Unseen:
    """As many queries as the providers say: one each."""
    found: dict[int, tuple[str, ...]] = {}
    for provider in _PROVIDERS:
        for number, prefixes in provider(reader).items():
            found[number] = (*found.get(number, ()), *prefixes)
    return Unseen(found)
