"""Where the files of a lesson are: below the training for its reader, elsewhere for who previews it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from courses.lessons import files

register = template.Library()


@register.simple_tag(takes_context=True)
def file_address(context: Context, shown: Mapping[str, Any], form: str | int = files.WHOLE) -> str:
    """The address of one form of a file. A preview brings addresses of its own, since nothing is kept of it yet."""
    elsewhere: Mapping[files.FileKey, str] | None = context.get("file_addresses")
    if elsewhere is not None:
        return elsewhere.get((shown["sha256"], str(form)), "")
    page = context["page"]
    return reverse("lessons:file", args=[page.slug, page.row.plan.key, shown["sha256"], form])


@register.simple_tag(takes_context=True)
def image_source_set(context: Context, shown: Mapping[str, Any]) -> str:
    """The widths of an image in the words of ``srcset``."""
    return ", ".join(f"{file_address(context, shown, width)} {width}w" for width in shown["widths"])


@register.filter
def ending(shown: Mapping[str, Any]) -> str:
    """The end of a file's name in capitals, which is what people call its type."""
    return str(shown["name"]).rpartition(".")[2].upper()
