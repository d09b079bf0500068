"""The evidence about one candidate as the desk lays it out: requirements, dialogues, the rubric over time, sessions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import OuterRef, Subquery

from certification.review import plots, rules
from certification.review.queries.evidence import attendance_of
from courses.practice import queries as practice
from courses.practice.figures import group_sentence
from courses.practice.models import Dialogue, Observation, Reflection
from courses.practice.queries import Results, Standing
from courses.practice.queries.agreement import Agreed
from courses.practice.rules import LEVELS
from courses.progress.models import Enrolment, LedgerEvent, Reason, Syllabus
from courses.progress.queries import RequirementRow
from courses.progress.queries.for_staff import names_in
from courses.progress.requirements import RequirementStatus
from courses.progress.words.staff import entry
from courses.slots.models import AttendanceMark
from lms.people.models import User

# So many dialogues, and entries for each requirement, are told in full; those before are one tap away.
NEWEST = 6
_AGREED, _KEPT_FOR = "review.agreed.1.{pathway}.{reader}", 600


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history that counts for a requirement; ``because`` for what staff waived or credited."""

    seq: int
    at: datetime
    words: str
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement and what counts for it, newest first."""

    row: RequirementRow
    lines: tuple[Line, ...]
    # How many more count for it that aren't told here.
    before: int


@dataclass(frozen=True, slots=True)
class Score:
    """One competency as one observer scored it."""

    name: str
    level: int | None
    label: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one observer handed in; ``letter`` stands for them in the plot."""

    letter: str
    observation: Observation
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One dialogue that the candidate led, by its number in the order of time."""

    number: int
    dialogue: Dialogue
    seen: tuple[Seen, ...]
    reflection: Reflection | None
    own_scores: tuple[tuple[str, str], ...]
    feedback: Results | None


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who observed the candidate, and whether they are qualified to score."""

    letter: str
    person: User
    standing: Standing
    holds: bool
    dialogues: int
    advises: bool


@dataclass(frozen=True, slots=True)
class Rubric:
    """The competencies over time: a plot, and the same as rows of numbers."""

    names: tuple[str, ...]
    plot: plots.Plot
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """All that speaks for or against a candidate, as one reader may see it."""

    asked: tuple[Asked, ...]
    held: tuple[Held, ...]
    # The newest of ``held``, with all that was said of them.
    told: tuple[Held, ...]
    rubric: Rubric
    observers: tuple[Observer, ...]
    alike: rules.Alike
    far: tuple[tuple[int, str, int, int], ...]
    program: str
    attendance: tuple[AttendanceMark, ...]

    @property
    def before(self) -> int:
        """How many dialogues were led before those that are told in full."""
        return len(self.held) - len(self.told)


def proof(
    enrolment: Enrolment,
    statuses: Sequence[RequirementStatus],
    *,
    reader: User,
    unread: Collection[int],
    newest: int | None,
    program: str,
    at: datetime,
) -> Proof:
    """At most twelve queries, however much there is. ``unread``: dialogues that the reader still writes about.

    Of no more than the ``newest`` dialogues is told what was said, and of none more than so many entries that count.
    """
    observations = _observations(enrolment, reader)
    letters = _letters(observations)
    held = _held(enrolment, observations, letters, unread, newest)
    rubric = enrolment.syllabus.plan.rubric
    names = {row["key"]: row["name"] for row in rubric["competencies"]}
    by_dialogue = {row.number: [seen.observation for seen in row.seen] for row in held}
    counted = {number: [row.scores for row in rows if not row.advisory] for number, rows in by_dialogue.items()}
    alike = rules.seen_alike(counted)
    return Proof(
        asked=_asked(enrolment, statuses, newest),
        held=held,
        told=held[-newest:] if newest else held,
        rubric=_rubric(names, held),
        observers=_observers(observations, letters, at=at),
        alike=alike,
        far=tuple((row.dialogue, names.get(row.competency, row.competency), row.low, row.high) for row in alike.far),
        program=program,
        attendance=tuple(attendance_of(enrolment)) if enrolment.person_id else (),
    )


def program_sentence(enrolment: Enrolment, reader: User) -> str:
    """How far all who observe on a pathway agree, in words."""
    return group_sentence(_agreed(enrolment, reader))


def _agreed(enrolment: Enrolment, reader: User) -> list[Agreed]:
    """How far all who observe on a pathway agree, as it was at most ten minutes ago; at most five queries before."""
    name = _AGREED.format(pathway=enrolment.pathway_id, reader=reader.pk)
    found: list[Agreed] | None = cache.get(name)
    if found is None:
        found = practice.group_agreement(enrolment.pathway, reader=reader)
        cache.set(name, found, _KEPT_FOR)
    return found


def _asked(enrolment: Enrolment, statuses: Sequence[RequirementStatus], newest: int | None) -> tuple[Asked, ...]:
    """One query: the entries of the history that count, with who noted them and why."""
    plan = enrolment.syllabus.plan
    counted = [sorted(_events(status), reverse=True) for status in statuses]
    wanted = {seq for rows in counted for seq in rows[:newest]}
    because = Reason.objects.filter(enrolment=OuterRef("enrolment"), hash=OuterRef("reason_hash")).values("words")[:1]
    rows = LedgerEvent.objects.filter(enrolment=enrolment, seq__in=wanted).annotate(because=Subquery(because))
    names = names_in(plan)
    lines = {
        row["seq"]: _line(row, names)
        for row in rows.values("seq", "subject", "value", "occurred_at", "actor__display_name", "because")
    }
    return tuple(
        Asked(
            RequirementRow.of(status, plan.titles),
            tuple(lines[seq] for seq in rows[:newest] if seq in lines),
            len(rows) - len(rows[:newest]),
        )
        for status, rows in zip(statuses, counted, strict=True)
    )


def _events(status: RequirementStatus) -> set[int]:
    return {*status.events, *(seq for part in status.parts for seq in _events(part))}


def _line(row: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    words = entry(row["subject"], row["value"], names)
    return Line(row["seq"], row["occurred_at"], words, row["actor__display_name"] or "", row["because"] or "")


def _observations(enrolment: Enrolment, reader: User) -> list[Observation]:
    """All but those of a dialogue that the reader still has to hand in an observation of. One query."""
    rows = practice.readable(Observation.objects.filter(dialogue__enrolment=enrolment), reader)
    return practice.folded(rows.select_related("observer", "words").order_by("pk"))


def _letters(observations: Iterable[Observation]) -> dict[int, str]:
    people = dict.fromkeys(row.observer_id for row in observations)
    return {person: plots.letter(number) for number, person in enumerate(people)}


def _held(
    enrolment: Enrolment,
    observations: Sequence[Observation],
    letters: Mapping[int, str],
    unread: Collection[int],
    newest: int | None,
) -> tuple[Held, ...]:
    """Five queries: dialogues, rubrics that were scored, reflections, and what participants said."""
    observed = {row.dialogue_id for row in observations}
    rows = Dialogue.objects.filter(enrolment=enrolment).only("topic", "aim", "starts_at", "zone", "state", "headcount")
    found = [row for row in rows.order_by("starts_at", "pk") if row.state == Dialogue.State.HELD or row.pk in observed]
    told = {row.pk for row in (found[-newest:] if newest else found)}
    rubrics = _rubrics(observations, enrolment.syllabus)
    seen: dict[int, list[Seen]] = {}
    for row in observations:
        scores = _scores(row, rubrics[row.syllabus_id]) if row.dialogue_id in told else ()
        seen.setdefault(row.dialogue_id, []).append(Seen(letters[row.observer_id], row, scores))
    readable = Reflection.objects.filter(dialogue__in=told.difference(unread))
    shared = readable.filter(shared_at__isnull=False, with_core_group=True)
    reflections = {row.dialogue_id: row for row in shared}
    feedback = practice.results_of_all(enrolment.pk)
    rubric = enrolment.syllabus.plan.rubric
    return tuple(
        Held(
            number,
            row,
            tuple(seen.get(row.pk, ())),
            reflections.get(row.pk),
            _own(reflections[row.pk], rubric) if row.pk in reflections else (),
            feedback.get(row.pk) if row.pk not in unread else None,
        )
        for number, row in enumerate(found, start=1)
    )


def _rubrics(observations: Iterable[Observation], now: Syllabus) -> dict[int, Mapping[str, Any]]:
    """No query where all was scored by the rubric that holds now."""
    wanted = {row.syllabus_id for row in observations} - {now.pk}
    others = Syllabus.objects.filter(pk__in=wanted).values_list("pk", "document__rubric") if wanted else ()
    return {now.pk: now.plan.rubric, **dict(others)}


def _scores(row: Observation, rubric: Mapping[str, Any]) -> tuple[Score, ...]:
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    told = row.evidence
    return tuple(
        Score(one["name"], level := row.scores.get(one["key"]), labels.get(level, ""), told.get(one["key"], ""))
        for one in rubric["competencies"]
    )


def _own(row: Reflection, rubric: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """How the candidate sees themself, where they said so."""
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    told = [(one["name"], row.scores.get(one["key"])) for one in rubric["competencies"]]
    return tuple((name, f"{level} · {labels.get(level, '')}") for name, level in told if level)


def _rubric(names: Mapping[str, str], held: Sequence[Held]) -> Rubric:
    given: dict[str, list[plots.Given]] = {key: [] for key in names}
    rows = []
    for row in held:
        for seen in row.seen:
            scores = seen.observation.scores
            rows.append((str(row.number), seen.letter, tuple(str(scores.get(key) or "–") for key in names)))
            for key in names:
                if (level := scores.get(key)) is not None:
                    given[key].append((row.number, seen.letter, level, seen.observation.advisory))
    drawn = plots.over_time(names, given, count=len(held), levels=LEVELS)
    return Rubric(tuple(names.values()), drawn, tuple(rows))


def _observers(
    observations: Sequence[Observation], letters: Mapping[int, str], *, at: datetime
) -> tuple[Observer, ...]:
    """One query."""
    people = {row.observer_id: row.observer for row in observations}
    standings = practice.standings_among(list(people))
    return tuple(
        Observer(
            letters[key],
            person,
            standings[key],
            standings[key].holds(at),
            len({row.dialogue_id for row in observations if row.observer_id == key}),
            any(row.advisory for row in observations if row.observer_id == key),
        )
        for key, person in people.items()
    )
