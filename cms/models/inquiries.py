"""What visitors write to the program: questions, and topics that they suggest; and what became of them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cms.models.chats import ChatPage
from lms.mail.facts import Visitor
from lms.people.addresses import AddressKeyField
from lms.people.models import program_zone


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """Letters, in adjectives."""

    def answered(self) -> Self:
        return self.exclude(outcome="open")

    def told(self) -> Self:
        """Suggestions of which staff tell on the site what became."""
        return self.answered().filter(kind="topic").exclude(told_as="")

    def open_first(self) -> Self:
        """The longest waiting first, then what was answered last."""
        waits = Case(When(outcome="open", then=Value(0)), default=Value(1))
        when = Case(When(outcome="open", then="made_at"))
        return self.order_by(waits, when, "-answered_at", "pk")

    def chat_is_public(self) -> Self:
        """Of those whose topic became a chat: whose chat anybody can read by now, and who weren't told of it yet."""
        return self.filter(outcome="chat", became__live=True, chat_told_at=None).exclude(email="")

    def answered_before(self, at: datetime) -> Self:
        return self.answered().filter(answered_at__lt=at)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Inquiry(models.Model):
    """A question or a suggested topic, and its answer. Who leaves no address is answered on the page alone."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        TOPIC = "topic", _("suggested topic")

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        CHAT = "chat", _("became a chat")
        LATER = "later", _("kept for a later season")
        NOT_NOW = "not_now", _("not taken up")

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    words = models.TextField(_("your words"), max_length=2000)
    name = models.CharField(_("your name"), max_length=200, blank=True)
    email = models.EmailField(_("your e-mail address"), max_length=320, blank=True)
    email_key = AddressKeyField(blank=True)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(max_length=64, default=program_zone)
    made_at = models.DateTimeField(_("written"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    became = models.ForeignKey(
        ChatPage, models.SET_NULL, null=True, blank=True, related_name="suggestions", verbose_name=_("chat")
    )
    # When the writer learned that anybody can read the chat: by the answer itself, or by one mail later.
    chat_told_at = models.DateTimeField(null=True, editable=False)
    # What of a suggestion anybody may read, in staff's words: what people write may name somebody.
    told_as = models.CharField(_("told on the site as"), max_length=200, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("letter from the site")
        verbose_name_plural = _("letters from the site")
        default_permissions = ("view",)
        permissions = (("answer_inquiry", _("Can answer letters from the site")),)
        indexes = (models.Index(fields=("outcome", "kind"), name="inquiry_by_outcome"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="open", answered_at=None) | (~Q(outcome="open") & Q(answered_at__isnull=False)),
                name="inquiry_answered_has_its_time",
            ),
        )

    def __str__(self) -> str:
        # Its words are its writer's alone: this stands in logs and menus.
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def reader(self) -> Visitor:
        return Visitor(self.email, self.name, self.language, self.time_zone)
