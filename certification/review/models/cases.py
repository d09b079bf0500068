"""A candidate's request to be certified, its rounds with the evidence of each, and what they were asked to do."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Enrolment, Pathway


def new_salt() -> str:
    """128 random bits: without them nobody can try out which words a hash stands for."""
    return secrets.token_hex(16)


class FoundingList(models.Model):
    """Earlier facilitators who are put forward together, each with an application of their own."""

    wagtail_reference_index_ignore = True

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="founding_lists")
    title = models.CharField(_("title"), max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("founding list")
        verbose_name_plural = _("founding lists")
        default_permissions = ("view",)
        permissions = (("put_forward", _("Can put people forward for certification")),)

    def __str__(self) -> str:
        return self.title


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, in adjectives."""

    def in_review(self) -> Self:
        return self.filter(state=Case.State.IN_REVIEW)

    def open(self) -> Self:
        return self.filter(state__in=Case.OPEN)

    def certified_for_good(self) -> Self:
        return self.filter(state=Case.State.APPROVED, valid_until=None)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Case(models.Model):
    """One request, or one person put forward. What was true when it was sent is frozen with each of its rounds."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("sent, waiting for reviewers")
        IN_REVIEW = "in_review", _("in review")
        CHANGES_REQUESTED = "changes_requested", _("not yet")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        APPEALED = "appealed", _("looked at by others")
        REOPENED = "reopened", _("opened again, waiting for reviewers")
        WITHDRAWN = "withdrawn", _("taken back")

    class Road(models.TextChoices):
        USUAL = "usual", _("after training")
        FOUNDING = "founding", _("earlier facilitator")
        HONORARY = "honorary", _("honorary")

    OPEN = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPEALED, State.REOPENED)

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=State.choices, default=State.SUBMITTED)
    road = models.CharField(max_length=10, choices=Road.choices, default=Road.USUAL)
    # The number of the present round.
    round = models.PositiveSmallIntegerField(default=1)
    printed_name = models.CharField(_("name as it shall be printed"), max_length=200)
    name_language = models.CharField(_("language of the name"), max_length=20, blank=True)
    # Empty for those from before there was a choice: their holder's own.
    certificate_language = models.CharField(_("language of the certificate"), max_length=10, blank=True)
    pronunciation = models.CharField(_("how it is said"), max_length=200, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    # What somebody who is put forward is known for, and by whom they were.
    reference = models.TextField(_("what it rests on"), blank=True)
    put_forward_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    founding = models.ForeignKey(FoundingList, models.PROTECT, null=True, related_name="cases")
    # The last day of a certification that is given for a time.
    valid_until = models.DateField(_("until"), null=True, blank=True)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    # When something that was frozen was first put right in the history after an approval.
    corrected_at = models.DateTimeField(null=True)
    # The candidate lets reviewers practise on this application, without their name.
    exercise_consent_at = models.DateTimeField(null=True)

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
                condition=Q(state__in=["submitted", "in_review", "changes_requested", "appealed", "reopened"]),
                name="case_one_open_per_enrolment",
            ),
            models.UniqueConstraint(
                # Who is certified for a time may be certified again, or for good.
                fields=("enrolment",),
                condition=Q(state="approved", valid_until=None),
                name="case_one_approved_per_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "submitted",
                        "in_review",
                        "changes_requested",
                        "approved",
                        "declined",
                        "appealed",
                        "reopened",
                        "withdrawn",
                    ]
                ),
                name="case_state_known",
            ),
            models.CheckConstraint(condition=Q(road__in=["usual", "founding", "honorary"]), name="case_road_known"),
            models.CheckConstraint(
                condition=Q(road="usual", put_forward_by=None) | ~Q(road="usual") & Q(put_forward_by__isnull=False),
                name="case_put_forward_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(founding=None) | Q(road="founding"), name="case_list_is_of_the_founding_road"
            ),
        )
        indexes = (models.Index(fields=("state", "submitted_at"), name="case_queue"),)

    def __str__(self) -> str:
        return f"{self.printed_name} · {self.enrolment.pathway}"

    @property
    def candidate(self) -> str:
        return self.printed_name or str(_("Somebody erased"))

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Round(models.Model):
    """One reading of an application by a quorum of people, with the evidence as it was when the round began.

    ``needed`` approvals of ``seats`` people, by ``rule``; an appeal's round asks whether to open the case again.
    """

    class Kind(models.TextChoices):
        REVIEW = "review", _("review")
        APPEAL = "appeal", _("second look")

    class Rule(models.TextChoices):
        NO_OBJECTION = "no_objection", _("approvals, and no open objection")
        N_OF_M = "n_of_m", _("so many of a panel")
        UNANIMOUS = "unanimous", _("everybody of a panel")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        NOT_YET = "not_yet", _("not yet")
        DECLINED = "declined", _("declined")
        STANDS = "stands", _("the decision stands")
        REOPENED = "reopened", _("opened again")
        LAPSED = "lapsed", _("opened again, as nobody decided in time")
        WITHDRAWN = "withdrawn", _("taken back")

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REVIEW)
    rule = models.CharField(max_length=15, choices=Rule.choices, default=Rule.NO_OBJECTION)
    needed = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    # Why the candidate wants to facilitate, or why others shall look again.
    words = models.TextField(_("why you want to facilitate"), blank=True)
    evidence = models.JSONField()
    evidence_digest = models.CharField(max_length=64)
    # Without it no hash in the evidence tells which words it stands for; emptied with the words.
    salt = models.CharField(max_length=32, blank=True, default=new_salt)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(_("to be decided by"))
    # All have decided and don't agree: until then they talk, and one of them closes the round.
    settle_by = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    # What the candidate reads, by the person who closed the round.
    letter = models.TextField(_("your words to the candidate"), blank=True)
    way_forward = models.TextField(_("a way forward"), blank=True)
    apply_again_from = models.DateField(_("may apply again from"), null=True)
    appeal_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("case", "number")
        # Who may see a table's rows reads of them in the record of who did what: for program admins only.
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="round_number_once"),
            models.UniqueConstraint(fields=("case",), condition=Q(closed_at=None), name="round_one_open_per_case"),
            models.UniqueConstraint(fields=("case",), condition=Q(kind="appeal"), name="round_one_appeal_per_case"),
            models.CheckConstraint(condition=Q(needed__gte=1), name="round_needs_an_approval"),
            models.CheckConstraint(condition=Q(seats__gte=F("needed")), name="round_seats_reach_the_quorum"),
            models.CheckConstraint(condition=Q(kind__in=["review", "appeal"]), name="round_kind_known"),
            models.CheckConstraint(
                condition=Q(rule__in=["no_objection", "n_of_m", "unanimous"]), name="round_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="round_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | (~Q(letter="") & Q(closed_by__isnull=False)),
                name="round_declines_by_a_person_in_words",
            ),
        )
        indexes = (models.Index(fields=("due_at",), condition=Q(closed_at=None), name="round_due"),)

    def __str__(self) -> str:
        return f"{self.case_id} · {self.number}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_appeal(self) -> bool:
        return self.kind == self.Kind.APPEAL

    @property
    def has_panel(self) -> bool:
        """Only those who were asked decide; in other rounds whoever is independent may."""
        return self.is_appeal or self.rule != self.Rule.NO_OBJECTION


class AskQuerySet(models.QuerySet["Ask"]):
    """Asks, in adjectives."""

    def told(self) -> Self:
        """Those that the candidate was given, first things first."""
        return self.filter(place__isnull=False).order_by("round__number", "place")


class Ask(models.Model):
    """One thing to do before the next round. A reviewer proposes it with their vote; at most three are told."""

    wagtail_reference_index_ignore = True

    round = models.ForeignKey(Round, models.CASCADE, related_name="asks")
    review = models.ForeignKey("review.Review", models.CASCADE, related_name="asks")
    # A competency of the rubric, or empty for something else.
    competency = models.CharField(_("competency"), max_length=60, blank=True)
    text = models.TextField(_("next step"))
    met_by = models.TextField(_("what would meet it"))
    by_date = models.DateField(_("until"))
    # Its place among those that the candidate was told.
    place = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(_("what you did"), blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("round", "place"), name="ask_place_once"),
            models.CheckConstraint(condition=Q(place=None) | Q(place__range=(1, 3)), name="ask_at_most_three"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(met_by=""), name="ask_says_what_would_meet_it"),
        )

    def __str__(self) -> str:
        return self.text
