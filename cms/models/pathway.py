"""A pathway with its modules and lessons."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from certification.review.models import Round
from cms.blocks import content as blocks
from cms.blocks.checks import CheckQuestions
from cms.blocks.public import QuestionsAndAnswers
from cms.blocks.requirements import REQUIREMENT_BLOCKS
from cms.rules.releases import PanelFault, panel_fault
from courses.practice.rules import WORDS_NEEDED_BELOW

PANEL_FAULTS = {
    PanelFault.NO_PANEL_HERE: _(
        "With this rule as many people read as approvals are needed. Write 0, or choose another."
    ),
    PanelFault.TOO_SMALL: _("A panel has at least as many people as approvals are needed."),
}


class PathwayPage(Page):
    """The road to one certification as people read about it, with its requirements and the observers' rubric.

    Publishing changes these words only; what trainees read and need changes with a release.
    """

    introduction = RichTextField(_("introduction"), features=blocks.TEXT_FEATURES)
    usual_weeks = models.PositiveSmallIntegerField(
        _("usual number of weeks"), default=8, validators=[MinValueValidator(1), MaxValueValidator(104)]
    )
    questions = StreamField(QuestionsAndAnswers(), verbose_name=_("questions that people ask"), blank=True)
    requirements = StreamField(REQUIREMENT_BLOCKS, verbose_name=_("requirements"), blank=True)
    approvals = models.PositiveSmallIntegerField(
        _("approvals needed"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("How many people of the core group have to say yes to an application."),
    )
    decision_rule = models.CharField(
        _("how it is decided"),
        max_length=15,
        choices=Round.Rule.choices,
        default=Round.Rule.NO_OBJECTION,
        db_default=Round.Rule.NO_OBJECTION,
        help_text=_(
            "So many approvals and no open objection; so many of a larger panel, whatever the rest says; or everybody"
            " of a panel."
        ),
    )
    panel = models.PositiveSmallIntegerField(
        _("people who read an application"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(15)],
        help_text=_("0: as many as approvals are needed. A panel is larger than that."),
    )
    unit_excludes = models.BooleanField(
        _("the same unit excludes"),
        default=False,
        db_default=False,
        help_text=_("Who works in the candidate's unit doesn't decide. Otherwise it is shown beside their name."),
    )
    target_days = models.PositiveSmallIntegerField(
        _("days to decide"),
        default=14,
        db_default=14,
        validators=[MinValueValidator(2), MaxValueValidator(120)],
        help_text=_(
            "From the application to the answer. Reviewers are reminded at half of it, admins told at its end."
        ),
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("days to ask for a second look"),
        default=30,
        db_default=30,
        validators=[MinValueValidator(7), MaxValueValidator(180)],
        help_text=_("So long people who were declined can ask that others look at it again."),
    )
    certificate_months = models.PositiveSmallIntegerField(
        _("months that a certificate holds"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(120)],
        help_text=_("0: for good. What is issued keeps what was promised on its day."),
    )
    renewal_chats = models.PositiveSmallIntegerField(
        _("chats led to renew it"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(50)],
        help_text=_("So many held chats since it was issued, as host or facilitator, and a short reflection."),
    )
    level_1 = models.CharField(_("level 1"), max_length=60, default="Not yet")
    level_2 = models.CharField(_("level 2"), max_length=60, default="Getting there")
    level_3 = models.CharField(_("level 3"), max_length=60, default="Ready")
    level_4 = models.CharField(_("level 4"), max_length=60, default="Could teach it")
    competencies = StreamField(blocks.Competencies(), verbose_name=_("competencies"), blank=True)
    words_below = models.PositiveSmallIntegerField(
        _("words needed below level"),
        default=WORDS_NEEDED_BELOW,
        db_default=WORDS_NEEDED_BELOW,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_(
            "Observers say what they saw or heard where they score lower than this. 1: never; 5: with every level."
        ),
    )
    qualified_observers = models.BooleanField(
        _("only qualified observers count"),
        default=False,
        db_default=False,
        help_text=_(
            "Scores of observers who haven't qualified by a calibration exercise within a year advise the lead, and"
            " count for no requirement."
        ),
    )

    template = "cms/pathway_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.ModulePage"]
    # Staff see modules and lessons in the order in which they are read.
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("usual_weeks"),
        FieldPanel("questions"),
    ]
    requirement_panels: ClassVar[list[Panel]] = [
        FieldPanel("requirements"),
        MultiFieldPanel([FieldPanel(name) for name in ("approvals", "decision_rule", "panel")], heading=_("Decision")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("unit_excludes", "target_days", "appeal_days")], heading=_("The core group")
        ),
        MultiFieldPanel(
            [FieldPanel("certificate_months"), FieldPanel("renewal_chats")], heading=_("Life of a certificate")
        ),
    ]
    rubric_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel(f"level_{n}") for n in (1, 2, 3, 4)], heading=_("Levels")),
        FieldPanel("competencies"),
        MultiFieldPanel([FieldPanel("words_below"), FieldPanel("qualified_observers")], heading=_("Observers")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(requirement_panels, heading=_("Requirements")),
            ObjectList(rubric_panels, heading=_("Rubric")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("pathway")
        permissions = (("release_pathway", _("Can release pathways to trainees")),)

    def clean(self) -> None:
        """A panel reaches the approvals that are needed, and is named only where the rule has one."""
        super().clean()
        fault = panel_fault(self.decision_rule, approvals=self.approvals or 0, panel=self.panel or 0)
        if fault:
            raise ValidationError({"panel": PANEL_FAULTS[fault]})


class ModulePage(Page):
    """A part of a pathway: a title, a few words, and the lessons below it."""

    summary = models.TextField(_("in a few words"), blank=True)

    template = "cms/module_page.html"
    parent_page_types: ClassVar = ["cms.PathwayPage"]
    subpage_types: ClassVar = ["cms.LessonPage"]
    admin_default_ordering = "ord"
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("module")


class LessonPage(Page):
    """A lesson as it is being written. Trainees read the released version, which never changes under them."""

    summary = models.TextField(_("in a few words"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    required = models.BooleanField(_("required"), default=True)
    minimum = models.PositiveSmallIntegerField(
        _("minutes that have to be read"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(120)],
        help_text=_(
            "0: no time is counted, and readers say when they are done. Otherwise the server counts how long the page "
            "is read, and the lesson can be completed only then. Readers are told."
        ),
    )
    body = StreamField(blocks.LessonBody(), verbose_name=_("lesson"))
    pass_mark = models.PositiveSmallIntegerField(
        _("percent to pass"), default=75, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    tries = models.PositiveSmallIntegerField(
        _("tries"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(20)],
        help_text=_("0: as many as one likes. The best try counts. Staff can give one more."),
    )
    draw = models.PositiveSmallIntegerField(
        _("questions to draw"),
        default=0,
        db_default=0,
        help_text=_("0: all. Otherwise each try asks so many of those below. Open questions are always asked."),
    )
    questions = StreamField(CheckQuestions(), verbose_name=_("questions"), blank=True)

    template = "cms/lesson_page.html"
    parent_page_types: ClassVar = ["cms.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("minimum"), FieldPanel("required")], heading=_("Time")),
        FieldPanel("body"),
    ]
    check_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("pass_mark"), FieldPanel("tries"), FieldPanel("draw")], heading=_("To pass")),
        FieldPanel("questions"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(check_panels, heading=_("Knowledge check")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("lesson")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """A phone is one of the sizes that every preview has; paper is another sheet of styles."""
        return [("", _("As trainees read it")), ("print", _("On paper"))]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"on_paper": mode_name == "print"}

    def clean(self) -> None:
        """More can't be drawn than there is, nor more minutes asked for than the lesson takes."""
        super().clean()
        marked = sum(block.block_type != "text" for block in self.questions)
        faults: dict[str, Any] = {}
        if self.draw and self.draw > marked:
            faults["draw"] = _("There are fewer questions than that. Write more of them, or draw fewer.")
        if self.minimum and self.minutes and self.minimum > self.minutes:
            faults["minimum"] = _("That is longer than the lesson takes.")
        if faults:
            raise ValidationError(faults)
