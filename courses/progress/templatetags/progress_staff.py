"""Parts of staff's pages that lead to parts of the system which this one doesn't know."""

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def roster(slot: int) -> str:
    """Where the attendance of a session is corrected, or nothing where there are no sessions."""
    try:
        return reverse("sessions:roster", args=[slot])
    except NoReverseMatch:
        return ""
