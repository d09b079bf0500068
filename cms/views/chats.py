"""What goes with pages of chats: calendars, feeds, the way to the meeting, and the invitation to pass on."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms import events
from cms.models import ChatPage, SeriesPage
from cms.queries import chats as queries
from cms.words import chats as words

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def chat_calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One chat as a file for anybody's calendar."""
    page, at = get_object_or_404(queries.public_chats(), pk=pk), timezone.now()
    if page.announced_session is None:
        raise Http404
    answer = HttpResponse(events.calendar_of([page], at), content_type=CALENDAR)
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.ics"'
    return _where_it_changed(request, answer, events.last_change(page, at))


@require_safe
def series_calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All sessions of a series for programs that read it again and again."""
    series, at = get_object_or_404(queries.public_series(), pk=pk), timezone.now()
    pages = queries.of_feed(series)
    answer = HttpResponse(events.calendar_of(pages, at, name=series.title), content_type=CALENDAR)
    return _where_it_changed(request, answer, _last_change(series, pages, at))


@require_safe
def series_feed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """News of a series as Atom."""
    series, at = get_object_or_404(queries.public_series(), pk=pk), timezone.now()
    pages = queries.of_feed(series)
    answer = _SeriesFeed(series, pages, at)(request)
    return _where_it_changed(request, answer, _last_change(series, pages, at))


@never_cache
@require_safe
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """To the meeting, for anybody, while it is open; the link itself stands on no page."""
    page = get_object_or_404(queries.public_chats(), pk=pk)
    [chat] = queries.as_told([page], request.user, timezone.now())
    if chat.may_enter and chat.session is not None:
        return redirect(chat.session.slot.join_link)
    return render(request, "cms/chats/door.html", {"chat": chat})


@require_safe
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation to a national series, to print and to pass on."""
    series = get_object_or_404(queries.public_series().filter(scope=SeriesPage.Scope.NATIONAL), pk=pk)
    address, chats = events.address_of(series), queries.parts_of(series, request.user, timezone.now())
    coming = [chat for chat in chats if chat.session and chat.session.standing not in ("over", "cancelled")]
    told = words.invitation(
        program=settings.PROGRAM_NAME,
        title=series.title,
        lead=series.lead,
        chats=[(chat.page.title, _told_there(chat.page)) for chat in coming],
        address=address,
    )
    context = {"page": series, "address": address, "coming": coming, "words": told}
    return render(request, "cms/chats/invite.html", context)


class _SeriesFeed(Feed[ChatPage, None]):
    """The chats of a series, what changed last first. Ids hang on pages' keys, so that they outlive new addresses."""

    feed_type = Atom1Feed
    author_name = settings.PROGRAM_NAME

    def __init__(self, series: SeriesPage, pages: list[ChatPage], at: datetime) -> None:
        self._pages, self._at = pages, at
        self.title, self.subtitle = series.title, series.lead
        self.link, self.feed_guid = events.address_of(series), series.translation_key.urn
        self.feed_url = f"{settings.SITE_URL}{reverse('program:series_feed', args=[series.pk])}"

    def items(self) -> list[ChatPage]:
        return sorted(self._pages, key=lambda page: (self.item_updateddate(page), page.path), reverse=True)

    def item_title(self, item: ChatPage) -> str:
        return events.title_of(item, self._at)

    def item_description(self, item: ChatPage) -> str:
        return words.in_feed(_told_there(item), events.text_of(item, self._at))

    def item_link(self, item: ChatPage) -> str:
        return events.address_of(item)

    def item_guid(self, item: ChatPage) -> str:
        return str(item.translation_key.urn)

    def item_pubdate(self, item: ChatPage) -> datetime:
        return item.first_published_at or events.last_change(item, self._at)

    def item_updateddate(self, item: ChatPage) -> datetime:
        return events.last_change(item, self._at)


def _last_change(series: SeriesPage, pages: list[ChatPage], at: datetime) -> datetime:
    return max([events.last_change(page, at) for page in pages], default=series.last_published_at or at)


def _told_there(page: ChatPage) -> str:
    slot = page.announced_session
    return words.told_there(slot.starts_at, slot.ends_at, slot.zone) if slot else ""


def _where_it_changed(request: HttpRequest, answer: HttpResponse, changed: datetime) -> HttpResponseBase:
    """The answer, or that nothing has changed. The ETag decides: that a chat was taken away has no time of its own."""
    etag = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(changed.timestamp())
    found: HttpResponseBase | None = get_conditional_response(request, etag=etag, response=answer)
    return found or answer
