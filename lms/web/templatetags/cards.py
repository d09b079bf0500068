"""The tags that other sites make a card of, when somebody shares a link."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

from lms.web import cards

register = template.Library()


@register.inclusion_tag("web/_card.html", takes_context=True)
def social_card(context: template.Context, title: SafeString, description: SafeString) -> dict[str, Any]:
    """For a page that strangers read; title and description are as they stand in the page's head."""
    picture = cards.picture_of(context.get("page"))
    return {
        "title": title,
        "description": description,
        "url": settings.SITE_URL + context["request"].path,
        "site_name": settings.PROGRAM_NAME,
        "locale": to_locale(get_language() or settings.LANGUAGE_CODE),
        "picture_url": urljoin(settings.SITE_URL, picture.url),
        "picture": picture,
        "width": cards.WIDTH,
        "height": cards.HEIGHT,
    }
