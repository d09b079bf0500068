"""The figures of agreement as pages show them: words first, then a plot, then the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.practice.intervals import Told, intervals
from courses.practice.queries.agreement import Agreed, Own, OwnRow, Partner
from courses.practice.rules.agreement import FEWEST_FOR_A_FIGURE, FEWEST_FOR_A_WORD, Estimate, Lean, Word
from courses.progress.plots import Plot
from lms.web.parts import Words

AGREEMENT: Mapping[Word, Words] = {
    Word.SOLID: gettext_lazy("solid agreement"),
    Word.SOME: gettext_lazy("some agreement"),
    Word.LITTLE: gettext_lazy("little agreement"),
    Word.OPEN: gettext_lazy("can't be said yet"),
    Word.TOO_FEW: gettext_lazy("too few to say"),
    Word.ALL_ALIKE: gettext_lazy("everybody chose the same level"),
}
LEANS: Mapping[Lean, Words] = {
    Lean.STRICTER: gettext_lazy("you are stricter"),
    Lean.KINDER: gettext_lazy("you are kinder"),
    Lean.ALIKE: gettext_lazy("as the others"),
    Lean.TOO_FEW: gettext_lazy("too few to say"),
}
# Where Krippendorff lets no conclusion stand, and where he lets tentative ones.
_ALPHAS = ((0.0, "0"), (0.4, "0.4"), (2 / 3, "0.67"), (1.0, "1"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot with the table that says the same: a head and cells for each row."""

    plot: Plot
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row as its head and its cells, each with the name of its column."""
        return [(row[0], list(zip(self.header[1:], row[1:], strict=True))) for row in self.rows]


def group_figure(rows: Sequence[Agreed]) -> Figure:
    """How far all observers agree, competency by competency."""
    told = [_told(row.name, str(AGREEMENT[row.word]), row.found) for row in rows]
    header = (_("Competency"), _("In words"), _("Dialogues seen by two or more"), _("Alpha"), _("95% interval"))
    cells = ((row.name, str(AGREEMENT[row.word]), str(row.dialogues), *_cells(row.found)) for row in rows)
    return Figure(intervals(told, marks=_ALPHAS), header, tuple(cells))


def group_sentence(rows: Sequence[Agreed]) -> str:
    """What it comes to, before any figure."""
    solid, little = ([row.name for row in rows if row.word is word] for word in (Word.SOLID, Word.LITTLE))
    if not any(row.found for row in rows):
        return _("Too few dialogues were seen by two or more observers: a figure needs %(fewest)d of them.") % {
            "fewest": FEWEST_FOR_A_FIGURE
        }
    parts = []
    if solid:
        parts.append(_("You agree well on: %(names)s.") % {"names": ", ".join(solid)})
    if little:
        parts.append(_("Talk about what you look at in: %(names)s.") % {"names": ", ".join(little)})
    return " ".join(parts) or _("You agree in part. More dialogues seen by two will say more.")


def own_figure(own: Own) -> Figure:
    """By how many levels one observer scores above or below the others."""
    told = [
        Told(row.name, str(LEANS[row.beside.lean]), row.beside.mean, row.beside.low, row.beside.high)
        for row in own.competencies
    ]
    marks = ((-2.0, _("2 levels stricter")), (0.0, _("as the others")), (2.0, _("2 levels kinder")))
    header = (_("Competency"), _("In words"), _("Dialogues"), _("Levels apart on average"), _("95% interval"))
    return Figure(intervals(told, marks=marks), header, tuple(_own_cells(row) for row in own.competencies))


def own_sentence(own: Own) -> str:
    """What it comes to, before any figure: "You agree on most. You are stricter on: framing"."""
    told = len(own.alike) + len(own.stricter) + len(own.kinder)
    if not told:
        return _("Too few to say: a word needs %(fewest)d dialogues that somebody else saw too.") % {
            "fewest": FEWEST_FOR_A_WORD
        }
    if not (own.stricter or own.kinder):
        return _("You score as the others do.")
    parts = [_("You agree on most.")] if 2 * len(own.alike) > told else []
    if own.stricter:
        parts.append(_("You are stricter on: %(names)s.") % {"names": ", ".join(own.stricter)})
    if own.kinder:
        parts.append(_("You are kinder on: %(names)s.") % {"names": ", ".join(own.kinder)})
    return " ".join(parts)


def partner_rows(own: Own) -> list[tuple[Partner, str, str, str, str]]:
    """With whom one observed, and how far both agree: dialogues, in words, weighted kappa, its interval."""
    return [(row, _dialogues(row.dialogues), str(AGREEMENT[row.word]), *_cells(row.found)) for row in own.partners]


def _own_cells(row: OwnRow) -> tuple[str, ...]:
    beside = row.beside
    words = (row.name, str(LEANS[beside.lean]), str(beside.dialogues))
    if beside.mean is None or beside.low is None or beside.high is None:
        return (*words, "–", "–")
    return (*words, f"{beside.mean:+.1f}", _span(f"{beside.low:+.1f}", f"{beside.high:+.1f}"))


def _told(title: str, words: str, found: Estimate | None) -> Told:
    return Told(title, words) if found is None else Told(title, words, found.value, found.low, found.high)


def _cells(found: Estimate | None) -> tuple[str, str]:
    if found is None:
        return "–", "–"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}", "–"
    return f"{found.value:.2f}", _span(f"{found.low:.2f}", f"{found.high:.2f}")


def _span(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _dialogues(count: int) -> str:
    return ngettext("%(count)d dialogue", "%(count)d dialogues", count) % {"count": count}
