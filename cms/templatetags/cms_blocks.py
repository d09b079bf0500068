"""What an editor sees of a block before choosing it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import Block

from cms.blocks.samples import QUESTIONS, SAMPLES, sample_addresses
from courses.lessons.files import FileKey

register = template.Library()


def template_of(kind: str) -> str:
    """The template of a block that isn't part of anybody's training: a prompt is only shown."""
    return "cms/blocks/prompt.html" if kind == "prompt" else f"lessons/blocks/{kind}.html"


@register.simple_tag
def sample_of(block: Block) -> SafeString | str:
    """An example of a block of any kind; nothing for what has none."""
    question = QUESTIONS.get(type(block).__name__)
    if question:
        return render_to_string("cms/_question_preview.html", {"question": question})
    return sample_of_block(block.name)


@register.simple_tag
def sample_of_block(kind: str) -> SafeString | str:
    """An example of a lesson's block, by the very template in which trainees see it; nothing for what has none."""
    sample = SAMPLES.get(kind)
    return shown_block(sample, sample_addresses()) if sample else ""


@register.simple_tag
def shown_block(block: Mapping[str, Any], addresses: Mapping[FileKey, str]) -> SafeString:
    """A block of a lesson that is being written."""
    return render_to_string(template_of(block["kind"]), {"block": block, "file_addresses": addresses})
