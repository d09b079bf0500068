"""Parts of pages that invite participants to answer, and that tell what they answered."""

from typing import Any

from django import template
from django.utils import timezone

from courses.practice import queries
from courses.practice.models import Dialogue
from courses.practice.rules import FEWEST, TOLD_FROM

register = template.Library()


@register.inclusion_tag("practice/feedback/_link.html")
def feedback_link(dialogue: Dialogue) -> dict[str, Any]:
    """The address that participants answer at, with its QR code, while it is open. One query."""
    return {"dialogue": dialogue, "invitation": queries.invitation_to(dialogue, at=timezone.now())}


@register.inclusion_tag("practice/feedback/_results.html")
def feedback_results(dialogue: Dialogue, level: int = 2) -> dict[str, Any]:
    """What was released, in words with bars; else when there may be something. At most three queries."""
    results = queries.results_of(dialogue)
    invitation = None if results else queries.invitation_to(dialogue, at=timezone.now())
    return {
        "results": results,
        "invitation": invitation,
        "fewest": FEWEST,
        "told_from": TOLD_FROM,
        "heading": f"h{int(level)}",
    }
