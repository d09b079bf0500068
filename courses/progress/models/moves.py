"""What becomes of each person whom a release concerns: one row for each, counted until all are decided."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models.enrolments import Enrolment
from courses.progress.models.syllabuses import Release


class MoveQuerySet(models.QuerySet["Move"]):
    """Rows of releases, in adjectives."""

    def open(self) -> Self:
        """Those that a job still has to do something about."""
        return self.filter(outcome__in=[Move.Outcome.WAITING, Move.Outcome.RETURNING])


class Move(models.Model):
    """One person's part in one release. ``because`` is a code: why they stay, or what went wrong.

    ``seq`` is the entry of the ledger that moved them. A row that failed without one waits for its move; with one, for
    being led back.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waits to be moved")
        MOVED = "moved", _("moved")
        KEPT = "kept", _("stays")
        FAILED = "failed", _("didn't work yet")
        RETURNING = "returning", _("waits to be led back")
        TAKEN_BACK = "taken_back", _("led back")

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(Release, models.PROTECT, related_name="moves")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="moves")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    because = models.CharField(max_length=100, default="", blank=True)
    from_number = models.PositiveIntegerField()
    seq = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField()

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("release", "enrolment"), name="move_once_per_release"),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "moved", "kept", "failed", "returning", "taken_back"]),
                name="move_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["moved", "returning", "taken_back"]) | Q(seq__isnull=False),
                name="move_has_its_entry",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["waiting", "kept"]) | Q(seq__isnull=True), name="move_not_made_has_no_entry"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["kept", "failed"]) | ~Q(because=""), name="move_not_made_says_why"
            ),
        )
        indexes = (
            models.Index(fields=("release", "outcome", "id"), name="move_by_outcome"),
            models.Index(fields=("release", "id"), name="move_open", condition=Q(outcome__in=["waiting", "returning"])),
        )

    def __str__(self) -> str:
        return f"{self.release_id}/{self.enrolment_id} {self.outcome}"
