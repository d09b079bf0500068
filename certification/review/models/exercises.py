"""Closed cases without names, decided again by reviewers to see whether they would agree."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.review.models.cases import Round
from certification.review.models.votes import Review


class ReviewExercise(models.Model):
    """One closed round as an exercise: its evidence without names, in words that staff have read and cleaned.

    Offered only while the candidate agrees; emptied when they take their consent back or are erased.
    """

    wagtail_reference_index_ignore = True

    round = models.OneToOneField(Round, models.PROTECT, related_name="exercise")
    title = models.CharField(_("title"), max_length=120)
    document = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("review exercise")
        verbose_name_plural = _("review exercises")
        default_permissions = ("view", "add")

    def __str__(self) -> str:
        return self.title


class ExerciseDecision(models.Model):
    """What one reviewer would have decided. Read by nobody else; only figures of many are shown."""

    wagtail_reference_index_ignore = True

    exercise = models.ForeignKey(ReviewExercise, models.CASCADE, related_name="decisions")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exercise_decisions")
    decision = models.CharField(max_length=10, choices=Review.Decision.choices)
    reason = models.TextField(_("what you base it on"))
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("exercise", "reviewer"), name="exercise_decided_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="exercise_decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decision__in=["approve", "not_yet", "decline"]), name="exercise_decision_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.exercise_id} · {self.reviewer_id}"
