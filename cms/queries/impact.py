"""What the program has reached: the figures that are told, and those that were known before. Never added together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left, Length

from cms.models import ALL_TIME, ChatPage, Figure, SeriesPage, ToldFigure
from cms.queries.counted import OPINIONS, held, program_day
from cms.rules.impact import Cell, percent
from cms.rules.seasons import Season, season_from, season_of, seasons_between
from cms.words.impact import HEADLINES
from courses.slots.models import Slot
from lms.web.parts import Words

Measure = ToldFigure.Measure
# Which figures stand on the home page, as far as there are any.
_FIRST = ("topics", "attendances", "interest", "recommend", "people", "institutions", "action")
_MOST_HEADLINES = 4
# A page's path ends with the four letters of its own step.
_STEP = SeriesPage.steplen


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that took place."""

    day: date
    title: str
    national: bool


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """What is told of one season; of what isn't in ``cells``, too little is known."""

    season: Season
    chats: tuple[Chat, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def attendances(self) -> int:
        return sum(self.value(measure) or 0 for measure in (Measure.LOCAL, Measure.NATIONAL))

    def topics(self, *, national: bool) -> int:
        return sum(chat.national is national for chat in self.chats)

    def value(self, measure: str) -> int | None:
        """``None`` for what isn't told."""
        return self.cells[measure].value or None if measure in self.cells else None

    def reached(self, measure: str) -> int | None:
        """The same of the figures of reach, attendances of both kinds among them."""
        return (self.attendances or None) if measure == "attendances" else self.value(measure)


@dataclass(frozen=True, slots=True)
class Impact:
    """All that is told: season by season from the first to this one, of all time, and what was known before."""

    seasons: tuple[SeasonFigures, ...]
    people: Mapping[str, Cell]
    before: Mapping[str, Figure]
    counted_at: datetime | None

    @property
    def topics(self) -> int:
        return sum(len(row.chats) for row in self.seasons)

    @property
    def attendances(self) -> int:
        """Of all seasons as they are told, so that nobody learns more from the sum than from its parts."""
        return sum(row.attendances for row in self.seasons)

    def reached(self, measure: str) -> int | None:
        """One of the figures of reach; ``None`` for what isn't told."""
        if measure in ("topics", "attendances"):
            return (self.topics if measure == "topics" else self.attendances) or None
        return self.people[measure].value or None if measure in self.people else None

    def opinion(self, measure: str) -> tuple[int, int] | None:
        """Who said yes, of how many answers, in all seasons of which it is told."""
        cells = [row.cells[measure] for row in self.seasons if measure in row.cells]
        return (sum(cell.value for cell in cells), sum(cell.answers or 0 for cell in cells)) if cells else None

    def of_season(self, season: Season) -> SeasonFigures:
        return next((row for row in self.seasons if row.season == season), SeasonFigures(season))


def impact(at: datetime) -> Impact:
    """Four queries, however much there is."""
    told: dict[str, dict[str, Cell]] = defaultdict(dict)
    moments = []
    for row in ToldFigure.objects.order_by("pk"):
        told[row.season][row.measure] = row.cell
        moments.append(row.counted_at)
    chats = _chats(at)
    known = {season_from(key) for key in told}
    seasons = [season for season in {*chats, *known} if season]
    return Impact(
        seasons=tuple(
            SeasonFigures(season, tuple(sorted(chats.get(season, ()), key=lambda chat: chat.day)), told[season.key])
            for season in (seasons_between(min(seasons), max(seasons)) if seasons else ())
        ),
        people=told[ALL_TIME],
        before=from_before(),
        counted_at=max(moments, default=None),
    )


def from_before() -> dict[str, Figure]:
    """The newest figure of each measure that was known before this system. One query."""
    newest: dict[str, Figure] = {}
    for figure in Figure.objects.order_by("measure", "-until", "-pk"):
        newest.setdefault(figure.measure, figure)
    return newest


def _chats(at: datetime) -> dict[Season, list[Chat]]:
    """All chats that took place here, and those whose pages say that they were held elsewhere. Two queries."""
    found: dict[Season, list[Chat]] = defaultdict(list)
    for chat in (*_chats_here(at), *_chats_elsewhere(program_day(at))):
        found[season_of(chat.day)].append(chat)
    return found


def _chats_here(at: datetime) -> Iterable[Chat]:
    rows = held(at).order_by("starts_at", "pk")
    for starts, kind, title, page, live in rows.values_list(
        "starts_at", "kind", "title", "chat_page__title", "chat_page__live"
    ):
        yield Chat(program_day(starts), page if live else title, kind == Slot.Kind.CHAT_NATIONAL)


def _chats_elsewhere(today: date) -> Iterable[Chat]:
    above = SeriesPage.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - _STEP))
    pages = ChatPage.objects.live().filter(
        held_on__lte=today, session=None, locale__language_code=settings.LANGUAGE_CODE
    )
    rows = pages.annotate(scope=Subquery(above.values("scope")[:1])).order_by("held_on", "path")
    for day, title, scope in rows.values_list("held_on", "title", "scope"):
        yield Chat(day, title, scope == SeriesPage.Scope.NATIONAL)


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure for the home page: counted here, or known from before; ``answers`` stand behind a percentage alone."""

    measure: str
    words: Words
    value: int
    at_least: bool
    percent: bool
    answers: int | None
    until: date | None


def headline(at: datetime) -> list[Headline]:
    """The best standing figure of up to four measures: what is counted here where it is larger. Four queries."""
    found = impact(at)
    rows = (_headline(found, measure, program_day(at)) for measure in _FIRST)
    return [row for row in rows if row][:_MOST_HEADLINES]


def _headline(found: Impact, measure: str, today: date) -> Headline | None:
    before = found.before.get(measure)
    if measure in OPINIONS:
        return _opinion(found, measure, before, today)
    here = found.reached(measure) or 0
    if before and before.value >= here:
        return Headline(measure, HEADLINES[measure], before.value, before.at_least, False, None, before.until)
    return Headline(measure, HEADLINES[measure], here, False, False, None, today) if here else None


def _opinion(found: Impact, measure: str, before: Figure | None, today: date) -> Headline | None:
    """Of two percentages the one on which more answers stand: a larger one isn't a better one."""
    yes, answers = found.opinion(measure) or (0, 0)
    words = HEADLINES[measure]
    if before and (before.answers or 0) >= answers:
        return Headline(measure, words, before.value, before.at_least, True, before.answers, before.until)
    return Headline(measure, words, percent(yes, answers), False, True, answers, today) if answers else None
