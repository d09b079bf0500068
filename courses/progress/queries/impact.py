"""What a release would change for the people who train, before anything is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from courses.progress import chain, engine, rules
from courses.progress.effects import GAINS, LOSSES, Because, Effect, What, effects, reason_to_stay
from courses.progress.models import Enrolment, Release
from courses.progress.models import Syllabus as Version
from courses.progress.requirements import Syllabus

RULES = tuple(Release.Rule)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One person: the version they are on, and what moving to the new one would mean for them."""

    enrolment_id: int
    name: str
    number: int
    there: bool
    words_only: bool
    ready: bool
    effects: tuple[Effect, ...] = ()

    def stays_because(self, rule: str) -> Because | None:
        """Why a rule leaves them where they are; ``None``: they move."""
        return reason_to_stay(rule, there=self.there, words_only=self.words_only, ready=self.ready)

    @property
    def is_asked_about(self) -> bool:
        """Whether it is for the rule to say what becomes of them."""
        return not self.there and not self.words_only


@dataclass(frozen=True, slots=True)
class Group:
    """People for whom moving would change the same."""

    effects: tuple[Effect, ...]
    people: tuple[Foreseen, ...]

    @property
    def loses(self) -> bool:
        return any(effect.what in LOSSES for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Summary:
    """What one rule would do, in numbers of people."""

    rule: Release.Rule
    moving: int
    staying: int
    losing: int
    gaining: int
    no_longer_ready: int
    now_ready: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What a document would mean for everybody who is going, under each rule. ``since`` is the current release."""

    digest: str
    since: int
    people: tuple[Foreseen, ...]
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks_for_rule(self) -> bool:
        return any(row.is_asked_about for row in self.people)

    def movers(self, rule: str) -> list[Foreseen]:
        return [row for row in self.people if row.stays_because(rule) is None]

    def summary(self, rule: Release.Rule) -> Summary:
        moving = self.movers(rule)
        kinds = [{effect.what for effect in row.effects} for row in moving]
        return Summary(
            rule=rule,
            moving=len(moving),
            staying=len(self.people) - len(moving),
            losing=sum(not LOSSES.isdisjoint(found) for found in kinds),
            gaining=sum(not GAINS.isdisjoint(found) for found in kinds),
            no_longer_ready=sum(What.READY_NO_LONGER in found for found in kinds),
            now_ready=sum(What.NOW_READY in found for found in kinds),
        )

    @property
    def groups(self) -> list[Group]:
        """Everybody for whom a rule might change something, by what that is: losses first, then the larger group."""
        found: dict[tuple[Effect, ...], list[Foreseen]] = defaultdict(list)
        for row in self.people:
            if row.effects:
                found[row.effects].append(row)
        groups = [Group(what, tuple(people)) for what, people in found.items()]
        return sorted(groups, key=lambda group: (not group.loses, -len(group.people)))

    @property
    def fingerprint(self) -> str:
        """Stands for what a release would change; how far people have come otherwise isn't in it."""
        return rules.joined(self.digest, self.since, [self._effects_digest(rule) for rule in RULES])

    def _effects_digest(self, rule: str) -> str:
        return chain.digest([[row.enrolment_id, *_codes(row)] for row in self.movers(rule) if row.effects])


def _codes(row: Foreseen) -> list[list[str]]:
    return [[effect.what, effect.key] for effect in row.effects]


def impact(pathway_key: str, document: Mapping[str, Any], *, since: int = 0, at: datetime) -> Impact:
    """What a release would change, person by person, under each rule. Two queries; nothing is written."""
    new = _New(document)
    going = Enrolment.objects.going().filter(pathway__key=pathway_key)
    known = {row.pk: _Known(row, new) for row in Version.objects.filter(pk__in=going.values("syllabus")).order_by("pk")}
    people = tuple(_foreseen(row, known[row.syllabus_id], new, at) for row in _each(going))
    titles = dict(pair for version in known.values() for pair in version.plan.titles.items())
    return Impact(new.digest, since, people, {**titles, **new.plan.titles})


def _each(going: QuerySet[Enrolment]) -> Iterator[Enrolment]:
    rows = going.select_related("person").only("syllabus", "snapshot", "person__display_name")
    return rows.order_by("pk").iterator(chunk_size=_AT_ONCE)


class _New:
    """What is to be released, as the engine reads it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.digest = chain.digest(document)
        self.structure = rules.structure(document)
        self.plan = Syllabus.from_document(document)


class _Known:
    """A version that people are on: what it asks, and how it differs from the new one."""

    def __init__(self, version: Version, new: _New) -> None:
        self.number = version.number
        self.plan = version.plan
        self.there = version.digest == new.digest
        self.words_only = not self.there and rules.structure(version.document) == new.structure


def _foreseen(enrolment: Enrolment, version: _Known, new: _New, at: datetime) -> Foreseen:
    assert enrolment.person is not None
    who = (enrolment.pk, enrolment.person.display_name, version.number, version.there, version.words_only)
    if version.there or version.words_only:
        # Nothing that counts differs: what is met stays met.
        return Foreseen(*who, ready=False)
    progress = enrolment.progress
    before = engine.evaluate(version.plan, progress, at=at)
    after = engine.evaluate(new.plan, progress, at=at)
    return Foreseen(*who, ready=engine.is_eligible(before), effects=effects(before, after))
