"""Releases that are to be made later, by themselves, if nothing has changed by then."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Release


class ScheduledReleaseQuerySet(models.QuerySet["ScheduledRelease"]):
    """Planned releases, in adjectives."""

    def waiting(self) -> Self:
        return self.filter(state=ScheduledRelease.State.WAITING)

    def due(self, at: datetime) -> Self:
        return self.waiting().filter(due_at__lte=at).order_by("due_at", "pk")

    def of(self, pathway_key: UUID) -> Self:
        return self.filter(pathway_key=pathway_key)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class ScheduledRelease(models.Model):
    """A release with its rule, what its owner saw of it, and the moment at which it is to be made.

    ``seen`` is the fingerprint of what it would change; ``because`` the code of why it was stopped. ``zone`` is where
    the clock hung that its time was read from.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("planned")
        RELEASED = "released", _("released")
        STOPPED = "stopped", _("stopped")
        WITHDRAWN = "withdrawn", _("withdrawn")

    wagtail_reference_index_ignore = True

    pathway_key = models.UUIDField()
    rule = models.CharField(max_length=20, choices=Release.Rule.choices)
    seen = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    scheduled_at = models.DateTimeField()
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    because = models.CharField(max_length=40, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")

    objects: Any = ScheduledReleaseQuerySet.as_manager()

    class Meta:
        app_label = "cms"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("pathway_key",), name="scheduled_release_one_waits", condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "released", "stopped", "withdrawn"]),
                name="scheduled_release_state_known",
            ),
            models.CheckConstraint(
                condition=Q(rule__in=["keep", "move", "move_unless_eligible"]), name="scheduled_release_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="scheduled_release_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(state="released", release__isnull=False) | (~Q(state="released") & Q(release=None)),
                name="scheduled_release_made_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(because=""), name="scheduled_release_stopped_says_why"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), name="scheduled_release_due", condition=Q(state="waiting")),
            models.Index(fields=("pathway_key", "-id"), name="scheduled_release_latest"),
        )

    def __str__(self) -> str:
        return f"{self.pathway_key} {self.due_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def seen_digest(self) -> str:
        """Of the document that was to be released."""
        return self.seen.partition(".")[0]
