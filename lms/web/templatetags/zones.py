"""In which zone a page tells its times, and how to choose another."""

from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from lms.people.forms import zone_choices
from lms.web import times
from lms.web.middleware import chosen_zone

register = template.Library()


@register.inclusion_tag("web/parts/zone_choice.html", takes_context=True)
def zone_choice(context: template.Context) -> dict[str, Any]:
    """Names the reader's zone. Members change theirs in their profile, others right here, without an account."""
    request, zone = context["request"], timezone.get_current_timezone()
    return {
        "place": times.place_name(zone),
        "zone": str(zone),
        "chosen": chosen_zone(request) is not None,
        "here": request.get_full_path(),
        "choices": () if request.user.is_authenticated else zone_choices(),
    }


@register.filter
def place(zone: str) -> str:
    """A zone as people say it: "New York" for America/New_York."""
    return times.place_name(ZoneInfo(zone))


@register.simple_tag
def readers_place() -> str:
    """The place whose time a page tells."""
    return times.place_name(timezone.get_current_timezone())
