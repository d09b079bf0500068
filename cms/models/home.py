"""The home page, and pages of plain text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import content as blocks


class HomePage(Page):
    """The first page: what the program is, how a chat runs, when the next training is."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    idea = RichTextField(_("what it is"), features=blocks.TEXT_FEATURES, blank=True)
    stages = StreamField(blocks.StageSentences(), verbose_name=_("the five stages"), blank=True)
    assumptions = StreamField(blocks.Assumptions(), verbose_name=_("grounding assumptions"), blank=True)
    invitation = RichTextField(_("become a facilitator"), features=blocks.TEXT_FEATURES, blank=True)

    template = "cms/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "cms.StandardPage",
        "cms.PathwayPage",
        "cms.TopicPage",
        "cms.ProcessPage",
        "cms.ChatsPage",
        "cms.DecksPage",
        "cms.ImpactPage",
        "cms.VoicesPage",
        "cms.CoreGroupPage",
    ]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("idea"),
        FieldPanel("stages"),
        FieldPanel("assumptions"),
        FieldPanel("invitation"),
    ]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("idea")]

    class Meta:
        verbose_name = _("home page")


class StandardPage(Page):
    """A page of plain text, for example about the program."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    body = StreamField(blocks.PlainBody(), verbose_name=_("text"), blank=True)

    template = "cms/standard_page.html"
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("plain page")
