"""What is asked of somebody's practice: co-leading, leading, the rubric, feedback, reflection, and a promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from courses.progress.requirements.base import (
    STAGES,
    Asserted,
    Next,
    Requirement,
    RequirementStatus,
    Situation,
    days_of_validity,
    decimal,
    expiry,
    known,
    number,
)

# How long answers are waited for; after that a dialogue counts with however few there are.
ANSWERS_COME_FOR = timedelta(days=14)


def dialogues(given: Situation, *states: str) -> dict[str, Asserted]:
    """A person's dialogues in some states, by their id."""
    rows = given.under("dialogue:")
    return {subject.removeprefix("dialogue:"): row for subject, row in rows if row.value["state"] in states}


def observations(given: Situation) -> list[tuple[str, Asserted]]:
    """A person's observations but for those that only advise, by their subject."""
    return [(subject, row) for subject, row in given.under("observation:") if not row.value.get("advisory")]


def step_to_dialogue(given: Situation) -> dict[str, Any]:
    """What stands between somebody and a dialogue that they lead: its plan, its clearing, its day."""
    cleared, planned = dialogues(given, "cleared"), dialogues(given, "planned")
    if cleared:
        return {"next": Next.LEAD_DIALOGUE, "about": next(iter(cleared))}
    if planned:
        return {"next": Next.CLEAR_DIALOGUE, "about": next(iter(planned)), "since": _earliest(planned.values())}
    return {"next": Next.PROPOSE_DIALOGUE}


def step_after(given: Situation, unseen: dict[str, Asserted]) -> dict[str, Any]:
    """A dialogue that nobody has written about yet waits for its observer; else the way to the next one."""
    if not unseen:
        return step_to_dialogue(given)
    return {"next": Next.GET_OBSERVED, "about": next(iter(unseen)), "since": _earliest(unseen.values())}


def _earliest(states: Iterable[Asserted]) -> datetime:
    return min(state.occurred_at for state in states)


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class CoLead(Requirement):
    """Leading chats together with somebody experienced."""

    kind: ClassVar[str] = "co_lead"
    attested: ClassVar[bool] = True
    count: int = number(1, 1, 20)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        rows = given.since(self.valid_days).under("co-lead:")
        led = [state for _subject, state in rows if state.value["experienced"]]
        return RequirementStatus.counted(
            self,
            len(led),
            self.count,
            events=tuple(state.seq for state in led),
            until=expiry(led, self.valid_days),
            **self._step(given),
        )

    @staticmethod
    def _step(given: Situation) -> dict[str, Any]:
        """A dialogue that is planned goes on; else one is planned, and somebody experienced leads it beside them."""
        step = step_to_dialogue(given)
        return {"next": Next.ASK_TO_CO_LEAD} if step["next"] is Next.PROPOSE_DIALOGUE else step


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDialogues(Requirement):
    """Leading practice dialogues that together cover all five stages, seen by enough different observers."""

    kind: ClassVar[str] = "lead_dialogues"
    attested: ClassVar[bool] = True
    count: int = number(1, 1, 20)
    observers: int = number(1, 1, 20)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        held = dialogues(given.since(self.valid_days), "held")
        seen = [(s, row) for s, row in observations(given) if str(row.value["dialogue"]) in held]
        observed = {key: held[key] for key in held if any(str(row.value["dialogue"]) == key for _, row in seen)}
        return RequirementStatus.counted(
            self,
            max(0, min(len(observed), self.count - self._lacking(observed, seen))),
            self.count,
            events=tuple(row.seq for row in observed.values()) + tuple(row.seq for _, row in seen),
            until=expiry(list(observed.values()), self.valid_days),
            **step_after(given, {key: row for key, row in held.items() if key not in observed}),
        )

    def _lacking(self, observed: dict[str, Asserted], seen: list[tuple[str, Asserted]]) -> int:
        """How many dialogues more it takes at least; the same observer twice is one pair of eyes."""
        people = {subject.rpartition("/")[2] for subject, _ in seen}
        stages = {stage for row in observed.values() for stage in row.value["stages"]}
        return max(self.observers - len(people), int(not stages.issuperset(STAGES)), 0)


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRubric(Requirement):
    """An average over all observed scores, no competency below a floor; what wasn't observed counts neither way."""

    kind: ClassVar[str] = "reach_rubric"
    attested: ClassVar[bool] = True
    average: float = decimal(2.5, 1, 4)
    floor: int = number(2, 1, 4)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        seen = [state for _, state in observations(given.since(self.valid_days))]
        by_competency = _scores(seen)
        scores = [score for row in by_competency.values() for score in row]
        mean = round(sum(scores) / len(scores), 2) if scores else 0.0
        # The best score per competency, so that somebody who has grown isn't held to their first try.
        low = any(max(row) < self.floor for row in by_competency.values())
        # A low score that grows too old may be what lets somebody pass, so that both ways time may change it.
        told: dict[str, Any] = {
            "events": tuple(state.seq for state in seen),
            "until": expiry(seen, self.valid_days),
        }
        if low or mean < self.average:
            return RequirementStatus(self, mean, self.average, **told, **self._step(given))
        return RequirementStatus(self, mean, self.average, **told, met=True)

    @staticmethod
    def _step(given: Situation) -> dict[str, Any]:
        held = dialogues(given, "held")
        seen = {str(row.value["dialogue"]) for _, row in observations(given)}
        return step_after(given, {key: row for key, row in held.items() if key not in seen})


def _scores(observations: list[Asserted]) -> dict[str, list[int]]:
    by_competency: dict[str, list[int]] = {}
    for state in observations:
        for competency, score in state.value["scores"].items():
            if score is not None:
                by_competency.setdefault(competency, []).append(score)
    return by_competency


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFeedback(Requirement):
    """Asking those who took part for feedback; enough answers where the group was large enough to give them.

    A small group, or one that stays silent until its time is over, never blocks anybody.
    """

    kind: ClassVar[str] = "invite_feedback"
    count: int = number(1, 1, 20)
    answers: int = number(5, 1, 100)
    group: int = number(8, 1, 200)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        asked = {s: row for s, row in given.since(self.valid_days).under("feedback:") if row.value["invited"]}
        enough = [row for row in asked.values() if self._is_enough(row, given.at)]
        pending = [row for row in asked.values() if not self._is_enough(row, given.at)]
        return RequirementStatus.counted(
            self,
            len(enough),
            self.count,
            **{
                "events": tuple(row.seq for row in asked.values()),
                "until": expiry(enough, self.valid_days),
                **self._step(given, set(asked), pending),
            },
        )

    def _is_enough(self, row: Asserted, at: datetime) -> bool:
        value = row.value
        over = value["closed"] or at >= row.occurred_at + ANSWERS_COME_FOR
        return bool(over or value["invited"] < self.group or value["answers"] >= self.answers)

    @staticmethod
    def _step(given: Situation, asked: set[str], pending: list[Asserted]) -> dict[str, Any]:
        if pending:
            began = _earliest(pending)
            return {"next": Next.AWAIT_ANSWERS, "since": began, "until": began + ANSWERS_COME_FOR}
        unasked = [key for key in dialogues(given, "held") if f"feedback:{key}" not in asked]
        return {"next": Next.INVITE_FEEDBACK, "about": unasked[0]} if unasked else step_to_dialogue(given)


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReflections(Requirement):
    """A written reflection on a dialogue that one has led, shared with the core group."""

    kind: ClassVar[str] = "share_reflections"
    count: int = number(1, 1, 20)
    valid_days: int = days_of_validity()

    def status(self, given: Situation) -> RequirementStatus:
        rows = given.since(self.valid_days).under("reflection:")
        shared = {subject.removeprefix("reflection:"): row for subject, row in rows if row.value["shared"]}
        unwritten = [key for key in dialogues(given, "held") if key not in shared]
        step = {"next": Next.SHARE_REFLECTION, "about": unwritten[0]} if unwritten else step_to_dialogue(given)
        return RequirementStatus.counted(
            self,
            len(shared),
            self.count,
            events=tuple(row.seq for row in shared.values()),
            until=expiry(list(shared.values()), self.valid_days),
            **step,
        )


@known
@dataclass(frozen=True, slots=True, kw_only=True)
class MakePromise(Requirement):
    """A dated promise to lead a chat, not too far ahead."""

    kind: ClassVar[str] = "make_promise"
    within_days: int = number(90, 1, 730)

    def status(self, given: Situation) -> RequirementStatus:
        made = [row for _, row in given.under("promise:") if self._counts(row)]
        return RequirementStatus.counted(
            self, min(len(made), 1), 1, events=tuple(row.seq for row in made), next=Next.MAKE_PROMISE
        )

    def _counts(self, row: Asserted) -> bool:
        """Whether the day that was promised lies within so many days of the promise."""
        ahead = date.fromisoformat(row.value["on"]) - row.occurred_at.date()
        return row.value["state"] == "made" and ahead.days <= self.within_days
