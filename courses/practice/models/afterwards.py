"""What follows a dialogue: the lead's own words, what is said about it together, care, concerns, and promises."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from courses.practice.models.dialogues import Dialogue
from courses.practice.models.stages import Stage


class Reflection(models.Model):
    """The lead's own words about a dialogue: private until shared with the people whom the lead names.

    ``stages`` maps a stage to what the lead says of it; ``scores`` a competency's key to the level in which the lead
    sees themselves, or ``None``.
    """

    wagtail_reference_index_ignore = True

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, related_name="reflection")
    happened = models.TextField(_("What happened?"), blank=True)
    felt = models.TextField(_("What did I feel?"), blank=True)
    otherwise = models.TextField(_("What would I do otherwise?"), blank=True)
    learn = models.TextField(_("What do I need to learn, or to unlearn?"), blank=True)
    stages = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    # When it was first shared, or first with the core group if that came later.
    shared_at = models.DateTimeField(null=True)
    with_core_group = models.BooleanField(_("the core group"), default=True)
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("and these people")
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dialogue} · {self.saved_at:%Y-%m-%d}"

    @property
    def by_stage(self) -> list[tuple[str, str]]:
        """What is said of each stage, in the order of the hour."""
        return [(str(stage), self.stages[stage]) for stage in Stage if self.stages.get(stage)]

    @property
    def is_with_core_group(self) -> bool:
        return self.shared_at is not None and self.with_core_group


class DebriefEntry(models.Model):
    """What the lead or somebody who was there says about a dialogue, for all who meet on its debrief page."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="debrief")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="debrief_entries")
    text = models.TextField(_("answer"), max_length=4000)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.said_at:%Y-%m-%d}"


class CareWish(models.Model):
    """Somebody who led or observed asks to talk about it, within three days; nothing of why is kept."""

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="care_wishes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="care_wishes")
    asked_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        permissions = (("meet_carewish", "Can talk with people who ask for it after a dialogue"),)
        constraints = (models.UniqueConstraint(fields=("dialogue", "person"), name="care_wish_once"),)

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.person_id}"


class SupportPlace(models.Model):
    """Where people find support, as the program words it."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what one finds there"), blank=True)
    link = models.URLField(_("link"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("place of support")
        verbose_name_plural = _("places of support")

    def __str__(self) -> str:
        return self.title


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns, in adjectives."""

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def answered_openly(self) -> Self:
        """Raised openly, and answered by the person whom it is about."""
        answer = ConcernEntry.objects.filter(concern=OuterRef("pk"), kind=ConcernEntry.Kind.ANSWER)
        return self.filter(Exists(answer), opened_at__isnull=False)


class Concern(models.Model):
    """A private worry about somebody's leading, beside every score, with an owner and a day.

    It is no evidence of a candidate's unless it is raised openly, and then only together with their answer.
    """

    class Kind(models.TextChoices):
        HARM = "harm", _("harm done")
        READINESS = "readiness", _("readiness")
        WELLBEING = "wellbeing", _("wellbeing")

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="concerns")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="concerns_about")
    kind = models.CharField(_("about"), max_length=10, choices=Kind.choices)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="concerns_raised")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="concerns_owned")
    raised_at = models.DateTimeField()
    due_on = models.DateField(_("answered by"))
    # When its owner raised it openly with the person it is about.
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=["harm", "readiness", "wellbeing"]), name="concern_kind_known"),
            models.CheckConstraint(condition=~Q(owner=F("about")), name="concern_owned_by_somebody_else"),
        )

    def __str__(self) -> str:
        """A number alone: this stands in logs, which others read."""
        return str(self.pk)


class ConcernEntry(models.Model):
    """One thing said about a concern: its words, its owner's notes, what they say openly, the answer, the outcome."""

    class Kind(models.TextChoices):
        RAISED = "raised", _("raised")
        NOTE = "note", _("note")
        OPENED = "opened", _("said openly")
        ANSWER = "answer", _("answer")
        OUTCOME = "outcome", _("outcome")

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="entries")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="concern_entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(_("words"), max_length=4000)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["raised", "note", "opened", "answer", "outcome"]), name="concern_entry_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.concern_id} · {self.kind}"


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
