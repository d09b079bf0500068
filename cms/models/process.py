"""The five stages of a chat, to step through and to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.public import StageSteps
from lms.web.parts import STAGE_BY_CODE, Words


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as readers meet it; ``told`` is what its editor wrote."""

    number: int
    code: str
    name: Words
    slug: str
    url: str
    told: Any


@dataclass(frozen=True, slots=True)
class Walk:
    """All steps, the one that is looked at, and its neighbours."""

    steps: Sequence[Step]
    here: Step

    @property
    def before(self) -> Step | None:
        return self.steps[self.here.number - 2] if self.here.number > 1 else None

    @property
    def after(self) -> Step | None:
        return self.steps[self.here.number] if self.here.number < len(self.steps) else None


class ProcessPage(RoutablePageMixin, Page):
    """How a chat runs: all five stages on one sheet, and each on a page of its own."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    stages = StreamField(StageSteps(), verbose_name=_("the five stages"))

    template = "cms/process_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("stages")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("stages")]

    class Meta:
        verbose_name = _("the process")

    @property
    def steps(self) -> list[Step]:
        """The stages in the order of the page. No query."""
        return [_step(number, block.value, self.url) for number, block in enumerate(self.stages, start=1)]

    @property
    def minutes(self) -> dict[str, int]:
        """How long each stage takes, by its code."""
        return {block.value["stage"]: block.value["minutes"] for block in self.stages}

    @path("<slug:slug>/", name="stage")
    def one_stage(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One stage, with the ways to the one before and the next."""
        steps = self.steps
        here = next((step for step in steps if step.slug == slug), None)
        if here is None:
            raise Http404
        told: HttpResponse = self.render(
            request, context_overrides={"walk": Walk(steps, here)}, template="cms/process_stage.html"
        )
        return told


def _step(number: int, told: Any, above: str | None) -> Step:
    code = told["stage"]
    slug = code.replace("_", "-")
    return Step(number, code, STAGE_BY_CODE[code].name, slug, f"{above or ''}{slug}/", told)
