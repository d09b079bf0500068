"""Parts of pages that show how differently observers saw a dialogue, and where observers find how they score."""

from django import template

from courses.practice import queries
from courses.practice.models import Dialogue
from lms.people.models import User
from lms.people.roles import Role, has_role

register = template.Library()


@register.inclusion_tag("practice/_differences.html")
def large_differences(dialogue: Dialogue) -> dict[str, object]:
    """Where observers of a dialogue saw it very differently, once all have handed in. At most two queries."""
    return {"differences": queries.differences_of(dialogue)}


@register.inclusion_tag("practice/_how_i_score.html")
def how_i_score(person: User) -> dict[str, object]:
    """The ways to calibration and to one's own figures, for those who are asked to observe. No query of its own."""
    return {"shown": has_role(person, Role.CORE_GROUP)}
