"""The questions of a knowledge check, one block for each kind, and what an editor is told when one isn't whole."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.media import PREVIEW

FEEDBACK_HELP = _("What everybody reads once they have answered.")


class ChoiceBlock(blocks.StructBlock):
    """One possible answer, and what it teaches whoever picks it."""

    text = blocks.CharBlock(label=_("Answer"), max_length=400)
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("What to tell whoever picks it"), rows=2)


class ConsequenceBlock(blocks.StructBlock):
    """One thing that one could do, and what would come of it."""

    text = blocks.CharBlock(label=_("What one could do"), max_length=400)
    right = blocks.BooleanBlock(label=_("A good way"), required=False)
    feedback = blocks.TextBlock(label=_("What happens then"), rows=2)


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.CharBlock(label=_("This"), max_length=200)
    right = blocks.CharBlock(label=_("belongs to this"), max_length=200)


class _CheckedQuestion(blocks.StructBlock):
    """A question whose list of answers is looked at as a whole."""

    checked: str

    def fault(self, value: Any) -> Any:
        """In words what keeps the question from being asked, or nothing."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        words = self.fault(cleaned)
        if words:
            fault = ListBlockValidationError(non_block_errors=ValidationError([words]))
            raise StructBlockValidationError(block_errors={self.checked: fault})
        return cleaned


def _choices_fault(value: Any) -> Any:
    """A question needs a right answer, and one with single choice exactly one."""
    right = sum(bool(choice["right"]) for choice in value["choices"])
    if right == 0:
        return _("Mark the answer that is right.")
    if right > 1 and not value["multiple"]:
        return _("Only one answer can be right, unless more than one may be chosen.")
    return _same_words([choice["text"] for choice in value["choices"]])


def _scenario_fault(value: Any) -> Any:
    right = sum(bool(choice["right"]) for choice in value["choices"])
    if right == 0:
        return _("Mark the way that is good.")
    if right > 1:
        return _("Only one way can be marked as good, because only one can be chosen.")
    return _same_words([choice["text"] for choice in value["choices"]])


def _order_fault(value: Any) -> Any:
    return _same_words(list(value["items"]))


def _pairs_fault(value: Any) -> Any:
    pairs = value["pairs"]
    return _same_words([pair["left"] for pair in pairs]) or _same_words([pair["right"] for pair in pairs])


def _same_words(texts: list[str]) -> Any:
    plain = [" ".join(text.split()).casefold() for text in texts]
    return _("Two of these say the same. Each has to be different.") if len(set(plain)) < len(plain) else None


class QuestionBlock(_CheckedQuestion):
    """One of several answers, or several of them."""

    text = blocks.CharBlock(label=_("Question"), max_length=400)
    multiple = blocks.BooleanBlock(label=_("More than one answer may be right"), required=False)
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Answers"), min_num=2)

    checked = "choices"

    def fault(self, value: Any) -> Any:
        return _choices_fault(value)

    class Meta:
        icon = "help"
        label = _("Choose one or several")
        preview_template = PREVIEW


class ScenarioQuestionBlock(_CheckedQuestion):
    """What one would do, and what would come of it."""

    situation = blocks.TextBlock(label=_("What happens"), rows=3)
    text = blocks.CharBlock(label=_("Question"), max_length=400)
    choices = blocks.ListBlock(ConsequenceBlock(), label=_("Ways"), min_num=2)

    checked = "choices"

    def fault(self, value: Any) -> Any:
        return _scenario_fault(value)

    class Meta:
        icon = "group"
        label = _("Decide in a situation")
        preview_template = PREVIEW


class OrderingBlock(_CheckedQuestion):
    """Things to be put in order."""

    text = blocks.CharBlock(label=_("Question"), max_length=400)
    items = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("In the right order"),
        min_num=2,
        max_num=12,
        help_text=_("Readers get them shuffled."),
    )
    feedback = blocks.TextBlock(label=_("Afterwards"), rows=2, help_text=FEEDBACK_HELP)

    checked = "items"

    def fault(self, value: Any) -> Any:
        return _order_fault(value)

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        preview_template = PREVIEW


class MatchingBlock(_CheckedQuestion):
    """Things that belong together."""

    text = blocks.CharBlock(label=_("Question"), max_length=400)
    pairs = blocks.ListBlock(
        PairBlock(), label=_("What belongs together"), min_num=2, max_num=12, help_text=_("Readers get them shuffled.")
    )
    feedback = blocks.TextBlock(label=_("Afterwards"), rows=2, help_text=FEEDBACK_HELP)

    checked = "pairs"

    def fault(self, value: Any) -> Any:
        return _pairs_fault(value)

    class Meta:
        icon = "link"
        label = _("Match")
        preview_template = PREVIEW


class OpenQuestionBlock(blocks.StructBlock):
    """A question that readers answer in their own words; never marked."""

    text = blocks.CharBlock(label=_("Question"), max_length=400)
    model = blocks.TextBlock(
        label=_("A model answer"),
        rows=3,
        help_text=_("Readers compare their own words with it once they have answered. Nobody marks them."),
    )

    class Meta:
        icon = "edit"
        label = _("Answer in one's own words")
        preview_template = PREVIEW


class CheckQuestions(blocks.StreamBlock):
    """The questions of a lesson's knowledge check; none: the lesson has no check."""

    question = QuestionBlock()
    scenario = ScenarioQuestionBlock()
    ordering = OrderingBlock()
    matching = MatchingBlock()
    text = OpenQuestionBlock()

    class Meta:
        required = False
