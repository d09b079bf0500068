"""Pathways as released: their numbered syllabuses, the versions of their lessons, and each act of releasing."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.requirements import Syllabus as SyllabusPlan
from lms.audit import append_only

# Syllabuses that a process keeps read: those that people are on at the same time.
_KEPT = 64


class Pathway(models.Model):
    """The road to one certification, as far as enrolments know it; its pages live in Wagtail under the same key."""

    key = models.UUIDField(editable=False)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("key",), name="pathway_key_unique"),
            models.UniqueConstraint(fields=("slug",), name="pathway_slug_unique"),
        )

    def __str__(self) -> str:
        return self.title


@append_only.protected
class Syllabus(models.Model):
    """The immutable, numbered, compiled form of a pathway's modules, lessons and requirements."""

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="syllabuses")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "syllabuses"
        constraints = (
            models.UniqueConstraint(fields=("pathway", "number"), name="syllabus_number_once"),
            models.UniqueConstraint(fields=("pathway", "digest"), name="syllabus_digest_once"),
        )

    def __str__(self) -> str:
        return f"{self.pathway} {self.number}"

    @property
    def plan(self) -> SyllabusPlan:
        """The document as the engine reads it; read once for each digest, for it never changes.

        No query where a process has read it before, else one if the document was deferred.
        """
        return plan_of(_ByDigest(self.digest, self))


@dataclass(frozen=True, slots=True)
class _ByDigest:
    """A syllabus that is the same as every other of its digest."""

    digest: str
    syllabus: Syllabus = field(compare=False)


@lru_cache(maxsize=_KEPT)
def plan_of(kept: _ByDigest) -> SyllabusPlan:
    """What a process keeps of the syllabuses that it has read."""
    return SyllabusPlan.from_document(kept.syllabus.document)


@append_only.protected
class LessonVersion(models.Model):
    """A lesson's words and knowledge check as they were released, found by the SHA-256 of their canonical JSON."""

    digest = models.CharField(max_length=64)
    lesson_key = models.UUIDField()
    body = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("digest",), name="lesson_version_digest_unique"),)
        indexes = (models.Index(fields=("lesson_key",), name="lesson_version_by_lesson"),)

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.digest[:12]}"


class Release(models.Model):
    """One act of releasing: which syllabus is current from then on, by whom, and the rule of who moves to it.

    What became of whom stands in its moves. Who was moved may be led back once, by somebody who says why.
    """

    class Rule(models.TextChoices):
        KEEP = "keep", _("Everybody stays on the version they have")
        MOVE = "move", _("Everybody moves to the new version")
        MOVE_UNLESS_ELIGIBLE = "move_unless_eligible", _("Everybody moves, except who is ready to apply")

    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="releases")
    syllabus = models.ForeignKey(Syllabus, models.PROTECT, related_name="releases")
    rule = models.CharField(max_length=20, choices=Rule.choices)
    words_only = models.BooleanField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_because = models.TextField(default="", db_default="")

    class Meta:
        indexes = (models.Index(fields=("pathway", "-id"), name="release_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(rule__in=["keep", "move", "move_unless_eligible"]), name="release_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because="")),
                name="release_taken_back_by_somebody_who_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.syllabus} ({self.rule})"
