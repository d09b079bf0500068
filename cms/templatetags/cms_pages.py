"""What public pages show beside their own words, the same in a preview as on the site."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from wagtail.models import Page

from cms.compiler import documents
from cms.models import LessonPage, PathwayPage, StandardPage
from cms.queries import outline as outlines

register = template.Library()


@register.inclusion_tag("cms/_outline.html", takes_context=True)
def pathway_outline(context: Context, page: PathwayPage) -> dict[str, Any]:
    """The released pathway: time, requirements, modules and lessons, and the way in."""
    reader = context.get("user") or AnonymousUser()
    return {
        "page": page,
        "outline": outlines.outline(page, reader),
        "reader": reader,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def pathways_below(page: Page) -> list[PathwayPage]:
    """The live pathways that a home page leads to."""
    return outlines.pathways_below(page)


@register.simple_tag
def plain_pages_below(page: Page) -> list[StandardPage]:
    """The live plain pages that a home page leads to."""
    return outlines.plain_pages_below(page)


@register.simple_tag
def lesson_body(page: LessonPage) -> dict[str, Any]:
    """A lesson as a release would keep it, each block with the template that trainees see it in."""
    body = documents.lesson_body(page, files_of([page]))
    blocks = [{**block, "template": _template_of(block["kind"])} for block in body["blocks"]]
    return {**body, "blocks": blocks}


def _template_of(kind: str) -> str:
    # What a reader would answer privately is only shown: an editor's preview has no training to keep it in.
    return "cms/blocks/prompt.html" if kind == "prompt" else f"lessons/blocks/{kind}.html"
