"""Practice dialogues, what happened in their stages, what observers saw, and the lead's own words."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Enrolment, Syllabus
from courses.slots.models import check_zone
from lms.people.models import User


class Stage(models.TextChoices):
    """The five stages of every chat, in order."""

    CHECK_IN = "check_in", _("Check-in")
    CONCEPT = "concept", _("Concept")
    FRAME = "frame", _("Frame")
    BREAKOUT = "breakout", _("Breakout")
    DEBRIEF = "debrief", _("Debrief")


# Minutes of the hour, as experienced facilitators plan them.
USUAL_MINUTES = {Stage.CHECK_IN: 10, Stage.CONCEPT: 5, Stage.FRAME: 10, Stage.BREAKOUT: 20, Stage.DEBRIEF: 15}


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Dialogues, in adjectives."""

    def led_by(self, person_id: int) -> Self:
        return self.filter(enrolment__person_id=person_id)

    def held(self) -> Self:
        return self.filter(state=Dialogue.State.HELD)

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
    aim = models.CharField(
        _("watch me on"), max_length=300, help_text=_("One thing you'd like your observer to look at.")
    )
    starts_at = models.DateTimeField(_("starts"))
    zone = models.CharField(_("time zone"), max_length=64, default="America/New_York", validators=[check_zone])
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    created_at = models.DateTimeField()

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


class StageRun(models.Model):
    """When one stage of a dialogue really began and ended, by the server's clock."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("started_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "stage"), name="stage_once_per_dialogue"),
            models.UniqueConstraint(fields=("dialogue",), condition=Q(ended_at=None), name="stage_one_running"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="stage_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue} {self.stage}"

    @property
    def minutes(self) -> int:
        """Whole minutes between the recorded start and end, rounded; 0 while it runs."""
        return round((self.ended_at - self.started_at).total_seconds() / 60) if self.ended_at else 0


class Assignment(models.Model):
    """Who observes a dialogue."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="assignments")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="observer_assignments")
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "observer"), name="observer_once_per_dialogue"),)

    def __str__(self) -> str:
        return f"{self.observer} · {self.dialogue}"


class Observation(models.Model):
    """One observer's scores and words about one lead: a draft until it is handed in, and fixed from then on."""

    class Readiness(models.TextChoices):
        READY = "ready", _("ready")
        NEARLY = "nearly", _("nearly there")
        NOT_YET = "not_yet", _("not yet")

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="observations")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="observations")
    # The rubric that was scored is this syllabus's.
    syllabus = models.ForeignKey(Syllabus, models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    strengths = models.TextField(_("what worked"), blank=True)
    one_thing = models.TextField(_("one thing to try"), blank=True)
    readiness = models.CharField(_("ready to lead a chat"), max_length=8, choices=Readiness.choices, blank=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "observer"), name="observation_once_per_observer"),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(strengths="") & ~Q(one_thing="") & ~Q(readiness=""),
                name="observation_whole_when_handed_in",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue} · {self.observer}"


class Reflection(models.Model):
    """The lead's own words about a dialogue: private until shared with the core group."""

    wagtail_reference_index_ignore = True

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, related_name="reflection")
    happened = models.TextField(_("What happened?"), blank=True)
    felt = models.TextField(_("What did I feel?"), blank=True)
    otherwise = models.TextField(_("What would I do otherwise?"), blank=True)
    learn = models.TextField(_("What do I need to learn, or to unlearn?"), blank=True)
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.dialogue} · {self.saved_at:%Y-%m-%d}"


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Promises, in adjectives."""

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def of(self, person_id: int) -> Self:
        return self.filter(person=person_id).order_by("on", "pk")


class Promise(models.Model):
    """A day on which somebody says that they will lead a chat; one at a time, and free to be taken back."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="promises")
    on = models.DateField(_("on"))
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "on"), condition=Q(withdrawn_at=None), name="promise_once_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("made_at")), name="promise_withdrawn_after_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.on}"
