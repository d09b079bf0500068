"""The five stages: their names, how long they usually take, how they are planned, and when they really ran."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.practice.models.dialogues import Dialogue


class Stage(models.TextChoices):
    """The five stages of every chat, in order."""

    CHECK_IN = "check_in", _("Check-in")
    CONCEPT = "concept", _("Concept")
    FRAME = "frame", _("Frame")
    BREAKOUT = "breakout", _("Breakout")
    DEBRIEF = "debrief", _("Debrief")


# Minutes of the hour, as experienced facilitators plan them.
USUAL_MINUTES = {Stage.CHECK_IN: 10, Stage.CONCEPT: 5, Stage.FRAME: 10, Stage.BREAKOUT: 20, Stage.DEBRIEF: 15}


class StagePlan(models.Model):
    """What a lead means to do in one stage: minutes, words, questions, and groups where people part."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="plan")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1), MaxValueValidator(60)])
    script = models.TextField(_("script"), blank=True)
    questions = models.TextField(_("questions"), blank=True, help_text=_("One on each line."))
    group_size = models.PositiveSmallIntegerField(
        _("people in a group"), null=True, blank=True, validators=[MinValueValidator(2), MaxValueValidator(20)]
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "stage"), name="stage_planned_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=60), name="stage_plan_minutes"),
            models.CheckConstraint(condition=Q(group_size=None) | Q(group_size__gte=2), name="stage_plan_group_size"),
        )

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.stage}"


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


class Press(models.Model):
    """A lead's press of a button in the room, as their device sent it, so that each is taken once.

    A device without a network keeps it and sends it later, perhaps twice, perhaps after it was undone.
    """

    class Act(models.TextChoices):
        BEGIN = "begin", _("began a stage")
        TAKE_BACK = "take_back", _("went back to the stage before")
        FINISH = "finish", _("closed the dialogue")
        END_EARLY = "end_early", _("ended the dialogue early")

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="presses")
    key = models.UUIDField()
    act = models.CharField(max_length=10, choices=Act.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # By the server's clock as the device knew it; and when it arrived.
    pressed_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "key"), name="press_once_per_key"),
            models.CheckConstraint(
                condition=Q(act__in=["begin", "take_back", "finish", "end_early"]), name="press_act_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.act} · {self.stage}"
