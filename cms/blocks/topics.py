"""The blocks that topics of the library are written in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.media import PREVIEW


class TopicQuestions(blocks.StreamBlock):
    """Open questions for the small groups."""

    question = blocks.CharBlock(label=_("Question"), icon="help", max_length=400, preview_template=PREVIEW)


class LinkBlock(blocks.StructBlock):
    """Something to read or watch on another site."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address"), max_length=500)

    class Meta:
        icon = "link"
        label = _("Link")
        preview_template = PREVIEW

    def clean(self, value: Any) -> Any:
        """Only addresses that a browser opens as a page."""
        cleaned = super().clean(value)
        if not cleaned["url"].startswith(("https://", "http://")):
            raise blocks.StructBlockValidationError({"url": ValidationError(_("Begin with https://."))})
        return cleaned


class HandoutBlock(blocks.StructBlock):
    """A file to hand out."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    document = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")
        preview_template = PREVIEW


class TopicMaterials(blocks.StreamBlock):
    """What leads can use and hand out."""

    link = LinkBlock()
    document = HandoutBlock()

    class Meta:
        required = False
