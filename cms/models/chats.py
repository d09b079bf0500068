"""Chats as the public finds them: series, their chats, and the schools that are told of them.

A chat that takes place has a session of its own (``courses.slots``), where seats, times and links live; its page adds
what it is about.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from cms.blocks.content import SHORT_TEXT_FEATURES, TEXT_FEATURES
from cms.models.planning import PlanSessionPanel
from cms.models.visitors import Visiting, VisitingQuerySet
from cms.rules import chats as rules
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

    @path("past/", name="past")
    def past(self, request: HttpRequest) -> HttpResponse:
        """The archive of past topics."""
        answer: HttpResponse = self.render(request, template="cms/chats_past.html")
        return answer


class SeriesPage(Page):
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

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
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

    class Meta:
        verbose_name = _("series of chats")
        constraints = (models.CheckConstraint(condition=Q(scope__in=["local", "national"]), name="series_scope_known"),)

    def card_picture(self) -> CardPicture | None:
        """Its own picture beside links to it, unless there is none or its file is gone."""
        if self.picture is None:
            return None
        try:
            drawn = self.picture.get_rendition(f"fill-{WIDTH}x{HEIGHT}|format-jpeg|jpegquality-60")
        except SourceImageIOError:
            return None
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
        help_text=_(
            "0: at once. 7: a week before the chat begins. Until then it stands nowhere; keep it out of the titles and "
            "texts of this page and of the session, too."
        ),
    )
    # Set by the job that tells people of it; what readers see follows from the clock.
    topic_told_at = models.DateTimeField(null=True, editable=False)
    # Set by the job that tells followers of the series of a new chat.
    announced_at = models.DateTimeField(null=True, editable=False)
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

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("text"),
        index.SearchField("led_by"),
        index.SearchField("told_words"),
    ]
    # A session has one page, and what was told was told of this one.
    exclude_fields_in_copy: ClassVar = ["session", "topic_told_at", "announced_at"]
    template = "cms/chat_page.html"
    parent_page_types: ClassVar = ["cms.SeriesPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("about"), FieldPanel("topic_days_before")], heading=_("The topic")
        ),
        MultiFieldPanel(
            [FieldPanel("session"), PlanSessionPanel(), FieldPanel("open_door")], heading=_("When and where")
        ),
        MultiFieldPanel([FieldPanel("held_on"), FieldPanel("led_by")], heading=_("A chat that was held elsewhere")),
    ]

    class Meta:
        verbose_name = _("chat")

    def clean(self) -> None:
        """A chat has a session or a day on which it was held, and its session is one of a chat."""
        super().clean()
        faults: dict[str, Any] = {}
        if self.session and self.held_on:
            faults["held_on"] = _("The session above says when it is. Leave this empty, or take the session away.")
        elif self.held_on and self.held_on > timezone.localdate():
            faults["held_on"] = _("That day is still to come. Please plan a session for it.")
        if self.session and self.session.kind not in CHAT_KINDS:
            faults["session"] = _("This is no session of a chat. Choose another, or change its kind.")
        if self.topic_days_before and not self.topic:
            faults["topic"] = _("Write the topic that is to be shared, or share it at once with 0 days.")
        if faults:
            raise ValidationError(faults)

    def with_content_json(self, content: dict[str, Any]) -> "ChatPage":
        """A draft says nothing of what was told, and takes no session from another chat.

        What was told stays told as long as it is the same topic of the same session.
        """
        page: ChatPage = super().with_content_json(content)
        known = ("topic", "session_id", "topic_told_at", "announced_at")
        topic, session, told_at, announced_at = (
            ChatPage.objects.filter(pk=self.pk).values_list(*known).first() or (None,) * 4
        )
        page.topic_told_at = told_at if (topic, session) == (page.topic, page.session_id) else None
        page.announced_at = announced_at
        if page.session_id and ChatPage.objects.exclude(pk=self.pk).filter(session=page.session_id).exists():
            page.session = None
        return page

    @property
    def announced_session(self) -> Slot | None:
        """The session as far as the public knows of it: not while it is a draft."""
        return self.session if self.session and self.session.state != Slot.State.DRAFT else None

    @property
    def topic_shared_at(self) -> datetime | None:
        """From when on the topic is told; ``None`` where there is no session to count back from, or none any more."""
        session = self.announced_session
        if session is None or session.state == Slot.State.CANCELLED:
            return None
        return rules.topic_shared_at(session.starts_at, zone=session.zone, days_before=self.topic_days_before)

    def tells_topic(self, at: datetime) -> bool:
        """Whether readers are told the topic and what is written about it."""
        return rules.tells_topic(
            days_before=self.topic_days_before,
            held=self.held_on is not None,
            told=self.topic_told_at is not None,
            shared_at=self.topic_shared_at,
            at=at,
        )

    def told_topic(self, at: datetime) -> str:
        """The topic, as soon as readers are told it; whoever shows a topic asks here."""
        return self.topic if self.tells_topic(at) else ""

    def told_words(self) -> str:
        """What search finds of the topic: nothing before it is shared, when the page is indexed anew."""
        if not self.tells_topic(timezone.now()):
            return ""
        return f"{self.topic} {get_text_for_indexing(self.about)}"


class FollowerQuerySet(VisitingQuerySet["Follower"]):
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
