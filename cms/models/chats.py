"""Chats as the public finds them: series, their chats, and the schools that are told of them.

A chat that takes place has a session of its own (``courses.slots``), where seats, times and links live; its page adds
what it is about.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from cms.blocks.content import SHORT_TEXT_FEATURES, TEXT_FEATURES
from cms.models.visitors import Visiting, VisitingQuerySet
from courses.slots.models import Slot
from lms.web.cards import HEIGHT, WIDTH, CardPicture

CHAT_KINDS = (Slot.Kind.CHAT_LOCAL, Slot.Kind.CHAT_NATIONAL)


class ChatsPage(RoutablePageMixin, Page):
    """All series, what comes next, and the archive of past topics."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    template = "cms/chats_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.SeriesPage"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("chats")


class SeriesPage(RoutablePageMixin, Page):
    """A series of chats; those below it are its parts, in their order."""

    class Scope(models.TextChoices):
        LOCAL = "local", _("here")
        NATIONAL = "national", _("all medical schools of the USA and Canada")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    body = RichTextField(_("what it is about"), features=TEXT_FEATURES, blank=True)
    scope = models.CharField(_("for whom"), max_length=10, choices=Scope.choices, default=Scope.LOCAL)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    template = "cms/series_page.html"
    parent_page_types: ClassVar = ["cms.ChatsPage"]
    subpage_types: ClassVar = ["cms.ChatPage"]
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("scope"),
        FieldPanel("body"),
        FieldPanel("picture"),
    ]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("series of chats")
        constraints = (models.CheckConstraint(condition=Q(scope__in=["local", "national"]), name="series_scope_known"),)

    def card_picture(self) -> CardPicture | None:
        """Its own picture beside links to it."""
        if self.picture is None:
            return None
        drawn = self.picture.get_rendition(f"fill-{WIDTH}x{HEIGHT}|format-jpeg|jpegquality-60")
        return CardPicture(drawn.url, self.picture.default_alt_text)


class ChatPage(Page):
    """One chat: its title and text at once, its topic when it is shared, and where its session or its day stands."""

    text = RichTextField(_("what to expect"), features=SHORT_TEXT_FEATURES, blank=True)
    topic = models.CharField(
        _("topic"), max_length=200, blank=True, help_text=_("Only where it is shared later than the title.")
    )
    about = RichTextField(
        _("about the topic"), features=TEXT_FEATURES, blank=True, help_text=_("Shared together with the topic.")
    )
    topic_days_before = models.PositiveSmallIntegerField(
        _("days before, on which the topic is shared"),
        default=0,
        validators=[MaxValueValidator(60)],
        help_text=_("0: at once. 7: a week before the chat begins."),
    )
    # Set by the job that tells people of it; what readers see follows from the clock.
    topic_told_at = models.DateTimeField(null=True, editable=False)
    session = models.OneToOneField(
        Slot, models.SET_NULL, null=True, blank=True, related_name="chat_page", verbose_name=_("session")
    )
    open_door = models.BooleanField(
        _("anybody may join without a seat"),
        default=False,
        help_text=_("The way to the meeting stands on the page from 15 minutes before the start to the end."),
    )
    held_on = models.DateField(
        _("held on"), null=True, blank=True, help_text=_("Only for a chat that was held without a session here.")
    )
    led_by = models.CharField(
        _("led by"), max_length=200, blank=True, help_text=_("Only for a chat that was held without a session here.")
    )

    template = "cms/chat_page.html"
    parent_page_types: ClassVar = ["cms.SeriesPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("about"), FieldPanel("topic_days_before")], heading=_("The topic")
        ),
        MultiFieldPanel([FieldPanel("session"), FieldPanel("open_door")], heading=_("When and where")),
        MultiFieldPanel([FieldPanel("held_on"), FieldPanel("led_by")], heading=_("A chat that was held elsewhere")),
    ]

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("text"),
        index.SearchField("told_topic"),
        index.SearchField("told_about"),
    ]

    class Meta:
        verbose_name = _("chat")

    def clean(self) -> None:
        """A chat has a session or a day on which it was held, and its session is one of a chat."""
        super().clean()
        faults: dict[str, Any] = {}
        if self.session and self.held_on:
            faults["held_on"] = _("The session above says when it is. Leave this empty, or take the session away.")
        if self.session and self.session.kind not in CHAT_KINDS:
            faults["session"] = _("This is no session of a chat. Choose another, or change its kind.")
        if self.topic_days_before and not self.topic:
            faults["topic"] = _("Write the topic that is to be shared, or share it at once with 0 days.")
        if faults:
            raise ValidationError(faults)

    @property
    def topic_shared_at(self) -> datetime | None:
        """From when on the topic is told; ``None`` as long as there is no session to count back from."""
        return self.session.starts_at - timedelta(days=self.topic_days_before) if self.session else None

    def tells_topic(self, at: datetime) -> bool:
        """Whether readers are told the topic; one that isn't held back is told at once."""
        if not self.topic_days_before or self.held_on:
            return True
        shared = self.topic_shared_at
        return shared is not None and shared <= at

    def told_topic(self) -> str:
        """What the chat is found by in searches: its topic from when on it is told."""
        return self.topic if self.tells_topic(timezone.now()) else ""

    def told_about(self) -> str:
        return strip_tags(self.about) if self.tells_topic(timezone.now()) else ""


class FollowerQuerySet(VisitingQuerySet):
    """Followers, in adjectives."""

    def told(self) -> Self:
        """Who confirmed their address and hasn't ended it."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Follower(Visiting):
    """Somebody who is told by mail of the chats of a series, for themselves or to pass them on at their school."""

    wagtail_reference_index_ignore = True

    series = models.ForeignKey(SeriesPage, models.CASCADE, related_name="followers")
    institution = models.CharField(_("school"), max_length=200, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("series", "email_key"), condition=Q(ended_at=None), name="follower_once_per_series"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.series_id}"
