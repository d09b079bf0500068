"""How much time a training asks for, from what was released; pure."""

from dataclasses import dataclass

from courses.progress.requirements import (
    AttendSessions,
    CoLead,
    Group,
    LeadDialogues,
    Requirement,
    Syllabus,
    TakePart,
)

# A chat takes an hour, and so does leading one.
CHAT_MINUTES = 60


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """Minutes of reading, in live sessions and chats of others, and of leading; what one prepares isn't counted."""

    reading: int = 0
    live: int = 0
    leading: int = 0

    @property
    def total(self) -> int:
        return self.reading + self.live + self.leading


def time_asked(plan: Syllabus) -> TimeAsked:
    """All lessons, those to read if one likes too, and what the requirements take."""
    reading = sum(lesson.minutes for lesson in plan.lessons)
    rows = [_of(requirement) for requirement in plan.requirements]
    return TimeAsked(reading, sum(row.live for row in rows), sum(row.leading for row in rows))


def _of(requirement: Requirement) -> TimeAsked:
    match requirement:
        case AttendSessions():
            return TimeAsked(live=requirement.count * max(requirement.minutes, CHAT_MINUTES))
        case TakePart():
            return TimeAsked(live=requirement.count * CHAT_MINUTES)
        case LeadDialogues() | CoLead():
            return TimeAsked(leading=requirement.count * CHAT_MINUTES)
        case Group():
            return _of_group(requirement)
        case _:
            return TimeAsked()


def _of_group(group: Group) -> TimeAsked:
    """Where one may choose, the longest ways: nobody finds out later that it is more than they were told."""
    longest = sorted((_of(member) for member in group.members), key=lambda row: row.total, reverse=True)
    chosen = longest[: group.needed]
    return TimeAsked(live=sum(row.live for row in chosen), leading=sum(row.leading for row in chosen))
