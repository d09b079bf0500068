"""Parts of pages that show sessions."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from courses.slots import queries, words
from lms.people.models import User

register = template.Library()


@register.inclusion_tag("slots/_coming.html", takes_context=True)
def coming_sessions(context: template.Context, limit: int = 3) -> dict[str, Any]:
    """The next sessions with their seats, as the reader sees them. One query."""
    request, at = context.get("request"), timezone.now()
    reader = getattr(request, "user", None) or AnonymousUser()
    return {"sessions": [queries.session(slot, at) for slot in queries.coming(reader, at)[:limit]]}


@register.inclusion_tag("slots/_own.html")
def own_sessions(person: User, giving_back: bool = False) -> dict[str, Any]:
    """Where a person is expected or waits; ``giving_back`` asks to give places back that aren't needed. One query."""
    return {"sessions": queries.own_coming(person, timezone.now()), "giving_back": giving_back}


@register.inclusion_tag("slots/_attended.html")
def attended_sessions(person: User) -> dict[str, Any]:
    """Sessions in which a person was, with their minutes and letters. One query."""
    return {"attendances": queries.attended(person)}


@register.filter
def in_line(place: int) -> str:
    """Somebody's place in the line, in words."""
    return words.in_line(place)
