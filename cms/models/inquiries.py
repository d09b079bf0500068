"""What visitors write to the program: questions, and topics that they suggest; and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models.chats import ChatPage
from lms.mail.facts import Visitor
from lms.people.addresses import AddressKeyField
from lms.people.models import program_zone


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
    # What of a suggestion anybody may read, in staff's words: what people write may name somebody.
    told_as = models.CharField(_("told on the site as"), max_length=200, blank=True)

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
        return self.words[:80]

    @property
    def reader(self) -> Visitor:
        return Visitor(self.email, self.name, self.language, self.time_zone)
