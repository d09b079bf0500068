"""What is counted for the figures of impact: of every season, and of all time. Reads rows of people, and names nobody.

Told are not these, but what ``cms.actions.impact`` makes of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from cms.models import ALL_TIME, CHAT_KINDS, ToldFigure
from cms.rules.impact import FEWEST_ANSWERS, FEWEST_PEOPLE, Cell
from cms.rules.seasons import Season, season_of
from courses.practice.models import Answer
from courses.practice.queries.feedback import YES
from courses.slots.models import AttendanceMark, Slot

Measure = ToldFigure.Measure
ATTENDANCES = {Slot.Kind.CHAT_LOCAL: Measure.LOCAL, Slot.Kind.CHAT_NATIONAL: Measure.NATIONAL}
OPINIONS = (Measure.INTEREST, Measure.ACTION, Measure.RECOMMEND)
# A season's key or ``ALL_TIME``, and the measure.
Cells = dict[tuple[str, str], Cell]


def held(at: datetime) -> QuerySet[Slot]:
    """Chats that took place: closed, or over and not called off."""
    over = Q(state=Slot.State.CLOSED) | Q(state=Slot.State.PUBLISHED, ends_at__lte=at)
    return Slot.objects.filter(over, kind__in=CHAT_KINDS)


def program_day(at: datetime) -> date:
    """A moment's day by the program's clock, whoever reads."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def attended(at: datetime) -> QuerySet[AttendanceMark]:
    """Of each person and chat the one mark that holds, where it counts and says that they were there.

    Of somebody who was erased one mark is left for each chat; nothing says any more whose it is.
    """
    same = AttendanceMark.objects.filter(slot=OuterRef("slot"), person=OuterRef("person"), undone_at=None)
    above = same.filter(Q(rank__gt=OuterRef("rank")) | Q(rank=OuterRef("rank"), revision__gt=OuterRef("revision")))
    marks = AttendanceMark.objects.asserted().filter(minutes__gt=0, slot__in=held(at).order_by().values("pk"))
    return marks.filter(~Exists(above))


def counted(at: datetime) -> Cells:
    """All cells that have something to tell. Four queries, however many chats, people and answers."""
    chats = _chats_of_enough(at)
    people = AttendanceMark.objects.none() if not chats else attended(at).filter(slot__in=[row.pk for row in chats])
    seasons = {row.season for row in chats}
    return {
        **_attendances(chats),
        **(_people(_by_season(people, seasons)) if chats else {}),
        **(_people(people.annotate(season=Value(ALL_TIME))) if chats else {}),
        **_opinions(),
    }


@dataclass(frozen=True, slots=True)
class _Chat:
    pk: int
    season: Season
    kind: str
    there: int


def _chats_of_enough(at: datetime) -> list[_Chat]:
    rows = attended(at).order_by().values_list("slot", "slot__starts_at", "slot__kind").annotate(there=Count("pk"))
    enough = rows.filter(there__gte=FEWEST_PEOPLE)
    return [_Chat(pk, season_of(program_day(starts)), kind, there) for pk, starts, kind, there in enough]


def _attendances(chats: Iterable[_Chat]) -> Cells:
    found: Counter[tuple[str, str]] = Counter()
    for row in chats:
        found[row.season.key, ATTENDANCES[Slot.Kind(row.kind)]] += row.there
    return {key: Cell(there, there) for key, there in found.items()}


def _by_season(marks: QuerySet[AttendanceMark], seasons: Iterable[Season]) -> QuerySet[AttendanceMark]:
    zone = timezone.get_default_timezone()

    def begin(season: Season) -> datetime:
        return datetime.combine(season.begins, time(), zone)

    within = [
        When(slot__starts_at__gte=begin(row), slot__starts_at__lt=begin(row.next), then=Value(row.key))
        for row in sorted(seasons)
    ]
    return marks.annotate(season=Case(*within, output_field=CharField()))


def _people(marks: QuerySet[Any]) -> Cells:
    """Distinct people; institutions and countries count from five of their people on, as each names them today."""
    rows = marks.order_by().values_list("season", "person__institution", "person__institution__country")
    people: Counter[str] = Counter()
    of_country: Counter[tuple[str, str]] = Counter()
    institutions: Counter[str] = Counter()
    for season, institution, country, count in rows.annotate(people=Count("person", distinct=True)):
        people[season] += count
        institutions[season] += institution is not None and count >= FEWEST_PEOPLE
        if country:
            of_country[season, country] += count
    countries = Counter(season for (season, _country), count in of_country.items() if count >= FEWEST_PEOPLE)
    cells: Cells = {}
    for season, count in people.items():
        cells[season, Measure.PEOPLE] = Cell(count, count)
        cells[season, Measure.INSTITUTIONS] = Cell(institutions[season], count)
        cells[season, Measure.COUNTRIES] = Cell(countries[season], count)
    return cells


def _opinions() -> Cells:
    """Who said yes, of how many, in those rounds in which enough answered the question."""
    asked = {measure: Count(measure.value) for measure in OPINIONS}
    agreed = {f"{measure.value}_yes": Count("pk", filter=Q(**{f"{measure.value}__gte": YES})) for measure in OPINIONS}
    named = {f"{measure.value}_all": count for measure, count in asked.items()}
    released = Answer.objects.filter(round__closed_at__isnull=False).order_by()
    rows: Any = released.values("round", "round__dialogue__starts_at").annotate(**named, **agreed)
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        season = season_of(program_day(row["round__dialogue__starts_at"]))
        for measure in OPINIONS:
            if row[f"{measure.value}_all"] >= FEWEST_ANSWERS:
                found[season.key, measure].append((row[f"{measure.value}_yes"], row[f"{measure.value}_all"]))
    return _summed(found)


def _summed(found: Mapping[tuple[str, str], list[tuple[int, int]]]) -> Cells:
    return {
        key: Cell(sum(yes for yes, _all in rounds), len(rounds), sum(answers for _yes, answers in rounds))
        for key, rounds in found.items()
    }
