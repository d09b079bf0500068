"""What people did with lessons: read, completed, answered, wrote for themselves; and what staff granted them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.progress.models import Pathway
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


class ReadingSessionQuerySet(models.QuerySet["ReadingSession"]):
    """Reading sessions, in adjectives."""

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, person_id: int, lesson_key: object) -> Self:
        return self.filter(person_id=person_id, lesson_key=str(lesson_key))


class ReadingSession(models.Model):
    """One stretch of reading in a lesson that asks for time, on one page of one device, as the server saw it.

    At most one of a person's is open, so that nobody reads twice at once.
    """

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_sessions")
    lesson_key = models.UUIDField()
    version = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    last_beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    milliseconds = models.PositiveIntegerField(default=0)

    objects = ReadingSessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(ended_at=None), name="reading_one_at_once"),
            models.UniqueConstraint(fields=("key",), name="reading_session_key_unique"),
            models.CheckConstraint(condition=Q(last_beat_at__gte=F("started_at")), name="reading_beats_after_start"),
        )
        indexes = (models.Index(fields=("person", "lesson_key"), name="reading_session_by_lesson"),)

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.milliseconds} ms"


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
    # Tries at one version are counted from 1; those from before they were counted have none.
    number = models.PositiveIntegerField(default=0, db_default=0)
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
            models.UniqueConstraint(
                fields=("person", "lesson_key", "version", "number"),
                condition=Q(number__gte=1),
                name="check_attempt_number_once",
            ),
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


class GrantedTry(models.Model):
    """One more try at a check whose tries were used up, given by staff. ``because`` goes when its person is erased."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="granted_tries")
    lesson_key = models.UUIDField()
    version = models.CharField(max_length=64)
    # The try that it follows, so that two clicks at once give one.
    after = models.PositiveIntegerField()
    because = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("person", "lesson_key", "version", "after"), name="granted_try_once"),
        )

    def __str__(self) -> str:
        return f"{self.lesson_key} after {self.after}"


class UntimedReadingQuerySet(models.QuerySet["UntimedReading"]):
    """Grants, in adjectives."""

    def standing(self) -> Self:
        return self.filter(ended_at=None)


class UntimedReading(models.Model):
    """Staff agreed that somebody reads in another way than by the clock: on paper, by ear, with help.

    ``because`` says who agreed on what, never a diagnosis; it goes when its person is erased.
    """

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="untimed_readings")
    because = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = UntimedReadingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(ended_at=None), name="untimed_reading_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} since {self.granted_at:%Y-%m-%d}"


class PromptAnswer(models.Model):
    """What somebody wrote for themselves at a reflection prompt. Others read it while its writer shares it."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="prompt_answers")
    prompt = models.CharField(max_length=64)
    # The lesson, and the question in the words in which it was asked: what others read later should stand by itself.
    lesson_key = models.UUIDField(null=True)
    question = models.TextField(default="", db_default="")
    words = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "prompt"), name="prompt_answered_once"),)

    def __str__(self) -> str:
        return self.prompt


class LessonNote(models.Model):
    """Somebody's own notes on a lesson. Nobody else reads them, staff included."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lesson_notes")
    lesson_key = models.UUIDField()
    words = models.TextField(blank=True)
    # Counted up with every change: what is saved over is what was seen.
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person", "lesson_key"), name="lesson_note_once"),)

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.revision}"


class LastOpened(models.Model):
    """The lesson that somebody had before them last, on each of their pathways."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="+")
    lesson_key = models.UUIDField()
    opened_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person", "pathway"), name="last_opened_once_per_pathway"),)

    def __str__(self) -> str:
        return str(self.lesson_key)
