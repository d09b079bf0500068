"""What the program has reached: a page, and figures from before this system was there."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.content import TEXT_FEATURES


class ImpactPage(RoutablePageMixin, Page):
    """Reach and what participants answered, computed beside what is known from before; and a page for each season."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    body = RichTextField(_("how we count"), features=TEXT_FEATURES, blank=True)

    template = "cms/impact_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("impact")


class Figure(models.Model):
    """A figure that was known before, with its dates and its source. It stands beside what is computed, never in it."""

    class Measure(models.TextChoices):
        TOPICS = "topics", _("topics talked about")
        ATTENDANCES = "attendances", _("attendances")
        PEOPLE = "people", _("people who came")
        INSTITUTIONS = "institutions", _("institutions")
        INTEREST = "interest", _("percent: it stimulated my interest in the topic")
        ACTION = "action", _("percent: it will help me take sound action")
        RECOMMEND = "recommend", _("percent: I would recommend it")

    measure = models.CharField(_("what it counts"), max_length=15, choices=Measure.choices)
    value = models.PositiveIntegerField(_("number"))
    at_least = models.BooleanField(
        _("at least"), default=False, help_text=_("Told as “more than”, where nobody counted exactly.")
    )
    answers = models.PositiveIntegerField(
        _("number of answers"), null=True, blank=True, help_text=_("Every percentage needs it, and at least five.")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("to"), help_text=_("The day up to which it was counted."))
    source = models.CharField(_("source"), max_length=200, help_text=_("Who counted, and where it can be read."))

    class Meta:
        ordering = ("measure", "-until", "-pk")
        verbose_name = _("figure from before")
        verbose_name_plural = _("figures from before")
        constraints = (
            models.CheckConstraint(
                condition=~Q(measure__in=["interest", "action", "recommend"])
                | Q(value__lte=100, answers__gte=5, answers__isnull=False),
                name="figure_percent_has_answers",
                violation_error_message=_("A percentage is at most 100, and stands on at least five answers."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(since__lte=F("until")),
                name="figure_dates_in_order",
                violation_error_message=_("It can't begin after it ends."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.value}"
