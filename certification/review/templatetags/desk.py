"""Parts of the desk's screen."""

from collections.abc import Iterable

from django import template

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
