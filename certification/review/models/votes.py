"""Who reads a round, and what each decided; nobody else sees a vote before they have cast their own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.review.models.cases import Ask, Round


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, in adjectives."""

    def held(self) -> Self:
        return self.filter(left_at=None)

    def asked(self) -> Self:
        """All but those that somebody took by voting."""
        return self.exclude(because=["took_it"])

    def in_turn(self) -> Self:
        """Of those who were asked, all but who was asked because somebody is silent: that tells of votes."""
        return self.asked().filter(beside=None)


class Seat(models.Model):
    """One person who was asked to read a round, why them, and whether they left it again."""

    class Left(models.TextChoices):
        RECUSED = "recused", _("stepped aside")
        NOT_ENTITLED = "not_entitled", _("may not decide about this any more")
        AWAY = "away", _("away")
        PASSED_ON = "passed_on", _("somebody else decided instead")

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="places")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_seats")
    # Codes of why this person was asked: see ``rules.assigning``.
    because = models.JSONField(default=list)
    seated_at = models.DateTimeField()
    # Who was asked before, and hadn't answered.
    beside = models.ForeignKey("self", models.PROTECT, null=True, related_name="helped_by")
    left_at = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=15, choices=Left.choices, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("round", "reviewer"), condition=Q(left_at=None), name="seat_once_per_round"
            ),
            models.UniqueConstraint(fields=("beside",), condition=Q(left_at=None), name="seat_one_beside"),
            models.CheckConstraint(
                condition=Q(left_at=None, left_because="") | Q(left_at__isnull=False) & ~Q(left_because=""),
                name="seat_left_for_a_reason",
            ),
        )
        indexes = (models.Index(fields=("reviewer",), condition=Q(left_at=None), name="seat_held"),)

    def __str__(self) -> str:
        return f"{self.round_id} · {self.reviewer_id}"


class ReviewQuerySet(models.QuerySet["Review"]):
    """Votes, in adjectives."""

    def standing(self) -> Self:
        """The last of each reviewer, as far as it counts."""
        return self.filter(replaced_at=None, set_aside_at=None)


class Review(models.Model):
    """One core-group member's decision in one round. Changed by another row, with a reason; the first stays."""

    class Decision(models.TextChoices):
        APPROVE = "approve", _("Approve")
        NOT_YET = "not_yet", _("Not yet")
        DECLINE = "decline", _("Decline")

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(_("what you base it on"))
    # Needed with a decline; the candidate reads it unless whoever closes the round writes their own.
    letter = models.TextField(_("your words to the candidate"), blank=True)
    changed_because = models.TextField(_("why you change it"), blank=True)
    decided_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    # The reviewer lost the role, or a tie came up, before the round was closed.
    set_aside_at = models.DateTimeField(null=True)
    set_aside_because = models.JSONField(default=list)

    objects = ReviewQuerySet.as_manager()

    # What the same reviewer decided before in the round, where a page shows it.
    earlier: tuple["Review", ...] = ()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("round", "reviewer"), condition=Q(replaced_at=None), name="review_once_per_round"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="review_has_a_reason"),
            models.CheckConstraint(condition=~Q(decision="decline") | ~Q(letter=""), name="review_declines_with_words"),
            models.CheckConstraint(
                condition=Q(decision__in=["approve", "not_yet", "decline"]), name="review_decision_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} · {self.reviewer_id}"


class AskJudgement(models.Model):
    """What one reviewer says of one ask of the round before: met, no longer needed, or still open."""

    class Verdict(models.TextChoices):
        MET = "met", _("Met")
        NOT_NEEDED = "not_needed", _("No longer needed")
        STILL_OPEN = "still_open", _("Still open")

    wagtail_reference_index_ignore = True

    review = models.ForeignKey(Review, models.CASCADE, related_name="judgements")
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("review", "ask"), name="ask_judged_once_per_vote"),
            models.CheckConstraint(
                condition=Q(verdict__in=["met", "not_needed", "still_open"]), name="ask_verdict_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ask_id} · {self.verdict}"
