"""What people did with lessons: which they completed, how they answered checks, what they wrote for themselves."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.audit import append_only


class LessonCompletion(models.Model):
    """A person has completed a lesson, in the version that they read. One row, however often they come back."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lesson_completions")
    lesson_key = models.UUIDField()
    version = models.CharField(max_length=64)
    completed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "lesson_key"), name="lesson_completed_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.lesson_key}"


class CheckAttemptQuerySet(models.QuerySet["CheckAttempt"]):
    """Attempts, in adjectives."""

    def by(self, person_id: int, lesson_key: object) -> Self:
        return self.filter(person_id=person_id, lesson_key=str(lesson_key))


class CheckAttempt(models.Model):
    """One try at a lesson's knowledge check. Tries are added, never changed; they go when their person is erased."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="check_attempts")
    lesson_key = models.UUIDField()
    version = models.CharField(max_length=64)
    answers = models.JSONField()
    percent = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    answered_at = models.DateTimeField()
    # What the page or program sent names the delivery: the same one twice is one try.
    key = models.CharField(max_length=64)

    objects = CheckAttemptQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "key"), name="check_attempt_key_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="check_attempt_at_most_all"),
        )
        indexes = (models.Index(fields=("person", "lesson_key", "-id"), name="check_attempt_latest"),)

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.percent} %"


@append_only.protected
class LessonFile(models.Model):
    """A file as a released lesson shows it, found by the SHA-256 of what was uploaded. It outlives the original."""

    wagtail_reference_index_ignore = True

    source = models.CharField(max_length=64)
    form = models.CharField(max_length=10)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "form"), name="lesson_file_once"),)

    def __str__(self) -> str:
        return f"{self.source[:12]} {self.form}"


class PromptAnswer(models.Model):
    """What somebody wrote for themselves at a reflection prompt. Nobody else reads it, staff included."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="prompt_answers")
    prompt = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "prompt"), name="prompt_answered_once"),)

    def __str__(self) -> str:
        return self.prompt
