"""The blocks that lessons, rubrics and plain pages are written in. No block takes raw HTML."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.media import PREVIEW, EmbedBlock, FileBlock, PictureBlock, QuoteBlock, VideoBlock

TEXT_FEATURES = ["bold", "italic", "h3", "h4", "ol", "ul", "blockquote", "link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]

# The block picker shows what isn't text below a heading of its own.
MEDIA = _("Images, videos and files")

STAGES = (
    ("check_in", _("Check-in")),
    ("concept", _("Concept")),
    ("frame", _("Frame")),
    ("breakout", _("Breakout")),
    ("debrief", _("Debrief")),
)


class CalloutBlock(blocks.StructBlock):
    """A thought set apart from the text."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        template = "cms/blocks/callout.html"
        label = _("Callout")
        preview_template = PREVIEW


class KeyTermBlock(blocks.StructBlock):
    """A word with its meaning."""

    term = blocks.CharBlock(label=_("Term"), max_length=120)
    text = blocks.RichTextBlock(label=_("Meaning"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "openquote"
        label = _("Key term")
        preview_template = PREVIEW


class GuidingQuestionsBlock(blocks.StructBlock):
    """Open questions to think or talk about."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    items = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Guiding questions")
        preview_template = PREVIEW
        template = "cms/blocks/questions.html"


class ScenarioBlock(blocks.StructBlock):
    """An invented situation."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("What happens"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "group"
        label = _("Scenario")
        preview_template = PREVIEW


class ScriptBlock(blocks.StructBlock):
    """Words that a facilitator can say in one of the five stages."""

    stage = blocks.ChoiceBlock(label=_("Stage"), choices=STAGES)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=120)
    text = blocks.RichTextBlock(label=_("What to say"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "comment"
        label = _("Facilitator's script")
        preview_template = PREVIEW


class LessonBody(blocks.StreamBlock):
    """What a lesson is made of; each block becomes one block of the released lesson."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow", preview_template=PREVIEW)
    callout = CalloutBlock()
    key_term = KeyTermBlock()
    questions = GuidingQuestionsBlock()
    scenario = ScenarioBlock()
    prompt = blocks.TextBlock(
        label=_("Reflection prompt"),
        icon="edit",
        rows=2,
        help_text=_("A question for the reader alone. What they answer is private."),
        preview_template=PREVIEW,
    )
    script = ScriptBlock()
    quote = QuoteBlock()
    image = PictureBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    file = FileBlock(group=MEDIA)
    embed = EmbedBlock(group=MEDIA)


class CompetencyBlock(blocks.StructBlock):
    """One thing that observers look at, with what can be seen at each of the four levels."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    question = blocks.CharBlock(label=_("Question for the observer"), max_length=300)
    anchor_1 = blocks.TextBlock(label=_("What level 1 looks like"), rows=2)
    anchor_2 = blocks.TextBlock(label=_("What level 2 looks like"), rows=2)
    anchor_3 = blocks.TextBlock(label=_("What level 3 looks like"), rows=2)
    anchor_4 = blocks.TextBlock(label=_("What level 4 looks like"), rows=2)
    critical = blocks.BooleanBlock(
        label=_("Critical"), required=False, help_text=_("A low score here weighs, however good the rest is.")
    )

    class Meta:
        icon = "view"
        label = _("Competency")
        preview_template = PREVIEW


class Competencies(blocks.StreamBlock):
    """What observers look at."""

    competency = CompetencyBlock()

    class Meta:
        required = False


class StageSentenceBlock(blocks.StructBlock):
    """A stage of a chat in one sentence."""

    stage = blocks.ChoiceBlock(label=_("Stage"), choices=STAGES)
    sentence = blocks.TextBlock(label=_("In a sentence"), rows=2)

    class Meta:
        icon = "time"
        label = _("Stage")
        preview_template = PREVIEW


class StageSentences(blocks.StreamBlock):
    """The five stages as the home page tells them."""

    stage = StageSentenceBlock()

    class Meta:
        required = False


class Assumptions(blocks.StreamBlock):
    """What everybody in a chat agrees to begin from."""

    assumption = blocks.TextBlock(label=_("Grounding assumption"), rows=2, preview_template=PREVIEW)

    class Meta:
        required = False


class PlainBody(blocks.StreamBlock):
    """What plain pages are made of."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow", preview_template=PREVIEW)
    callout = CalloutBlock()
    questions = GuidingQuestionsBlock()
    image = PictureBlock()
