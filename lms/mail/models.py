"""The outbox: everything that is mailed, one row for each cause; and what program admins say in their own words."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.mail.facts import Decoder, Encoder
from lms.mail.samples import PURPOSES


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Adjectives for mails."""

    def due(self, at: datetime) -> "OutgoingMailQuerySet":
        return self.filter(state=OutgoingMail.State.QUEUED, next_attempt_at__lte=at)

    def abandoned(self, at: datetime) -> "OutgoingMailQuerySet":
        """Claimed by somebody who has been silent for longer than their lease."""
        return self.filter(state=OutgoingMail.State.SENDING, lease_until__lt=at)


class OutgoingMail(models.Model):
    """One mail to one reader, and what became of it.

    Caused, it is made of ``facts``; whoever claims it first writes its words from these, and they are sent as they
    stand from then on, however often. A mail without facts and without words has been blanked.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        WITHDRAWN = "withdrawn", _("withdrawn")

    wagtail_reference_index_ignore = True

    cause = models.CharField(_("cause"), max_length=200, editable=False)
    name = models.CharField(_("kind"), max_length=100, editable=False)
    # Nobody where the reader has no account: the address stands beside it.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails", verbose_name=_("to"), editable=False
    )
    address = models.EmailField(_("address"), max_length=320, editable=False, blank=True)
    facts = models.JSONField(null=True, editable=False, encoder=Encoder, decoder=Decoder)
    subject = models.CharField(_("subject"), max_length=300, editable=False, blank=True)
    text = models.TextField(_("text"), editable=False, blank=True)
    html = models.TextField(editable=False, blank=True)
    calendar = models.TextField(editable=False, blank=True)
    # Where one press ends mails of this kind: a path of ours; nothing where they have to be written.
    stop_path = models.CharField(max_length=300, default="", db_default="", editable=False, blank=True)
    language = models.CharField(_("language"), max_length=10, editable=False)
    secret = models.BooleanField(_("blanked once sent"), default=False, editable=False)
    message_id = models.CharField(max_length=200, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now, editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    last_error = models.TextField(_("what went wrong"), editable=False, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ("view",)
        permissions = (("retry_outgoingmail", _("Can send a mail again that could not be sent")),)
        constraints = (
            models.UniqueConstraint(fields=("cause",), name="mail_once_per_cause"),
            models.UniqueConstraint(fields=("message_id",), name="mail_message_id_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sending", "sent", "failed", "withdrawn"]),
                name="mail_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="mail_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending") | models.Q(lease_until__isnull=False),
                name="mail_sending_has_lease",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_attempt_at",), name="mail_to_send", condition=models.Q(state__in=["queued", "sending"])
            ),
        )

    def __str__(self) -> str:
        return self.subject or str(PURPOSES.get(self.name, self.name))


class MailWords(models.Model):
    """One sentence of a mail in a program's own words. Every sentence without a row follows its template.

    ``original`` is the sentence as the template has it: should a later version of the template word it anew, this row
    is left over and no longer used.
    """

    wagtail_reference_index_ignore = True

    name = models.CharField(_("mail"), max_length=100)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    # SHA-256 of the original, which may be longer than an index takes.
    key = models.CharField(max_length=64)
    original = models.TextField(_("original"))
    words = models.TextField(_("own words"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("own words of a mail")
        verbose_name_plural = _("own words of mails")
        default_permissions = ()
        permissions = (("word_mails", _("Can say mails in the program's own words")),)
        constraints = (models.UniqueConstraint(fields=("name", "language", "key"), name="mail_words_once"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
