"""What the pages of impact show beside their own words, the same in a preview as on the site."""

from django import template
from django.utils import timezone

from cms import figures
from cms.rules.seasons import Season

register = template.Library()


@register.simple_tag
def impact_overview() -> figures.Overview:
    """Reach, what participants answered, and all seasons."""
    return figures.overview(timezone.now())


@register.simple_tag
def impact_of(season: Season) -> figures.OneSeason:
    """One season alone."""
    return figures.one_season(season, timezone.now())
