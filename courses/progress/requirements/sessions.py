"""What is asked of somebody's presence: live sessions, and chats taken part in before one is led."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from courses.progress.requirements.base import (
    SESSION_KINDS,
    Asserted,
    Next,
    Requirement,
    RequirementStatus,
    Situation,
    choice,
    days_of_validity,
    expiry,
    known,
    number,
)


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendSessions(Requirement):
    """Being there, live, for a number of sessions of one kind, some of them not long ago."""

    kind: ClassVar[str] = "attend_sessions"
    attested: ClassVar[bool] = True
    session_kind: str = choice("training", SESSION_KINDS)
    count: int = number(1, 1, 100)
    minutes: int = number(45, 1, 600)
    recent: int = number(0, 0, 100, rarely=True)
    recent_days: int = number(0, 0, 3650, rarely=True)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        attended = self._attended(given.since(self.valid_days))
        lately = self._attended(given.since(self.recent_days)) if self.recent else attended
        lacking = max(0, self.recent - len(lately))
        ends = [expiry(attended, self.valid_days), expiry(lately, self.recent_days) if self.recent else None]
        return RequirementStatus.counted(
            self,
            # Old sessions don't bring anybody nearer who lacks recent ones.
            max(0, min(len(attended), self.count) - lacking),
            self.count,
            events=tuple(state.seq for state in attended),
            until=min((end for end in ends if end), default=None),
            **self._step(given),
        )

    def _attended(self, given: Situation) -> list[Asserted]:
        return [
            state
            for _subject, state in given.under("attendance:")
            if state.value["kind"] == self.session_kind
            and state.value["minutes"] >= self.minutes
            and counts_for(state, self)
        ]

    def _step(self, given: Situation) -> dict[str, Any]:
        seat = open_sign_up(given, self)
        if seat is None:
            return {"next": Next.CHOOSE_SESSION}
        if seat.value["state"] == "waiting":
            return {"next": Next.WAIT_FOR_SEAT, "since": seat.occurred_at}
        ended = _end_of_slot(seat)
        if ended and ended <= given.at:
            return {"next": Next.NOTE_ATTENDANCE, "since": ended}
        return {"next": Next.ATTEND_SESSION, "since": seat.occurred_at}


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class TakePart(Requirement):
    """Taking part in chats; until then nobody plans one of their own."""

    kind: ClassVar[str] = "take_part"
    attested: ClassVar[bool] = True
    count: int = number(2, 1, 100)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        there = [
            state
            for _subject, state in given.since(self.valid_days).under("attendance:")
            if state.value["kind"] == "chat" and state.value["minutes"] and counts_for(state, self)
        ]
        return RequirementStatus.counted(
            self,
            len(there),
            self.count,
            events=tuple(state.seq for state in there),
            until=expiry(there, self.valid_days),
            next=Next.JOIN_CHAT,
        )


def counts_for(state: Asserted, asked: Requirement) -> bool:
    """A session may be held for one requirement alone; without that, it counts for whichever asks for its kind."""
    return bool(state.value.get("for", asked.key) == asked.key)


def open_sign_up(given: Situation, asked: AttendSessions) -> Asserted | None:
    """A place in a session of the kind asked for that hasn't been marked yet; a seat before a place in a line."""
    open_ones = [
        state
        for subject, state in given.under("sign-up:")
        if state.value["kind"] == asked.session_kind
        and counts_for(state, asked)
        and state.value["state"] in ("confirmed", "waiting")
        and subject.replace("sign-up:", "attendance:") not in given.progress
        and not (state.value["state"] == "waiting" and _is_past(state, given.at))
    ]
    return min(open_ones, key=lambda state: state.value["state"], default=None)


def _end_of_slot(sign_up: Asserted) -> datetime | None:
    ends = sign_up.value.get("ends")
    return datetime.fromisoformat(ends) if ends else None


def _is_past(sign_up: Asserted, at: datetime) -> bool:
    """Who waited in vain is free to choose again once the session is over."""
    ends = _end_of_slot(sign_up)
    return ends is not None and ends <= at
