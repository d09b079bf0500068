"""How people part into groups: sizes that differ by one at most, and everybody mixed as evenly as can be.

People are mixed by two marks, their role and their institution. Think of a person as a line between the two, and of a
group as a colour: to mix is to colour the lines so that each role and each institution has its colours spread evenly.
With two kinds of ends that always succeeds (König; de Werra 1971), so that of no role and of no institution one group
has two more than another.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from random import Random

from courses.practice.rules.base import Decision, Reason, unless

FEWEST, MOST = 2, 200
SMALLEST_GROUP, LARGEST_GROUP, MOST_GROUPS = 2, 20, 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to be put into a group; an empty mark says nothing about them."""

    pk: int
    role: str = ""
    institution: str = ""


def decide_groups(*, lead: bool, over: bool, by: str, n: int, people: int) -> Decision:
    """Leads make groups until the dialogue is over."""
    fits = SMALLEST_GROUP <= n <= LARGEST_GROUP if by == "size" else by == "number" and 1 <= n <= MOST_GROUPS
    return unless(
        (lead, Reason.NOT_THE_LEAD),
        (not over, Reason.ALREADY_OVER),
        (fits, Reason.GROUPS_UNCLEAR),
        (FEWEST <= people <= MOST, Reason.TOO_FEW_PEOPLE),
    )


def how_many(people: int, *, by: str, n: int) -> int:
    """How many groups so many people make, by size or by number; nobody sits alone where that can be helped."""
    wanted = ceil(people / n) if by == "size" else n
    return max(1, min(wanted, people // SMALLEST_GROUP))


def sizes(people: int, groups: int) -> list[int]:
    """How large each group is; the first are one larger where it doesn't come out even."""
    each, more = divmod(people, groups)
    return [each + (number < more) for number in range(groups)]


def mixed(members: Sequence[Member], groups: int, *, seed: int) -> list[list[Member]]:
    """Everybody in one of so many groups. The same people and seed give the same groups, in whatever order they come.

    No two groups differ by more than one in size, in people of one role, or in people of one institution.
    """
    chance = Random(seed)  # noqa: S311 - chance for fairness, not for secrets
    people = sorted(members, key=lambda member: member.pk)
    chance.shuffle(people)
    colouring = _Colouring(groups)
    for number, (left, right) in enumerate(_ends(people, groups)):
        colouring.add(number, left, right)
    colouring.even_out()
    found = [[people[number] for number in colouring.lines_of(colour)] for colour in range(groups)]
    return sorted(found, key=len, reverse=True)


def _ends(people: Sequence[Member], groups: int) -> list[tuple[Hashable, Hashable]]:
    """Each person's two ends. A role or institution with more people than groups is cut into bundles of as many."""
    seen: Counter[Hashable] = Counter()
    alone = count()

    def bundle(kind: str, mark: str) -> Hashable:
        if not mark:
            return (kind, next(alone))
        seen[kind, mark] += 1
        return (kind, mark, (seen[kind, mark] - 1) // groups)

    return [(bundle("role", member.role), bundle("institution", member.institution)) for member in people]


class _Colouring:
    """Lines between two kinds of ends, no two of one colour at one end."""

    def __init__(self, colours: int) -> None:
        self.colours = range(colours)
        self.ends: list[tuple[Hashable, Hashable]] = []
        self.colour_of: list[int] = []
        # At an end, which line has a colour.
        self.at: dict[Hashable, dict[int, int]] = {}

    def lines_of(self, colour: int) -> list[int]:
        return [line for line, given in enumerate(self.colour_of) if given == colour]

    def add(self, line: int, left: Hashable, right: Hashable) -> None:
        """Give a new line a colour; where its ends have none free in common, two colours change along a path."""
        here, there = self._free(left), self._free(right)
        common = [colour for colour in here if colour in there]
        if common:
            # The rarest so far keeps the groups even.
            colour = min(common, key=lambda one: (self.colour_of.count(one), one))
        else:
            colour = here[0]
            self._swap(self._path(right, colour, there[0]), colour, there[0])
        self.ends.append((left, right))
        self.colour_of.append(colour)
        for end in (left, right):
            self.at.setdefault(end, {})[colour] = line

    def even_out(self) -> None:
        """Move along paths from the most used colour to the least used until they differ by one at most."""
        while True:
            used = Counter(dict.fromkeys(self.colours, 0))
            used.update(self.colour_of)
            most, least = max(used, key=lambda one: used[one]), min(used, key=lambda one: used[one])
            if used[most] - used[least] <= 1:
                return
            self._swap(self._path_with_more(most, least), most, least)

    def _free(self, end: Hashable) -> list[int]:
        return [colour for colour in self.colours if colour not in self.at.get(end, {})]

    def _path(self, end: Hashable, first: int, second: int) -> list[int]:
        """The lines that lead away from an end, by turns of one colour and the other."""
        path: list[int] = []
        colour, line = first, self.at.get(end, {}).get(first)
        while line is not None:
            path.append(line)
            left, right = self.ends[line]
            end = right if end == left else left
            colour = second if colour == first else first
            line = self.at[end].get(colour)
        return path

    def _path_with_more(self, most: int, least: int) -> list[int]:
        """A path that begins and ends with the colour that is used more; there is one, for there are more of it."""
        for end, lines in self.at.items():
            if most in lines and least not in lines:
                path = self._path(end, most, least)
                if len(path) % 2:
                    return path
        raise AssertionError("two colours that differ by two have a path with one more of the first")

    def _swap(self, path: list[int], one: int, other: int) -> None:
        for line in path:
            for end in self.ends[line]:
                self.at[end].pop(self.colour_of[line], None)
        for line in path:
            self.colour_of[line] = other if self.colour_of[line] == one else one
        for line in path:
            for end in self.ends[line]:
                self.at[end][self.colour_of[line]] = line
