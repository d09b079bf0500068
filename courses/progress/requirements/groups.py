"""A group of requirements: all of them, or any few. Groups are one level deep."""

from dataclasses import dataclass, field
from typing import ClassVar

from courses.progress.requirements.base import (
    Next,
    Requirement,
    RequirementStatus,
    Situation,
    Turn,
    assess,
    known,
    number,
)


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Requirement):
    """All of some requirements, or any ``need`` of them; 0: all."""

    kind: ClassVar[str] = "group"
    need: int = number(0, 0, 20)
    members: tuple[Requirement, ...] = field(default=(), metadata={"members": True})

    @property
    def parts(self) -> tuple[Requirement, ...]:
        return self.members

    @property
    def is_all_of_parts(self) -> bool:
        return self.needed == len(self.members)

    @property
    def needed(self) -> int:
        """How many have to be met; a group that is empty is met by nobody."""
        return self.need or max(len(self.members), 1)

    @property
    def is_attested(self) -> bool:
        """Whether every way of meeting it leads past somebody who attests."""
        alone = sum(not member.is_attested for member in self.members)
        return bool(self.members) and alone < self.needed

    def status(self, given: Situation) -> RequirementStatus:
        rows = tuple(assess(member, given) for member in self.members)
        met = [row for row in rows if row.met]
        ahead = _nearest([row for row in rows if not row.met])
        return RequirementStatus.counted(
            self,
            len(met),
            self.needed,
            events=tuple(sorted({seq for row in met for seq in row.events})),
            until=min((row.until for row in met if row.until), default=None),
            parts=rows,
            next=ahead.next if ahead else Next.MEND_PATHWAY,
            about=ahead.about if ahead else "",
            since=ahead.since if ahead else None,
        )


def _nearest(rows: list[RequirementStatus]) -> RequirementStatus | None:
    """What comes next in a group: first what the trainee can do, in the order of the page."""
    own = (row for row in rows if row.turn is Turn.TRAINEE)
    return next(own, rows[0] if rows else None)
