"""The figures of impact as pages show them: numbers in words, a plot, and the same as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from cms import plots
from cms.models import Figure
from cms.queries.counted import OPINIONS, program_day
from cms.queries.impact import Chat, Impact, Measure, SeasonFigures
from cms.queries.impact import impact as all_figures
from cms.rules.impact import percent
from cms.rules.seasons import Season
from cms.words import impact as words
from courses.progress.plots import Plot
from lms.web.parts import Words

_REACH = ("topics", "attendances", "people", "institutions", "countries")
_OF_A_SEASON = ("attendances", "people", "institutions", "countries")
# So many seasons are drawn, the latest; all of them stand in the table.
_MOST_DRAWN, _DRAWN_BESIDE = 8, 4
_COUNTS_NEED, _OPINIONS_NEED = 120, 160


@dataclass(frozen=True, slots=True)
class Reached:
    """One line of reach: what is counted here, and beside it what was known before, with its time and source."""

    label: Words
    explained: Words
    here: str
    before: str = ""
    before_days: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """One season in a table; ``None`` is too little to tell."""

    key: str
    name: str
    topics: int
    local: str | None
    national: str | None


@dataclass(frozen=True, slots=True)
class Opinions:
    """What participants answered, as a plot and as the lines of a table."""

    plot: Plot
    lines: tuple[Reached, ...]

    @property
    def before(self) -> bool:
        """Whether anything of it was known before."""
        return any(line.before for line in self.lines)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of impact shows beside its own words."""

    reach: tuple[Reached, ...]
    seasons: tuple[SeasonLine, ...]
    plot: Plot | None
    left_out: int
    opinions: Opinions | None
    counted_since: str
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class OneSeason:
    """All that the page of one season shows."""

    season: Season
    name: str
    runs: bool
    topics: int
    reach: tuple[Reached, ...]
    lines: tuple[SeasonLine, ...]
    plot: Plot | None
    opinions: Opinions | None
    chats: tuple[Chat, ...]
    before: SeasonLine | None
    after: SeasonLine | None


def overview(at: datetime) -> Overview:
    """Four queries, however much there is."""
    found = all_figures(at)
    lines = [_line(row) for row in found.seasons]
    return Overview(
        reach=tuple(row for row in (_reached(found, measure) for measure in _REACH) if row),
        seasons=tuple(reversed(lines)),
        plot=_of_attendances(found.seasons[-_MOST_DRAWN:]),
        left_out=max(0, len(lines) - _MOST_DRAWN),
        opinions=_opinions((measure, found.opinion(measure), found.before.get(measure)) for measure in OPINIONS),
        counted_since=lines[0].name if lines else "",
        counted_on=program_day(found.counted_at) if found.counted_at else None,
    )


def one_season(season: Season, at: datetime) -> OneSeason:
    """Four queries, however much there is."""
    found = all_figures(at)
    here = found.of_season(season)
    drawn = [row for row in found.seasons if row.season <= season][-_DRAWN_BESIDE:]
    return OneSeason(
        season=season,
        name=words.season_name(season),
        runs=program_day(at) <= season.ends,
        topics=len(here.chats),
        reach=tuple(_of_season(here, measure) for measure in _OF_A_SEASON if here.reached(measure)),
        lines=tuple(_line(row) for row in drawn),
        plot=_of_attendances(drawn) if here.attendances else None,
        opinions=_opinions((measure, _answers(here, measure), None) for measure in OPINIONS),
        chats=here.chats,
        before=_neighbour(found, season.before),
        after=_neighbour(found, season.next),
    )


def _neighbour(found: Impact, season: Season) -> SeasonLine | None:
    return next((_line(row) for row in found.seasons if row.season == season), None)


def _reached(found: Impact, measure: str) -> Reached | None:
    here, before = found.reached(measure), found.before.get(measure)
    if here is None and before is None:
        return None
    told_before = words.number_before(before.value, at_least=before.at_least) if before else ""
    return _beside(measure, words.number(here) if here else "", before, told_before)


def _of_season(found: SeasonFigures, measure: str) -> Reached:
    return _beside(measure, words.number(found.reached(measure) or 0), None, "")


def _beside(measure: str, here: str, before: Figure | None, told_before: str) -> Reached:
    return Reached(
        label=words.MEASURES[measure],
        explained=words.EXPLAINED.get(measure, ""),
        here=here,
        before=told_before,
        before_days=words.days(before.since, before.until) if before else "",
        source=before.source if before else "",
    )


def _line(row: SeasonFigures) -> SeasonLine:
    local, national = (row.value(measure) for measure in (Measure.LOCAL, Measure.NATIONAL))
    return SeasonLine(
        key=row.season.key,
        name=words.season_name(row.season),
        topics=len(row.chats),
        local=words.number(local) if local else None,
        national=words.number(national) if national else None,
    )


def _of_attendances(rows: Sequence[SeasonFigures]) -> Plot | None:
    """Both kinds side by side, season by season, as long as their part of the largest."""
    kinds = ((Measure.LOCAL, _("%(number)s local")), (Measure.NATIONAL, _("%(number)s national")))
    most = max((row.value(measure) or 0 for row in rows for measure, _told in kinds), default=0)
    if not most:
        return None
    drawn = []
    for row in rows:
        bars: list[tuple[str, str, float | None]] = [
            (measure.value, told % {"number": words.number(value)}, value / most)
            for measure, told in kinds
            if (value := row.value(measure))
        ]
        drawn.append((words.season_name(row.season), bars or [("none", str(words.NOTHING_TOLD), None)]))
    return plots.groups(drawn, room=_COUNTS_NEED)


def _answers(row: SeasonFigures, measure: str) -> tuple[int, int] | None:
    cell = row.cells.get(measure)
    return (cell.value, cell.answers or 0) if cell else None


def _opinions(found: Iterable[tuple[str, tuple[int, int] | None, Figure | None]]) -> Opinions | None:
    drawn, lines = [], []
    for measure, here, before in found:
        bars: list[tuple[str, str, float | None]] = []
        told_here = told_before = ""
        if here:
            told_here = words.percentage(percent(*here), here[1])
            bars.append(("here", words.percentage_drawn(percent(*here), here[1]), here[0] / here[1]))
        if before:
            answers = before.answers or 0
            told_before = words.percentage_before(before.value, answers, at_least=before.at_least)
            bars.append(("before", words.percentage_drawn_before(before.value, answers), before.value / 100))
        if bars:
            drawn.append((str(words.MEASURES[measure]), bars))
            lines.append(_beside(measure, told_here, before, told_before))
    return Opinions(plots.groups(drawn, room=_OPINIONS_NEED, shares=True), tuple(lines)) if lines else None
