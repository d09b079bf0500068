"""Small parts of the lesson page."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def ours(html: str) -> SafeString:
    """Rich text of a lesson version: the compiler let through nothing but a few plain elements."""
    return mark_safe(html)  # noqa: S308


@register.filter
def of(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """What a mapping has under a key, or nothing."""
    return (mapping or {}).get(key, "")


@register.simple_tag
def delivery_key() -> str:
    """A new name for one sending of a form, so that sending it twice is one deed."""
    return secrets.token_hex(16)
