"""Parts of pages that show chats, as their reader is told of them."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms import events
from cms.models import ChatPage, ChatsPage, SeriesPage
from cms.queries import chats as queries
from cms.queries.chats import Chat, PastChat, Series
from courses.slots.queries.welcome import Reader

register = template.Library()


@register.simple_tag(takes_context=True)
def chat_as_told(context: Context, page: ChatPage) -> dict[str, Any]:
    """A chat with its series and its place among the parts; staff see the topic in a preview, readers once shared."""
    reader, at = _reader(context), timezone.now()
    series = queries.series_above(page)
    parts = queries.parts_of(series, reader, at) if series else []
    chat = next((part for part in parts if part.page.pk == page.pk), None)
    if chat is None or getattr(context.get("request"), "is_preview", False):
        chat = queries.previewed(page, reader, at)
    return {"chat": chat, "series": series, "parts": parts}


@register.simple_tag(takes_context=True)
def parts_of(context: Context, series: SeriesPage) -> list[Chat]:
    """The chats of a series in their order."""
    return queries.parts_of(series, _reader(context), timezone.now())


@register.simple_tag(takes_context=True)
def coming_chats(context: Context, limit: int | None = None) -> list[Chat]:
    """The next chats of all series, with their seats."""
    return queries.coming(_reader(context), timezone.now(), limit=limit)


@register.simple_tag
def series_below(page: ChatsPage) -> list[Series]:
    """All series, those with the next chat first."""
    return queries.series_list(page, timezone.now())


@register.simple_tag
def latest_topics(page: ChatsPage, limit: int) -> list[PastChat]:
    """The beginning of the archive."""
    return queries.latest_topics(page, timezone.now(), limit=limit)


@register.simple_tag(takes_context=True)
def past_chats(context: Context, page: ChatsPage) -> "Page[PastChat]":
    """The page of the archive that the reader asks for."""
    return queries.archive(page, timezone.now(), number=context["request"].GET.get("page", "1"))


@register.simple_tag
def schema_of(chat: Chat, series: SeriesPage | None) -> SafeString:
    """A chat for search engines: data in a script element, which runs nothing."""
    told = events.schema_of(chat, series)
    # Escaped for this place by schema_of: HTML's own entities mean nothing inside of a script element.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(told)) if told else SafeString()  # noqa: S308


def _reader(context: Context) -> Reader:
    return context.get("user") or getattr(context.get("request"), "user", None) or AnonymousUser()
