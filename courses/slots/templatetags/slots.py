"""Parts of pages that show sessions."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from courses.progress.queries import Training, may_expect
from courses.slots import ics, queries, words
from courses.slots.models import Slot
from lms.people.models import User

register = template.Library()


@register.inclusion_tag("slots/_coming.html", takes_context=True)
def coming_sessions(context: template.Context, limit: int = 3) -> dict[str, Any]:
    """The next sessions with their seats, as the reader sees them. One query."""
    request, at = context.get("request"), timezone.now()
    reader = getattr(request, "user", None) or AnonymousUser()
    return {"sessions": [queries.session(slot, at) for slot in queries.coming(reader, at)[:limit]]}


@register.inclusion_tag("slots/_own.html")
def own_sessions(person: User, trainings: Sequence[Training] = (), giving_back: bool = False) -> dict[str, Any]:
    """Where a person is expected or waits; ``giving_back`` asks to give places back that aren't needed.

    No query where the person's trainings know of no open place, else one.
    """
    at = timezone.now()
    open_place = may_expect(trainings, "sign-up:", ("confirmed", "waiting"), at=at)
    return {"sessions": queries.own_coming(person, at) if open_place else [], "giving_back": giving_back}


@register.inclusion_tag("slots/_attended.html")
def attended_sessions(person: User) -> dict[str, Any]:
    """Sessions in which a person was, with their minutes and letters. One query."""
    return {"attendances": queries.attended(person)}


@register.inclusion_tag("slots/_add_to_calendar.html")
def add_to_calendar(slot: Slot) -> dict[str, Any]:
    """The ways in which a session comes into somebody's own calendar. No query."""
    return {"slot": slot, "links": ics.add_links(slot)}


@register.filter
def in_line(place: int) -> str:
    """Somebody's place in the line, in words."""
    return words.in_line(place)
