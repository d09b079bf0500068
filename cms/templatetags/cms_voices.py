"""Words of people, thanks and suggestions, on public pages."""

from typing import Any

from django import template
from django.template import Context

from cms.models import Testimonial
from cms.queries import inquiries, voices
from cms.words.inquiries import BECAME
from lms.people.models import User

register = template.Library()


@register.simple_tag
def voices_shown() -> list[Testimonial]:
    """What stands as it was agreed to. One query."""
    return voices.shown()


@register.simple_tag
def core_group_thanked() -> voices.CoreGroup:
    """Those who chose to be named. One query."""
    return voices.core_group()


@register.inclusion_tag("cms/_suggestions.html")
def suggestions(limit: int = 12, level: int = 2) -> dict[str, Any]:
    """What people suggested, and what became of it; nothing where there is nothing to tell. One query."""
    rows = [(letter, BECAME.told(letter.outcome)) for letter in inquiries.told(limit=limit)]
    return {"rows": rows, "tag": f"h{int(level)}"}


@register.simple_tag(takes_context=True)
def may_be_thanked(context: Context) -> bool:
    """Whether the reader has, or had, a place on the page of the core group."""
    reader = context.get("user")
    return isinstance(reader, User) and voices.may_be_thanked(reader)
