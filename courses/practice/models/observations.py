"""What observers write: drafts that change, observations that never do, and notes bound to a stage."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from courses.practice.models.dialogues import Dialogue
from courses.practice.models.stages import Stage
from courses.progress.models import Syllabus
from lms.audit import append_only


class Readiness(models.TextChoices):
    """Whether a lead could lead a chat, in an observer's eyes."""

    READY = "ready", _("ready")
    NEARLY = "nearly", _("nearly there")
    NOT_YET = "not_yet", _("not yet")


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Observations, in adjectives."""

    def standing(self) -> Self:
        """Those that no later version of the same observer replaces."""
        later = Observation.objects.filter(
            dialogue=OuterRef("dialogue"), observer=OuterRef("observer"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))


@append_only.protected
class Observation(models.Model):
    """One observer's scores about the lead of one dialogue, as handed in. An amendment is the next version.

    ``scores`` maps each competency's key to a level or ``None`` (not observed). The words stand beside, so that a
    person can be erased.
    """

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="observations")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="observations")
    # The rubric that was scored is this syllabus's.
    syllabus = models.ForeignKey(Syllabus, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    scores = models.JSONField()
    readiness = models.CharField(_("ready to lead a chat"), max_length=8, choices=Readiness.choices)
    # Scored by somebody who wasn't qualified, where the pathway asks for that: it advises and counts nothing.
    advisory = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()

    objects = ObservationQuerySet.as_manager()

    # What the same observer handed in before, newest first, where a page shows it.
    earlier: tuple["Observation", ...] = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "observer", "version"), name="observation_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="observation_version_from_one"),
            models.CheckConstraint(
                condition=Q(readiness__in=["ready", "nearly", "not_yet"]), name="observation_readiness_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue} · {self.observer}"

    @property
    def strengths(self) -> str:
        return self.words.strengths

    @property
    def one_thing(self) -> str:
        return self.words.one_thing

    @property
    def evidence(self) -> dict[str, str]:
        evidence: dict[str, str] = self.words.evidence
        return evidence


class ObservationWords(models.Model):
    """The words of one observation: the only part of it that an erasure takes away."""

    wagtail_reference_index_ignore = True

    observation = models.OneToOneField(Observation, models.CASCADE, related_name="words")
    strengths = models.TextField(_("what worked"))
    one_thing = models.TextField(_("one thing to try"))
    evidence = models.JSONField(default=dict)
    # Why a later version was written.
    because = models.TextField(_("why it was amended"), blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(strengths="") & ~Q(one_thing=""), name="observation_has_words"),
        )

    def __str__(self) -> str:
        return str(self.observation_id)


class ObservationDraft(models.Model):
    """What an observer has written so far, on however many devices; gone once it is handed in.

    ``revision`` rises with each saving. Who saves says which revision they saw: a draft that has moved on is shown
    beside, and nothing is overwritten. ``saved_key`` is the key of the last saving, so that a repeated one is known.
    """

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="drafts")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="observation_drafts")
    scores = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    strengths = models.TextField(_("what worked"), blank=True)
    one_thing = models.TextField(_("one thing to try"), blank=True)
    readiness = models.CharField(_("ready to lead a chat"), max_length=8, choices=Readiness.choices, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_key = models.UUIDField(default=uuid4)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "observer"), name="draft_once_per_observer"),)

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.observer_id}"


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes, in adjectives."""

    def seen(self) -> Self:
        return self.filter(kind=Note.Kind.SEEN)

    def own(self) -> Self:
        return self.filter(kind=Note.Kind.OWN)

    def parked(self) -> Self:
        return self.filter(kind=Note.Kind.PARKED)


class Note(models.Model):
    """A few words written during a dialogue, bound to the stage that ran.

    What an observer has *seen* is theirs until they hand in, and the lead's to read from then on; a lead's *own* notes
    stay with them; what is *parked* belongs to both leads.
    """

    class Kind(models.TextChoices):
        SEEN = "seen", _("seen")
        OWN = "own", _("own note")
        PARKED = "parked", _("parked for later")

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    text = models.TextField(_("note"), max_length=2000)
    # By the server's clock as the writer's device knew it, never after it arrived.
    noted_at = models.DateTimeField()
    # Given by the device that wrote it, so that a note that is sent twice stands once.
    key = models.UUIDField(default=uuid4)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("noted_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("author", "key"), name="note_once_per_key"),
            models.CheckConstraint(condition=Q(kind__in=["seen", "own", "parked"]), name="note_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="note_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.dialogue_id} · {self.kind} · {self.noted_at:%H:%M}"
