"""Parts of pages that show who is asked to help, and why."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils import timezone

from courses.practice import queries
from courses.practice.models import Dialogue
from courses.practice.rules import Bar, Fit
from courses.practice.words import BARS, FITS
from lms.people.models import User

register = template.Library()


@register.filter
def fits(codes: Iterable[str]) -> str:
    """Why somebody fits, in words."""
    return ", ".join(str(FITS[Fit(code)]) for code in codes)


@register.filter
def bars(codes: Iterable[str]) -> str:
    """Why somebody can't be asked, in words."""
    return ", ".join(str(BARS[Bar(code)]) for code in codes)


@register.inclusion_tag("practice/staff/_people.html", takes_context=True)
def people_desk(context: Context, dialogue: Dialogue) -> dict[str, object]:
    """Who was asked, and until it begins whom to ask. One query for what has begun, else eighteen."""
    may = context["request"].user.has_perm("practice.clear_dialogue")
    before = dialogue.state in (Dialogue.State.PROPOSED, Dialogue.State.CLEARED) and dialogue.enrolment.person_id
    desk = queries.desk(dialogue, at=timezone.now()) if may and before else None
    return {"desk": desk, "dialogue": dialogue, "asked": desk.asked if desk else queries.people_of(dialogue)}


@register.inclusion_tag("practice/_asked.html")
def asked_of(person: User) -> dict[str, object]:
    """What somebody is asked and hasn't answered, and the way to their wishes for who may help. Six queries."""
    return {"asked": list(queries.unanswered_of(person)), "may_help": queries.may_help(person, at=timezone.now())}
