"""What public pages show beside their own words, the same in a preview as on the site."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.compiler import documents, media, topics
from cms.models import LessonPage, ModulePage, PathwayPage, StandardPage, TopicPage
from cms.queries import home as homes
from cms.queries import outline as outlines
from cms.queries.files import Files, files_of
from courses.lessons.files import WHOLE, FileKey

register = template.Library()


@register.inclusion_tag("cms/_outline.html", takes_context=True)
def pathway_outline(context: Context, page: PathwayPage) -> dict[str, Any]:
    """The released pathway: time, requirements, modules and lessons, and the way in."""
    reader = context.get("user") or AnonymousUser()
    return {
        "page": page,
        "outline": outlines.outline(page, reader),
        "request": context.get("request"),
        "user": reader,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def front(context: Context, page: Page) -> homes.Front:
    """What the first page shows beside its words."""
    return homes.front(page, context.get("user") or AnonymousUser(), timezone.now())


@register.simple_tag
def plain_pages_below(page: Page) -> list[StandardPage]:
    """The live plain pages that a home page leads to."""
    return outlines.plain_pages_below(page)


@register.simple_tag
def topics_below(page: Page) -> list[TopicPage]:
    """The live topics that a home page leads to."""
    return outlines.topics_below(page)


@register.simple_tag
def topic_of(page: TopicPage) -> dict[str, Any]:
    """A topic as it is handed on once it is published, and where somebody plans a dialogue on it."""
    begin = f"{reverse('practice:propose')}?begin=topic-{page.translation_key}"
    return {"told": topics.document_of(page), "begin": begin}


@register.simple_tag
def previewed(page: LessonPage) -> dict[str, Any]:
    """A lesson as a release would keep it, and where staff find the files that it shows."""
    files = files_of([page])
    return {"body": documents.lesson_body(page, files), "addresses": dict(_addresses(files))}


@register.simple_tag
def lessons_below(page: ModulePage) -> list[LessonPage]:
    """The lessons of a module in their order, published or not."""
    return list(LessonPage.objects.child_of(page).order_by("path"))


def _addresses(files: Files) -> Iterator[tuple[FileKey, str]]:
    """An image is drawn when it is asked for, a document comes from the documents: nothing is kept for a preview."""
    for pk, facts in files.images.items():
        for width in media.widths_of(facts):
            yield (facts.sha256, str(width)), reverse("wagtailimages:preview", args=[pk, f"width-{width}"])
    for document in get_document_model().objects.filter(pk__in=files.documents):
        yield (files.documents[document.pk].sha256, WHOLE), document.url
