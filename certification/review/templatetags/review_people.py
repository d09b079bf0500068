"""Parts of the desk's pages that say who decides and why."""

from collections.abc import Iterable

from django import template
from django.template import Context

from certification.review import queries
from certification.review.models import Case
from certification.review.queries import Desk, PeopleOfCase
from certification.review.rules import Reason, Tie, Why
from certification.review.words import BARS, TIES, WHY

register = template.Library()


@register.simple_tag(takes_context=True)
def people_of_case(context: Context, case: Case) -> PeopleOfCase:
    """What the reader may know of who decides, beside the case's desk. Six queries, however many people."""
    desk: Desk = context["desk"]
    return queries.people_beside(desk.place.known, case, desk.round, context["request"].user)


@register.filter
def ties_in_words(ties: Iterable[str]) -> list[str]:
    """What somebody is to the candidate, as others read it."""
    return [str(TIES[Tie(tie)]) for tie in ties]


@register.filter
def bars_in_words(bars: Iterable[str]) -> list[str]:
    """Why else somebody doesn't decide; ties have words of their own."""
    return [str(BARS[Reason(bar)]) for bar in bars if Reason(bar) in BARS]


@register.filter
def why_in_words(codes: Iterable[str]) -> str:
    """Why somebody was asked."""
    return ", ".join(str(WHY[Why(code)]) for code in codes)
