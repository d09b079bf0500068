"""Which figures are told of what was counted, and when they move: never by fewer than five people.

``docs/decisions/0046-figures-that-hide-nobody.md`` says what somebody could subtract, and why it yields nothing.
"""

from dataclasses import dataclass

from courses.practice.rules import TOLD_FROM

# A chat in which fewer were there counts as a topic, and adds nothing to any figure about people.
FEWEST_PEOPLE = 5
# So many have to have answered a question of a round before the round counts for it: five, and four who may be planted.
FEWEST_ANSWERS = TOLD_FROM
# Fewer rounds than these would put one dialogue, and who led it, on show.
FEWEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, and how many stand behind it: people, attendances, or rounds. Of a survey's, also how many answered."""

    value: int
    behind: int
    answers: int | None = None


def next_told(standing: Cell | None, found: Cell | None, *, least: int) -> Cell | None:
    """What is told from now on: what stood, unless at least so many more, or fewer, are behind it by now."""
    behind_now, behind_before = (cell.behind if cell else 0 for cell in (found, standing))
    if abs(behind_now - behind_before) < least:
        return standing
    return found if behind_now >= least else None


def percent(yes: int, answers: int) -> int:
    """A share of answers as a whole number; a half goes up."""
    return (200 * yes + answers) // (2 * answers)
