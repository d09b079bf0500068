"""Slide decks: what is shared, in which versions, who asked for it, and the links that they were sent."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks import content as blocks
from cms.models.visitors import Visiting, VisitingQuerySet
from cms.rules.decks import MOST_DOWNLOADS


class DecksPage(Page):
    """All decks, series by series: those that can be had, and those that are announced."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    body = StreamField(blocks.PlainBody(), verbose_name=_("text"), blank=True)
    terms = RichTextField(
        _("how the slides may be used"),
        features=blocks.SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("In plain words. They stand with every deck, with its form and with each personal link."),
    )

    template = "cms/decks_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.DeckPage"]
    admin_default_ordering = "ord"
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("terms")]

    class Meta:
        verbose_name = _("slide decks")


class DeckPageQuerySet(PageQuerySet):
    """Decks, in adjectives."""

    def offered(self) -> Self:
        """Whose file is given out to those who ask; all others are announced, or taken back."""
        kept = DeckVersion.objects.filter(deck=OuterRef("pk"))
        rows: Self = self.live().filter(Exists(kept), document__isnull=False)
        return rows


class DeckPage(Page):
    """The slides of one series; without a file they are announced."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    audience = models.CharField(_("whom it is for"), max_length=300, blank=True)
    slides = models.PositiveSmallIntegerField(_("how many slides"), null=True, blank=True)
    body = StreamField(blocks.PlainBody(), verbose_name=_("text"), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("Another file becomes a new version when the page is published. Without one it is announced."),
    )
    news = models.CharField(
        _("what is new in this version"),
        max_length=300,
        blank=True,
        help_text=_("Told to those who asked to hear of new versions."),
    )

    objects: Any = PageManager.from_queryset(DeckPageQuerySet)()

    template = "cms/deck_page.html"
    parent_page_types: ClassVar = ["cms.DecksPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("audience"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("audience"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("slides"), FieldPanel("news")], heading=_("The slides")),
    ]

    class Meta:
        verbose_name = _("slide deck")


class DeckVersion(models.Model):
    """A file of a deck as it was published; its bytes stand in the storage ``decks`` under their digest."""

    wagtail_reference_index_ignore = True

    deck = models.ForeignKey(DeckPage, models.SET_NULL, null=True, related_name="versions")
    title = models.CharField(max_length=255)
    number = models.PositiveIntegerField(_("version"))
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("file"), max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    news = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"))
    # When its page was last published with this file: a publication after that was never looked at.
    kept_at = models.DateTimeField()
    # When the last of those who wanted to hear of it had their mail.
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("deck", "-number")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("deck", "number"), name="deck_version_once"),)
        indexes = (models.Index(fields=("id",), name="deck_version_to_tell", condition=Q(told_at=None)),)

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def kind(self) -> str:
        """As people call it: the ending of its name, in capitals."""
        return self.name.rpartition(".")[2].upper()

    @property
    def place(self) -> str:
        """Where its bytes stand in the storage."""
        return f"{self.sha256[:2]}/{self.sha256}"


class DeckRequestQuerySet(VisitingQuerySet["DeckRequest"]):
    """Requests, in adjectives."""

    def told_of_news(self) -> Self:
        """Who confirmed their address and still wants to hear of new versions."""
        return self.confirmed().filter(tell_news=True)

    def confirmed(self) -> Self:
        """Who pressed the button behind the link that was mailed to them."""
        return self.filter(confirmed_at__isnull=False)

    def named(self) -> Self:
        """Whose name and address are still kept."""
        return self.exclude(email="")


class DeckRequest(Visiting):
    """Who asked for a deck, for what, and that they agreed to what is done with their answers.

    Once its time has passed or its person asked so, name, address and own words are blanked; the rest is counted.
    """

    class Purpose(models.TextChoices):
        CHAT = "chat", _("a chat or dialogue that we hold")
        TEACHING = "teaching", _("teaching students or residents")
        STAFF = "staff", _("training faculty or staff")
        MEETING = "meeting", _("a meeting of my team or group")
        OWN = "own", _("my own learning")
        OTHER = "other", _("something else")

    wagtail_reference_index_ignore = True

    deck = models.ForeignKey(DeckPage, models.SET_NULL, null=True, related_name="requests", verbose_name=_("deck"))
    role = models.CharField(_("role"), max_length=200, blank=True)
    institution = models.CharField(_("school or institution"), max_length=200, blank=True)
    purpose = models.CharField(_("used for"), max_length=10, choices=Purpose.choices)
    use = models.TextField(_("in their own words"), max_length=1000, blank=True)
    tell_news = models.BooleanField(_("tell me of new versions"), default=False)
    asked_at = models.DateTimeField(_("asked"))
    agreed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True)

    objects = DeckRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("request for a deck")
        verbose_name_plural = _("requests for decks")
        default_permissions = ("view",)
        permissions = (("see_deck_addresses", "Can see who asked for a deck, and their addresses"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=["chat", "teaching", "staff", "meeting", "own", "other"]),
                name="deck_request_purpose_known",
            ),
        )
        indexes = (
            models.Index(fields=("deck", "confirmed_at"), name="deck_request_by_deck"),
            models.Index(fields=("email_key",), name="deck_request_by_address"),
        )

    def __str__(self) -> str:
        return f"{self.institution} · {self.get_purpose_display()}"


class DeckLink(models.Model):
    """A personal link to one version: it ends at its time, and after so many downloads."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(DeckRequest, models.CASCADE, related_name="links")
    version = models.ForeignKey(DeckVersion, models.PROTECT, related_name="links")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    for_news = models.BooleanField(default=False)
    downloads = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("request", "version"), name="deck_link_once_per_version"),
            models.CheckConstraint(condition=Q(downloads__lte=MOST_DOWNLOADS), name="deck_link_most_downloads"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} · {self.version_id}"
