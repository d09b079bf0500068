"""What the program has reached: a page, and figures from before this system was there."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.content import TEXT_FEATURES
from cms.rules.impact import Cell
from cms.rules.seasons import season_from
from cms.words.impact import season_name

MOST_PERCENT, FEWEST_ANSWERS_BEFORE = 100, 5
ALL_TIME = "ever"


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

    @re_path(r"^(\d{4}-(?:spring|autumn))/$", name="season")
    def of_season(self, request: HttpRequest, key: str) -> TemplateResponse:
        """One season on a page that fits on a sheet; none that is still to come."""
        season = season_from(key)
        if season is None or season.begins > timezone.localdate(timezone=timezone.get_default_timezone()):
            raise Http404
        told = {"season": season, "season_name": season_name(season)}
        page: TemplateResponse = self.render(request, context_overrides=told, template="cms/impact_season_page.html")
        return page


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

    PERCENTAGES: ClassVar = (Measure.INTEREST, Measure.ACTION, Measure.RECOMMEND)

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

    panels: ClassVar = [
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("at_least")]),
        FieldPanel("answers"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("since"), FieldPanel("until")])], heading=_("Counted in which time")
        ),
        FieldPanel("source"),
    ]

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

    def clean(self) -> None:
        """The same that the constraints ask for, said at the field where it is mended."""
        super().clean()
        faults: dict[str, Any] = {}
        if self.is_percentage and (self.value or 0) > MOST_PERCENT:
            faults["value"] = _("A percentage is at most 100.")
        if self.is_percentage and (self.answers or 0) < FEWEST_ANSWERS_BEFORE:
            faults["answers"] = _("A percentage stands on at least five answers. How many were there?")
        until: date | None = self.until
        if self.since and until and self.since > until:
            faults["since"] = _("It can't begin after it ends.")
        if faults:
            raise ValidationError(faults)

    @property
    def is_percentage(self) -> bool:
        return self.measure in self.PERCENTAGES


class ToldFigure(models.Model):
    """A figure of one season, or of all time, as it is told until enough has changed for another.

    What is behind it: attendances of their own, people, or rounds of feedback. Pages read these rows and nothing finer.
    """

    class Measure(models.TextChoices):
        LOCAL = "local", _("attendances of chats here")
        NATIONAL = "national", _("attendances of national chats")
        PEOPLE = "people", _("people who came")
        INSTITUTIONS = "institutions", _("institutions")
        COUNTRIES = "countries", _("countries")
        INTEREST = "interest", _("it stimulated my interest in the topic")
        ACTION = "action", _("it will help me take sound action")
        RECOMMEND = "recommend", _("I would recommend it")

    wagtail_reference_index_ignore = True

    # A season's key, or ``ALL_TIME``.
    season = models.CharField(max_length=12)
    measure = models.CharField(max_length=15, choices=Measure.choices)
    value = models.PositiveIntegerField()
    behind = models.PositiveIntegerField()
    answers = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("season", "measure"), name="told_figure_once"),
            models.CheckConstraint(
                condition=Q(
                    measure__in=["interest", "action", "recommend"],
                    behind__gte=3,
                    answers__gte=27,
                    answers__isnull=False,
                )
                | Q(
                    measure__in=["local", "national", "people", "institutions", "countries"],
                    behind__gte=5,
                    answers=None,
                ),
                name="told_figure_of_enough",
            ),
        )

    def __str__(self) -> str:
        return f"{self.season} {self.measure}: {self.value}"

    @property
    def cell(self) -> Cell:
        return Cell(self.value, self.behind, self.answers)
