"""Parts of the desk's pages that say who decides and why."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certification.review import queries
from certification.review.models import Case
from certification.review.queries import Beside, Desk, PeopleOfCase
from certification.review.rules import Reason, Tie, Why
from certification.review.words import BARS, TIES, WHY

register = template.Library()


@register.simple_tag(takes_context=True)
def people_of_case(context: Context, case: Case) -> PeopleOfCase:
    """What the reader may know of who decides, beside the case's desk. At most one query, however many people."""
    desk: Desk = context["desk"]
    known, reader = desk.place.known, context["request"].user
    return queries.people_beside(known, case, desk.round, desk.seats, reader, voted=desk.ballot.counts)


@register.filter
def in_short(row: Beside) -> SafeString:
    """Somebody's name, and what there is to say of them here."""
    if not (row.guest or row.ties or row.bars or row.lifted or row.said):
        return escape(row.name)
    told = [row.name, *([_("guest")] if row.guest else []), *ties_in_words(row.ties), *bars_in_words(row.bars)]
    if row.lifted:
        told.append(_("found no obstacle here"))
    words = escape(" · ".join(told))
    return format_html("{}<br>{}", words, linebreaksbr(row.said)) if row.said else words


@register.filter
def items(rows: Iterable[Beside]) -> SafeString:
    """The items of a list. Not a template of its own: a core group may be large."""
    return mark_safe("".join(f"<li>{in_short(row)}</li>" for row in rows))  # noqa: S308  # each is escaped


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
