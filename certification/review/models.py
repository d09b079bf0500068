"""A candidate's request to be certified, and what core-group members decided about it, round by round."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Enrolment


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, in adjectives."""

    def in_review(self) -> Self:
        return self.filter(state=Case.State.IN_REVIEW)

    def open(self) -> Self:
        return self.filter(state__in=[Case.State.IN_REVIEW, Case.State.CHANGES_REQUESTED])

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Case(models.Model):
    """One request, with the evidence as it was when it was made."""

    class State(models.TextChoices):
        IN_REVIEW = "in_review", _("in review")
        CHANGES_REQUESTED = "changes_requested", _("not yet")
        APPROVED = "approved", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=State.choices, default=State.IN_REVIEW)
    round = models.PositiveSmallIntegerField(default=1)
    approvals_needed = models.PositiveSmallIntegerField()
    printed_name = models.CharField(_("name as it shall be printed"), max_length=200)
    name_language = models.CharField(_("language of the name"), max_length=20, blank=True)
    motivation = models.TextField(_("why you want to facilitate"))
    evidence = models.JSONField()
    evidence_digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("submitted_at", "pk")
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        default_permissions = ("view",)
        permissions = (("decide_case", "Can decide on applications"),)
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state__in=["in_review", "changes_requested"]),
                name="case_one_open_per_enrolment",
            ),
            models.UniqueConstraint(
                fields=("enrolment",), condition=Q(state="approved"), name="case_one_approved_per_enrolment"
            ),
            models.CheckConstraint(condition=Q(approvals_needed__gte=1), name="case_needs_an_approval"),
            models.CheckConstraint(
                condition=Q(state__in=["in_review", "changes_requested", "approved", "withdrawn"]),
                name="case_state_known",
            ),
        )
        indexes = (models.Index(fields=("state", "submitted_at"), name="case_queue"),)

    def __str__(self) -> str:
        return f"{self.printed_name} · {self.enrolment.pathway}"

    @property
    def candidate(self) -> str:
        return self.printed_name or str(_("Somebody erased"))


class Review(models.Model):
    """One core-group member's decision in one round. Nobody else sees it before they have decided themselves."""

    class Decision(models.TextChoices):
        APPROVE = "approve", _("Approve")
        NOT_YET = "not_yet", _("Not yet")

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(_("what you base it on"))
    ask = models.TextField(_("what would make the difference"), blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("case", "round", "reviewer"), name="review_once_per_round"),
            models.CheckConstraint(condition=~Q(reason=""), name="review_has_a_reason"),
            models.CheckConstraint(condition=Q(decision="approve") | ~Q(ask=""), name="review_not_yet_says_what_next"),
            models.CheckConstraint(condition=Q(decision__in=["approve", "not_yet"]), name="review_decision_known"),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.round} · {self.reviewer}"
