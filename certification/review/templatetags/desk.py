"""Parts of the desk's screen."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certification.review.models import Case
from certification.review.queries.proof import Score
from certification.review.queries.queue import Row
from certification.review.rules import Reason, Turn
from certification.review.words import TURNS, WHOSE, WORDS
from lms.web.templatetags.components import day

register = template.Library()
_MINE = mark_safe(' class="is-mine"')


@register.filter
def reasons(codes: Iterable[str]) -> list[str]:
    """Codes of why not, in words."""
    return [str(WORDS[Reason(code)]) for code in codes]


@register.filter
def whose_turn(turn: Turn) -> str:
    return str(TURNS[turn])


@register.filter
def address_of(case: Case) -> str:
    """Where an application's screen is; for a list, which would look up the same address for each of its rows."""
    return f"{_before_numbers()}{case.pk}/"


@cache
def _before_numbers() -> str:
    return reverse("cases:inspect", args=[0]).removesuffix("0/")


@register.filter
def queue_rows(rows: Sequence[Row]) -> SafeString:
    """Rows of the queue's table. Not a template of its own: the same few words stand in each of them."""
    turns = {whose: str(WHOSE[whose]) for whose in {row.whose for row in rows}}
    states = {state: str(Case.State(state).label) for state in {row.case.state for row in rows}}
    targets = {row.left: row.target for row in {row.left: row for row in rows}.values()}
    sent = _("Sent")
    return format_html_join(
        "",
        '<tr{}><th scope="row"><a href="{}">{}</a><span class="queue-about">{}</span></th><td>{}</td>'
        '<td><span class="{}">{}</span></td><td>{}</td><td data-label="{}">{}</td></tr>',
        (
            (
                _MINE if row.mine else "",
                address_of(row.case),
                row.case.candidate,
                _about(row.case),
                turns[row.whose],
                row.mark,
                targets[row.left],
                _of_round(row.case, states[row.case.state]),
                sent,
                day(row.case.submitted_at),
            )
            for row in rows
        ),
    )


def _about(case: Case) -> str:
    title = case.enrolment.pathway.title
    return title if case.road == Case.Road.USUAL else f"{title} · {case.get_road_display()}"


def _of_round(case: Case, state: str) -> str:
    if case.round == 1:
        return state
    return f"{state} · {_('review %(number)s') % {'number': case.round}}"


@register.filter
def scored(scores: Iterable[Score]) -> SafeString:
    """Rows of a description list. Not a template of its own: a case of thirty dialogues has hundreds of them."""
    rows = (
        (_escaped(row.name), _level(f"{row.level} · {row.label}" if row.level else _("not observed")), row.evidence)
        for row in scores
    )
    return format_html_join("", "<dt>{}</dt><dd>{}<br>{}</dd>", rows)


@lru_cache(maxsize=512)
def _level(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words)


@lru_cache(maxsize=512)
def _escaped(words: str) -> SafeString:
    """Names of competencies and levels are few, and come again and again."""
    return conditional_escape(words)


@register.filter
def cells(told: Iterable[str]) -> SafeString:
    """Cells of a table's row."""
    return format_html_join("", "<td>{}</td>", ((one,) for one in told))
