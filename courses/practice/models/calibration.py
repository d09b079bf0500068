"""Calibration: vignettes with an agreed score, and how near to it observers came."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Syllabus


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    """Exercises, in adjectives."""

    def offered(self) -> Self:
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Exercise(models.Model):
    """A vignette, written or recorded, that observers score for themselves and then see beside the agreed score.

    ``gold`` maps each competency's key to the level that the core group agreed on, or ``None``; ``because`` to the
    words that explain it. Once somebody has taken it, only its words may change.
    """

    wagtail_reference_index_ignore = True

    title = models.CharField(_("title"), max_length=200)
    # The rubric to score with.
    syllabus = models.ForeignKey(Syllabus, models.PROTECT, related_name="+")
    vignette = models.TextField(_("what happens"), blank=True)
    recording = models.URLField(_("recording"), blank=True, help_text=_("Of actors, never of a real dialogue."))
    gold = models.JSONField(default=dict)
    because = models.JSONField(default=dict)
    bound = models.PositiveSmallIntegerField(
        _("agreement to qualify, in percent"), default=80, validators=[MaxValueValidator(100)]
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        verbose_name = _("calibration exercise")
        verbose_name_plural = _("calibration exercises")
        default_permissions = ("view",)
        permissions = (("set_exercise", "Can write calibration exercises and agree on their scores"),)
        constraints = (
            models.CheckConstraint(condition=Q(bound__lte=100), name="exercise_bound_is_percent"),
            models.CheckConstraint(
                condition=~Q(vignette="") | ~Q(recording=""), name="exercise_has_something_to_look_at"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def rubric(self) -> dict[str, Any]:
        """What it is scored with. No query, given the syllabus."""
        rubric: dict[str, Any] = self.syllabus.document["rubric"]
        return rubric

    @property
    def competencies(self) -> list[str]:
        return [row["key"] for row in self.rubric["competencies"]]

    @property
    def offered(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def told_state(self) -> Any:
        """Where it stands, in a word."""
        if self.withdrawn_at is not None:
            return _("withdrawn")
        return _("draft") if self.published_at is None else _("published")


class Calibration(models.Model):
    """One try of one observer at an exercise, and its agreement with the agreed score."""

    wagtail_reference_index_ignore = True

    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="tries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calibrations")
    scores = models.JSONField()
    agreement = models.PositiveSmallIntegerField()
    qualified = models.BooleanField()
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(agreement__lte=100), name="calibration_agreement_is_percent"),
        )
        indexes = (models.Index(fields=("person", "taken_at"), name="calibration_of_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} · {self.exercise_id} · {self.agreement}"
