"""The blocks that show something which isn't text: words of others, images, videos, files, pages of others.

What a reader who doesn't see or hear would miss is asked for where it is left out. No block takes raw HTML.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TRANSCRIPT_FEATURES = ["bold", "italic", "ol", "ul", "link"]
VIDEO_EXTENSIONS = ("mp4", "webm")
CAPTION_EXTENSIONS = ("vtt",)
PREVIEW = "cms/blocks/preview.html"


def languages() -> list[tuple[str, Any]]:
    """The languages that captions can be in."""
    return list(settings.LANGUAGES)


def _fault(errors: Mapping[str, Any]) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={name: ValidationError(words) for name, words in errors.items()})


class QuoteBlock(blocks.StructBlock):
    """What somebody said, who agreed to be quoted here. Without that it isn't kept, not even as a draft."""

    words = blocks.TextBlock(label=_("What they said"), rows=3, max_length=1000)
    name = blocks.CharBlock(
        label=_("Who said it"), max_length=120, help_text=_("As they want to be named; it need not be their name.")
    )
    role = blocks.CharBlock(
        label=_("In what role"), max_length=120, help_text=_("For example: took part in a chat in spring.")
    )
    consent = blocks.BooleanBlock(label=_("They agreed to be quoted here, in these words"), required=False)
    agreed_on = blocks.DateBlock(label=_("When they agreed"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote with consent")
        preview_template = PREVIEW

    def clean(self, value: Any) -> Any:
        """Nobody is quoted who didn't say yes; a yes has a day, and that day has been."""
        cleaned = super().clean(value)
        if self.is_deferred_validation and not (cleaned["words"] or cleaned["name"]):
            # Nobody's words stand here yet.
            return cleaned
        faults = {}
        if not cleaned["consent"]:
            faults["consent"] = _("Ask them first. A quote stays here only when the person agreed to it.")
        if not cleaned["agreed_on"]:
            faults["agreed_on"] = _("Write down the day on which they agreed.")
        elif cleaned["agreed_on"] > timezone.localdate():
            faults["agreed_on"] = _("This day is still to come.")
        if faults:
            raise _fault(faults)
        return cleaned


class PictureBlock(blocks.StructBlock):
    """An image with words for those who don't see it, or said to be decoration."""

    image = ImageBlock(
        label=_("Image"),
        help_text=_("Describe what the image tells, in a sentence. If it tells nothing, mark it as decorative."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "cms/blocks/picture.html"
        preview_template = PREVIEW


class _DocumentsBlock(blocks.StructBlock):
    """A block whose documents have to be of certain types."""

    extensions: Mapping[str, Collection[str]] = {}
    wrong: Mapping[str, Any] = {}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = {
            name: self.wrong[name]
            for name, allowed in self.extensions.items()
            if cleaned[name] and cleaned[name].file_extension.lower() not in allowed
        }
        if faults:
            raise _fault(faults)
        return cleaned


class VideoBlock(_DocumentsBlock):
    """A video with captions for those who don't hear it, and its words for those who don't watch it."""

    extensions = {"video": VIDEO_EXTENSIONS, "captions": CAPTION_EXTENSIONS}
    wrong = {
        "video": _("Choose a video: a file that ends with .mp4 or .webm."),
        "captions": _("Choose captions in WebVTT: a file that ends with .vtt."),
    }

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    video = DocumentChooserBlock(label=_("Video"), help_text=_("A document that ends with .mp4 or .webm."))
    captions = DocumentChooserBlock(
        label=_("Captions"), help_text=_("A document that ends with .vtt; most video programs can write one.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language of the captions"), choices=languages, default=settings.LANGUAGE_CODE
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=TRANSCRIPT_FEATURES,
        help_text=_("All that is said, by whom, and what can be seen that matters."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        preview_template = PREVIEW


class FileBlock(blocks.StructBlock):
    """A slide deck, a handout or another file to take along."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    document = DocumentChooserBlock(label=_("File"))
    description = blocks.CharBlock(
        label=_("What it is for"), max_length=300, required=False, help_text=_("For example: slides for the hour.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Slides or file")
        preview_template = PREVIEW


class EmbedBlock(blocks.StructBlock):
    """A page of somebody else. Nothing of it is loaded before the reader asks for it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("Videos of YouTube and Vimeo play here after a click; every other page opens by its link."),
    )
    description = blocks.CharBlock(label=_("What there is to see"), max_length=300, required=False)

    class Meta:
        icon = "link-external"
        label = _("Something on another site")
        preview_template = PREVIEW

    def clean(self, value: Any) -> Any:
        """Readers are only led to addresses that nobody on the way can change."""
        cleaned = super().clean(value)
        if cleaned["url"] and not cleaned["url"].startswith("https://"):
            raise _fault({"url": _("Write the address with https:// in front.")})
        return cleaned
