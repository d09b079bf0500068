"""The blocks of public pages that aren't plain text: the five stages, and questions with their answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.content import SHORT_TEXT_FEATURES, STAGES
from cms.blocks.media import PREVIEW


class StageStepBlock(blocks.StructBlock):
    """One stage of a chat, as somebody reads of it who wants to know what will happen."""

    stage = blocks.ChoiceBlock(label=_("Stage"), choices=STAGES)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=60)
    sentence = blocks.TextBlock(label=_("In a sentence"), rows=2)
    happens = blocks.RichTextBlock(label=_("What happens"), features=SHORT_TEXT_FEATURES)
    heard = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("What you may hear"))
    why = blocks.TextBlock(label=_("Why it is there"), rows=2, required=False)

    class Meta:
        icon = "time"
        label = _("Stage")
        preview_template = PREVIEW


class StageSteps(blocks.StreamBlock):
    """The five stages in their order, each once."""

    stage = StageStepBlock()

    class Meta:
        block_counts = {"stage": {"min_num": 1, "max_num": 5}}

    def clean(self, value: Any) -> Any:
        """Each stage has one address of its own."""
        cleaned = super().clean(value)
        codes = [block.value["stage"] for block in cleaned]
        again = [place for place, code in enumerate(codes) if code in codes[:place]]
        if again:
            told = _("This stage stands above already. Choose another, or take one of the two away.")
            raise blocks.StreamBlockValidationError({place: ValidationError(told) for place in again})
        return cleaned


class QuestionAndAnswerBlock(blocks.StructBlock):
    """A question that people ask, and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        preview_template = PREVIEW


class QuestionsAndAnswers(blocks.StreamBlock):
    """What people ask before they begin."""

    question = QuestionAndAnswerBlock()

    class Meta:
        required = False
