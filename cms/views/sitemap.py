"""What search engines are told: the public pages and the sessions to come."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.queries.search import public_pages
from courses.slots.models import Slot
from lms.web.kept import kept


class _Ours(Sitemap[Any]):
    """At the site's own address, whatever name it was asked by."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(_Ours):
    """Each public page, with the day on which it was published last."""

    def items(self) -> PageQuerySet:
        return public_pages().order_by("path")

    def location(self, item: Page) -> str:
        return str(item.url)

    def lastmod(self, item: Page) -> datetime | None:
        published: datetime | None = item.last_published_at
        return published


class Sessions(_Ours):
    """Those to come; who looks for training finds the next."""

    def items(self) -> QuerySet[Slot]:
        return Slot.objects.taking_place().filter(starts_at__gt=timezone.now()).order_by("starts_at")


@require_safe
@kept()
def sitemap(request: HttpRequest) -> HttpResponse:
    answer: TemplateResponse = views.sitemap(request, {"pages": Pages, "sessions": Sessions})
    return answer.render()
