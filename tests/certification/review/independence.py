"""Who is independent, in plain Python and written anew: what the real thing is held against."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from certification.review.rules import AskWords, Reason
from courses.progress.actions import releases
from courses.progress.models import Enrolment, Release, Syllabus
from tests import scenes

OF_INDEPENDENCE = {
    Reason.NOT_CORE_GROUP,
    Reason.ROLE_TOO_NEW,
    Reason.ONESELF,
    Reason.DECLARED,
    Reason.RECUSED,
    Reason.DECIDED_BEFORE,
    Reason.CO_LEAD,
    Reason.MENTOR,
    Reason.MANAGER,
    Reason.REPORT,
    Reason.ONLY_OBSERVER,
    Reason.UNIT,
}


def next_steps(now: datetime) -> tuple[Any, ...]:
    by_date = (now + timedelta(days=60)).date()
    return (AskWords(text="Lead one more.", met_by="A pause after each question.", by_date=by_date),)


@dataclass(slots=True)
class Plan:
    """How a pathway lets its applications be decided."""

    rule: str
    approvals: int
    panel: int = 0
    unit_excludes: bool = False
    syllabus: int = 0

    def release(self) -> None:
        document, lessons = scenes.a_document()
        document["review"] = self.document
        made = releases.release(
            document=document,
            lessons=lessons,
            rule=Release.Rule.KEEP,
            by=scenes.an_admin(),
            clock=scenes.at(scenes.NOW),
        )
        self.syllabus = made.syllabus_id

    @property
    def document(self) -> dict[str, Any]:
        return {
            "approvals": self.approvals,
            "rule": self.rule,
            "panel": self.panel,
            "unit_excludes": self.unit_excludes,
        }

    def pin(self, enrolment: Enrolment) -> None:
        Enrolment.objects.filter(pk=enrolment.pk).update(syllabus=Syllabus.objects.get(pk=self.syllabus))


@dataclass(slots=True)
class Model:
    """What is known of the eight. ``standing``: for each round, by whom, what they last said."""

    members: dict[int, datetime]
    admins: set[int]
    plan: Plan = field(default_factory=lambda: Plan("no_objection", 2))
    ties: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    observers: set[int] = field(default_factory=set)
    recused: set[int] = field(default_factory=set)
    declared: set[int] = field(default_factory=set)
    consented: dict[int, set[str]] = field(default_factory=dict)
    guests: dict[int, datetime] = field(default_factory=dict)
    standing: dict[int, dict[int, str]] = field(default_factory=dict)
    appealed_in: int | None = None
    opened_at: datetime | None = None
    judged: set[int] = field(default_factory=set)

    def opened(self, at: datetime) -> None:
        """A new application: what was said in the one before is over, but ties aren't."""
        self.opened_at, self.appealed_in = at, None
        self.recused.clear()
        self.consented.clear()
        self.guests.clear()
        self.standing.clear()
        self.judged.clear()

    def voted(self, number: int, person: int, decision: str) -> None:
        self.standing.setdefault(number, {})[person] = decision

    def bars(self, person: int) -> tuple[set[str], set[str]]:
        """What excludes always, and what excludes unless a second person consents."""
        always = {"declared"} if person in self.declared or "declared" in self.ties[person] else set()
        if person in self.recused:
            always.add("recused")
        if self.appealed_in and any(person in who for row, who in self.standing.items() if row < self.appealed_in):
            always.add("decided_before")
        derived = self.ties[person] - {"unit", "declared"}
        if self.observers == {person}:
            derived.add("only_observer")
        if self.plan.unit_excludes and "unit" in self.ties[person]:
            derived.add("unit")
        return always, derived

    def independent(self, person: int, at: datetime) -> bool:
        always, derived = self.bars(person)
        if always or derived - self.consented.get(person, set()):
            return False
        if person in self.guests and at < self.guests[person]:
            return True
        since = self.members.get(person)
        return since is not None and self.opened_at is not None and since <= self.opened_at

    def vouches(self, person: int) -> bool:
        always, derived = self.bars(person)
        if (always - {"decided_before"}) or derived:
            return False
        since = self.members.get(person)
        return person in self.admins or (since is not None and self.opened_at is not None and since <= self.opened_at)

    def approved(self, number: int, at: datetime) -> None:
        """Held once, at the moment of the approval. Votes of who isn't independent at that moment don't count."""
        if number in self.judged:
            return
        self.judged.add(number)
        counted = [vote for who, vote in self.standing[number].items() if self.independent(who, at)]
        assert counted.count("approve") >= self.plan.approvals, "approved without the quorum"
        assert self.plan.rule == "n_of_m" or set(counted) == {"approve"}, "approved over an objection"
        assert self.plan.rule != "n_of_m" or len(counted) <= self.plan.panel, "more have voted than sit on the panel"
