"""Practice dialogues: who leads what, when, and what was said about the plan."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.practice.models.topics import Topic
from courses.progress.models import Enrolment
from courses.slots.models import Slot, check_zone
from lms.people.models import User


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Dialogues, in adjectives."""

    def led_by(self, person_id: int) -> Self:
        """What a trainee planned and leads; co-leads are pairings."""
        return self.filter(enrolment__person_id=person_id)

    def held(self) -> Self:
        return self.filter(state=Dialogue.State.HELD)

    def open(self) -> Self:
        """Neither over nor called off."""
        return self.filter(state__in=[Dialogue.State.PROPOSED, Dialogue.State.CLEARED, Dialogue.State.RUNNING])

    def shared(self) -> Self:
        return self.filter(shared_at__isnull=False)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Dialogue(models.Model):
    """One practice dialogue that a trainee plans and leads."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting to be cleared")
        CLEARED = "cleared", _("ready to lead")
        RUNNING = "running", _("running")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="dialogues")
    topic = models.CharField(_("topic"), max_length=200)
    # Where the plan began; its words are the dialogue's own copy.
    from_topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="dialogues")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="copies")
    concept = models.TextField(_("concept"), blank=True)
    definition = models.TextField(_("definition"), blank=True)
    materials = models.JSONField(_("materials"), default=list, blank=True)
    aim = models.CharField(
        _("watch me on"), max_length=300, help_text=_("One thing you'd like your observer to look at.")
    )
    slot = models.ForeignKey(
        Slot, models.PROTECT, null=True, blank=True, related_name="dialogues", verbose_name=_("practice session")
    )
    starts_at = models.DateTimeField(_("starts"))
    zone = models.CharField(_("time zone"), max_length=64, default="America/New_York", validators=[check_zone])
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    created_at = models.DateTimeField()
    # When the lead let others see and reuse the plan.
    shared_at = models.DateTimeField(null=True, editable=False)
    shared_by_name = models.BooleanField(default=False, db_default=False, editable=False)
    # How groups are made: {"by": "size" | "number", "n": int, "people": int, "seed": int, "members":
    # ids of who was parted by name, until the dialogue ends}; empty: not yet.
    breakout = models.JSONField(default=dict, editable=False)
    headcount = models.PositiveSmallIntegerField(_("people who took part"), null=True, editable=False)
    headcount_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # What lead and core group agree to work on next.
    next_aim = models.CharField(_("next aim"), max_length=300, blank=True, editable=False)
    next_aim_at = models.DateTimeField(null=True, editable=False)
    next_aim_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # When the other side said yes to it, and who.
    next_aim_agreed_at = models.DateTimeField(null=True, editable=False)
    next_aim_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-pk")
        verbose_name = _("practice dialogue")
        verbose_name_plural = _("practice dialogues")
        default_permissions = ("view",)
        permissions = (("clear_dialogue", "Can clear practice dialogues and choose their observers"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "cleared", "running", "held", "cancelled"]),
                name="dialogue_state_known",
            ),
        )
        indexes = (models.Index(fields=("state", "starts_at"), name="dialogue_by_state"),)

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("practice:detail", args=[self.pk])

    @property
    def lead(self) -> User | None:
        return self.enrolment.person


class PlanComment(models.Model):
    """What a mentor, the core group or the lead says about a plan before it is led."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_comments")
    text = models.TextField(_("comment"), max_length=4000)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.said_at:%Y-%m-%d}"
