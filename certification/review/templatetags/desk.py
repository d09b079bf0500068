"""Parts of the desk's screen."""

from collections.abc import Iterable
from functools import cache, lru_cache

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from certification.review.models import Case
from certification.review.queries.proof import Score
from certification.review.rules import Reason, Turn
from certification.review.words import TURNS, WORDS

register = template.Library()


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
