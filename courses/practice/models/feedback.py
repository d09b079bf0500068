"""What participants answer: kept apart from everything that could say who they are.

Answers arrive as *sealed* rows, which each arrival writes anew in another order. A round is released once: from five
upwards the sealed rows are rewritten as *answers* with keys drawn anew, each question shuffled apart from the others,
all in one transaction, and the sealed ones are removed. Nothing of them is finer than a day. See ``docs/privacy.md`` for
what this holds against, and what it can't.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.practice.models.dialogues import Dialogue


class FeedbackRound(models.Model):
    """The one time in which the participants of a dialogue are asked; its times are no finer than a day."""

    wagtail_reference_index_ignore = True

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, related_name="feedback")
    # What the shared link and the QR code hold.
    code = models.CharField(max_length=32, editable=False)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    # How many answers were released; 0 when there were fewer than may be shown.
    answered = models.PositiveSmallIntegerField(default=0)
    # More came than an observer had counted people, so that as many as were there were drawn by lot.
    overfull = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("feedback of participants")
        verbose_name_plural = _("feedback of participants")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("code",), name="feedback_code_once"),
            models.CheckConstraint(condition=Q(answered=0) | Q(answered__gte=5), name="feedback_shown_from_five"),
        )

    def __str__(self) -> str:
        return str(self.dialogue_id)


class _Measures(models.Model):
    """The program's three measures, the stages that worked, one wish, and whether words may be shown elsewhere.

    Each measure is 1 (no) to 4 (yes), or nothing where the question stayed open.
    """

    interest = models.PositiveSmallIntegerField(_("It stimulated my interest in the topic."), null=True)
    action = models.PositiveSmallIntegerField(_("It will help me take sound action."), null=True)
    recommend = models.PositiveSmallIntegerField(_("I would recommend it."), null=True)
    stages = models.JSONField(default=list)
    wish = models.TextField(_("one wish"), blank=True, max_length=1000)
    # Asked apart from everything else.
    may_quote = models.BooleanField(default=False)

    class Meta:
        abstract = True


class SealedAnswer(_Measures):
    """An answer that nobody reads before the release, and that is gone after it."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, models.CASCADE, related_name="sealed")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.round_id)


class Answer(_Measures):
    """One of as many answers as were released. Its columns come from different people: none is anybody's row."""

    class Words(models.TextChoices):
        NONE = "none", _("no words")
        UNREAD = "unread", _("to be read for names")
        SHOWN = "shown", _("shown")
        WITHHELD = "withheld", _("kept back")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, models.CASCADE, related_name="answers")
    words = models.CharField(max_length=10, choices=Words.choices, default=Words.NONE)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("answer of a participant")
        verbose_name_plural = _("answers of participants")
        default_permissions = ()
        permissions = (("read_answer", "Can read participants' words for names before they are shown"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(words__in=["none", "unread", "shown", "withheld"]), name="answer_words_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.round_id)
