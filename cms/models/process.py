"""The five stages of a chat, to step through and to print."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.public import StageSteps


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
