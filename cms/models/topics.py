"""The library of topics."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.topics import TopicMaterials, TopicQuestions


class TopicPage(Page):
    """A topic of the library: what a dialogue can be about. Plans keep a copy, so that no later change reaches them."""

    concept = models.TextField(_("concept"), help_text=_("What it is about, in one or two sentences."))
    definition = models.TextField(
        _("definition"), help_text=_("What everybody starts from, short enough to read aloud.")
    )
    questions = StreamField(TopicQuestions(), verbose_name=_("guiding questions"))
    materials = StreamField(TopicMaterials(), verbose_name=_("materials"), blank=True)

    template = "cms/topic_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("concept"),
        FieldPanel("definition"),
        FieldPanel("questions"),
        FieldPanel("materials"),
    ]

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("concept"),
        index.SearchField("definition"),
        index.SearchField("questions"),
    ]

    class Meta:
        verbose_name = _("topic")
