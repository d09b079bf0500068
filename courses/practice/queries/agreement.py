"""How far observers agree: of a program's core group by competency, and of one observer beside the others.

Only what each handed in first takes part. Whoever amends an observation may have read the others', and what is written
after reading tells nothing of how two people see by themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from statistics import fmean
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from courses.practice.models import Observation, Pairing
from courses.practice.rules import agreement as rules
from courses.progress.models import Pathway, Release, Syllabus
from lms.people.models import User

_KEY = "practice.agreement.1.{pathway}"
_KEPT_FOR = 60 * 60 * 24 * 30
Row = tuple[int, int, datetime, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Tally:
    """What all first observations of a pathway come to: how many, the latest row and time of them, and their units.

    Rows are only ever added, so their number stands for one set of them; the time tells a database that was restored.
    """

    rows: int = 0
    last: int = 0
    newest: datetime | None = None
    units: Counter[tuple[str, rules.Levels]] = field(default_factory=Counter)


def tally_of(rows: Iterable[Row]) -> Tally:
    """From rows of number, dialogue, time and scores, those of a dialogue together. No query of its own."""
    units: Counter[tuple[str, rules.Levels]] = Counter()
    count, last, newest = 0, 0, None
    for _dialogue, group in groupby(rows, key=itemgetter(1)):
        found = list(group)
        count, last = count + len(found), max(last, *(row[0] for row in found))
        newest = max(row[2] for row in found) if newest is None else max(newest, *(row[2] for row in found))
        units.update(rules.units_of([row[3] for row in found]))
    return Tally(count, last, newest, units)


def known_tally(pathway: Pathway) -> Tally:
    """The tally as it stands: kept, and carried on from where it was when observations came in. At most three queries,
    one of them for all rows only where nothing is kept.
    """
    counted = _firsts(pathway)
    name = _KEY.format(pathway=pathway.pk)
    kept: Tally | None = cache.get(name)
    if kept is not None and _same(kept, counted):
        return kept
    found = _carried_on(kept, counted) if kept is not None else None
    found = found or tally_of(_rows(counted))
    cache.set(name, found, _KEPT_FOR)
    return found


def _carried_on(kept: Tally, counted: QuerySet[Observation]) -> Tally | None:
    """Add what came after the last row that is counted; ``None`` if an earlier row appeared since, as it may where two
    transactions overlap: rows are numbered when they are written, and seen when they are committed.
    """
    touched = counted.filter(pk__gt=kept.last).values("dialogue")
    rows = list(_rows(counted.filter(dialogue__in=touched)))
    if not _same(kept, counted.filter(pk__lte=kept.last)):
        return None
    before = tally_of(row for row in rows if row[0] <= kept.last)
    after = tally_of(rows)
    units = kept.units.copy()
    units.subtract(before.units)
    units.update(after.units)
    newest = max(at for at in (kept.newest, after.newest) if at is not None)
    return Tally(kept.rows + after.rows - before.rows, max(kept.last, after.last), newest, +units)


def _same(kept: Tally, counted: QuerySet[Observation]) -> bool:
    now = counted.aggregate(rows=Count("pk"), last=Max("pk"), newest=Max("submitted_at"))
    return (kept.rows, kept.last, kept.newest) == (now["rows"], now["last"] or 0, now["newest"])


def _firsts(pathway: Pathway) -> QuerySet[Observation]:
    """What counts in a program's agreement: first versions, by those whose scores count."""
    return Observation.objects.filter(syllabus__pathway=pathway, version=1, advisory=False)


def _rows(rows: QuerySet[Observation]) -> Iterable[Row]:
    return (
        rows.order_by("dialogue", "pk")
        .values_list("pk", "dialogue", "submitted_at", "scores")
        .iterator(chunk_size=2000)
    )


@dataclass(frozen=True, slots=True)
class Agreed:
    """One competency: in how many dialogues two or more saw it, and how far they agree."""

    key: str
    name: str
    dialogues: int
    word: rules.Word
    found: rules.Estimate | None = None


def group_agreement(pathway: Pathway, *, reader: User) -> list[Agreed]:
    """How far the observers of a pathway agree, competency by competency of its latest version. At most five queries,
    however many observed.

    What a reader observes and hasn't handed in takes no part in what they see.
    """
    units = known_tally(pathway).units.copy()
    units.subtract(tally_of(_rows(_firsts(pathway).filter(_still_to_hand_in(reader)))).units)
    by_key: dict[str, Counter[rules.Levels]] = defaultdict(Counter)
    for (key, levels), count in (+units).items():
        by_key[key][levels] = count
    return [_agreed(row, by_key[row["key"]]) for row in _competencies(pathway)]


def _still_to_hand_in(reader: User) -> Exists:
    own = Observation.objects.filter(dialogue=OuterRef("dialogue"), observer=reader)
    asked = Pairing.objects.open().observers().filter(dialogue=OuterRef("dialogue"), person=reader)
    return Exists(asked.exclude(Exists(own)))


def _agreed(row: Mapping[str, Any], units: Counter[rules.Levels]) -> Agreed:
    number = units.total()
    enough = number >= rules.FEWEST_FOR_A_FIGURE
    found = rules.estimate(rules.alpha, rules.one_by_one(units)) if enough else None
    return Agreed(row["key"], row["name"], number, rules.word_for(found, dialogues=number), found)


def _competencies(pathway: Pathway) -> list[dict[str, Any]]:
    latest = Release.objects.filter(pathway=pathway).select_related("syllabus").order_by("-pk").first()
    return [] if latest is None else list(latest.syllabus.document["rubric"]["competencies"])


def scored_pathways() -> QuerySet[Pathway]:
    """Pathways that were released, for which there may be figures. One query."""
    return Pathway.objects.filter(Exists(Release.objects.filter(pathway=OuterRef("pk")))).order_by("title", "pk")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One competency as one observer scores it beside the others."""

    name: str
    beside: rules.Beside


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who observed the same dialogues, and how far both agree over all that both saw."""

    name: str
    dialogues: int
    word: rules.Word
    found: rules.Estimate | None


@dataclass(frozen=True, slots=True)
class Own:
    """How one observer scores beside the others who observed the same dialogues."""

    dialogues: int
    competencies: tuple[OwnRow, ...]
    partners: tuple[Partner, ...]

    def leaning(self, lean: rules.Lean) -> list[str]:
        return [row.name for row in self.competencies if row.beside.lean == lean]

    @property
    def stricter(self) -> list[str]:
        return self.leaning(rules.Lean.STRICTER)

    @property
    def kinder(self) -> list[str]:
        return self.leaning(rules.Lean.KINDER)

    @property
    def alike(self) -> list[str]:
        return self.leaning(rules.Lean.ALIKE)


def own_agreement(person: User) -> Own:
    """One observer beside the others, of dialogues that they handed in. Three queries, one for who observed none."""
    mine = Observation.objects.filter(observer=person, version=1).values("dialogue")
    firsts = Observation.objects.filter(dialogue__in=mine, version=1).order_by("dialogue", "pk")
    told = firsts.values_list("dialogue", "observer", "advisory", "scores", "syllabus")
    rows = list(told)
    shared = [shared for _dialogue, group in groupby(rows, key=itemgetter(0)) if (shared := _shared(group, person.pk))]
    if not shared:
        return Own(0, (), ())
    names = _names({row[4] for row in rows})
    differences: dict[str, list[float]] = defaultdict(list)
    for own, others in shared:
        for key, difference in _differences(own, list(others.values())):
            differences[key].append(difference)
    known = [OwnRow(name, rules.beside(differences[key])) for key, name in names.items() if key in differences]
    return Own(len(shared), tuple(known), _partners(shared))


Scores = Mapping[str, int | None]


def _shared(group: Iterable[tuple[Any, ...]], person: int) -> tuple[Scores, dict[int, Scores]] | None:
    """One's own scores of a dialogue and those of each other whose scores count, if there are any."""
    found = list(group)
    own = next(row[3] for row in found if row[1] == person)
    others = {row[1]: row[3] for row in found if row[1] != person and not row[2]}
    return (own, others) if others else None


def _differences(own: Scores, others: Sequence[Scores]) -> Iterable[tuple[str, float]]:
    for key, level in own.items():
        seen = [found for scores in others if (found := scores.get(key)) is not None]
        if level is not None and seen:
            yield key, level - fmean(seen)


def _names(syllabuses: set[int]) -> dict[str, str]:
    """Competencies by their key, in the order and the words of the latest rubric that names them."""
    documents = Syllabus.objects.filter(pk__in=syllabuses).order_by("-pk").values_list("document__rubric", flat=True)
    names: dict[str, str] = {}
    for rubric in documents:
        for row in rubric["competencies"]:
            names.setdefault(row["key"], row["name"])
    return names


def _partners(shared: Sequence[tuple[Scores, dict[int, Scores]]]) -> tuple[Partner, ...]:
    """Those with most dialogues together first. All that two people scored of one dialogue is one unit, for what is
    seen in one hour hangs together.
    """
    units: dict[int, list[tuple[Counter[tuple[int, int]], int]]] = defaultdict(list)
    for own, others in shared:
        for person, scores in others.items():
            pairs = Counter((a, b) for key, a in own.items() if a is not None and (b := scores.get(key)) is not None)
            if pairs:
                units[person].append((pairs, 1))
    people = User.objects.in_bulk(units)
    found = [_partner(people[person], together) for person, together in units.items()]
    return tuple(sorted(found, key=lambda row: (-row.dialogues, row.name)))


def _partner(person: User, units: rules.Units[tuple[int, int]]) -> Partner:
    number = len(units)
    enough = number >= rules.FEWEST_FOR_A_FIGURE
    found = rules.estimate(rules.kappa, units) if enough else None
    return Partner(str(person), number, rules.word_for(found, dialogues=number), found)
