"""Who stepped aside, whose tie others found no obstacle, who helps out as a guest, and who is away."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.review.models.cases import Case


class Recusal(models.Model):
    """Somebody doesn't decide about this case. No reason is asked."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals")
    said_at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("case", "person"), name="recusal_once_per_case"),)

    def __str__(self) -> str:
        return f"{self.case_id} · {self.person_id}"


class Consent(models.Model):
    """That a reviewer's tie, which would exclude them, is no obstacle in this case: asked by one, agreed by another.

    ``ties`` are the codes that it was given for: a tie that comes up later isn't among them.
    """

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ties = models.JSONField()
    reason = models.TextField(_("why it is no obstacle here"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("case", "reviewer"), name="consent_once_per_reviewer"),
            models.CheckConstraint(condition=~Q(reason=""), name="consent_has_a_reason"),
            models.CheckConstraint(
                condition=Q(given_by=None) | (~Q(given_by=F("reviewer")) & ~Q(given_by=F("asked_by"))),
                name="consent_of_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(given_by=None, given_at=None) | Q(given_by__isnull=False, given_at__isnull=False),
                name="consent_given_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} · {self.reviewer_id}"


class GuestQuerySet(models.QuerySet["Guest"]):
    """Guests, in adjectives."""

    def current(self, at: datetime) -> Self:
        return self.filter(seconded_at__isnull=False, ended_at=None, until__gt=at)


class Guest(models.Model):
    """Somebody from outside who helps to decide one case, for a time: named by one, seconded by another."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, models.CASCADE, related_name="guests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="guest_reviews")
    reason = models.TextField(_("why this person"))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = (
            # Whose time is over may be named anew.
            models.UniqueConstraint(fields=("case", "person"), condition=Q(ended_at=None), name="guest_once_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="guest_has_a_reason"),
            models.CheckConstraint(condition=~Q(named_by=F("person")), name="guest_named_by_another"),
            models.CheckConstraint(
                condition=Q(seconded_by=None) | (~Q(seconded_by=F("named_by")) & ~Q(seconded_by=F("person"))),
                name="guest_named_by_two",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by=None, seconded_at=None)
                | Q(seconded_by__isnull=False, seconded_at__isnull=False),
                name="guest_seconded_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} · {self.person_id}"

    def helps(self, at: datetime) -> bool:
        """The same as ``current`` says of rows."""
        return self.seconded_at is not None and self.ended_at is None and self.until > at


class Absence(models.Model):
    """Days on which somebody isn't asked to read; who is named takes over what is open, where they may."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_absences")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who takes over"),
    )

    class Meta:
        ordering = ("starts_on", "pk")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(delegate=None) | ~Q(delegate=F("person")), name="absence_delegates_to_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.starts_on}"


class DigestWish(models.Model):
    """Whether somebody wants the desk's mail on Monday mornings; without a row they do."""

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_digest_wish")
    weekly = models.BooleanField(_("on Monday mornings, what is open with you"), default=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person_id} · {self.weekly}"
