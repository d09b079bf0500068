"""What is said about a case: notes among reviewers, questions to the candidate, and their answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.review.models.cases import Round


class Message(models.Model):
    """Notes are read by who has decided; questions and answers by the candidate and by all who read the case."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    said_at = models.DateTimeField()
    to = models.OneToOneField("self", models.CASCADE, null=True, related_name="answered")

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["note", "question", "answer"]), name="message_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="answer", to__isnull=False) | ~Q(kind="answer") & Q(to=None),
                name="message_answers_a_question",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} · {self.kind}"
