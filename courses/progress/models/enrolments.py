"""Who is on which road, with the folded state of their ledger, and the append-only ledger itself."""

import secrets
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress import chain, engine
from courses.progress.models.syllabuses import Pathway, Syllabus
from courses.progress.requirements import Asserted, Progress
from lms.audit import append_only


def new_seed() -> int:
    """63 random bits: what the database takes as a positive number."""
    return secrets.randbits(63)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, in adjectives."""

    def open(self) -> Self:
        return self.filter(person__isnull=False)

    def eligible(self) -> Self:
        return self.open().filter(eligible_at__isnull=False)

    def going(self) -> Self:
        """Of people who haven't withdrawn: those whom releases move and plans count."""
        return self.open().exclude(state=Enrolment.State.WITHDRAWN)

    def with_plan(self) -> Self:
        """With the syllabus, but not its document, which a process reads once for each digest."""
        return self.select_related("syllabus").defer("syllabus__document")

    def due(self, at: datetime) -> Self:
        """Those of whom time alone may have changed what is met."""
        return self.filter(changes_at__lte=at)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Enrolment(models.Model):
    """One person on one pathway, pinned to one syllabus, with the folded state of their ledger."""

    class State(models.TextChoices):
        ACTIVE = "active", _("on the way")
        PAUSED = "paused", _("pausing")
        WITHDRAWN = "withdrawn", _("withdrawn")

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="enrolments", verbose_name=_("person")
    )
    pathway = models.ForeignKey(Pathway, models.PROTECT, related_name="enrolments")
    syllabus = models.ForeignKey(Syllabus, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField(_("began"))
    eligible_at = models.DateTimeField(_("ready to apply"), null=True, blank=True)
    # As the ledger has it, for lists.
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE, editable=False)
    # When time alone may next change what is met.
    changes_at = models.DateTimeField(null=True, editable=False)
    # Questions and the order of answers are drawn from it, so that a page shows the same when it is loaded again.
    seed = models.BigIntegerField(default=new_seed, editable=False)
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=chain.FIRST)
    snapshot = models.JSONField(default=dict)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        default_permissions = ("view",)
        permissions = (("correct_enrolment", "Can waive requirements and take entries back"),)
        constraints = (
            models.UniqueConstraint(fields=("person", "pathway"), name="enrolment_once_per_pathway"),
            models.CheckConstraint(
                condition=Q(state__in=["active", "paused", "withdrawn"]), name="enrolment_state_known"
            ),
        )
        indexes = (
            models.Index(fields=("pathway", "eligible_at"), name="enrolment_by_readiness"),
            models.Index(fields=("changes_at",), name="enrolment_changing", condition=Q(changes_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.person or _('Somebody erased')} · {self.pathway}"

    @property
    def progress(self) -> Progress:
        return {
            subject: Asserted(seq, rank, value, datetime.fromisoformat(at))
            for subject, (seq, rank, value, at) in self.snapshot.items()
        }

    @progress.setter
    def progress(self, progress: Progress) -> None:
        self.snapshot = snapshot_of(progress)


def snapshot_of(progress: Progress) -> dict[str, list[Any]]:
    """Progress in the form that the enrolment row keeps: subject to ``[seq, rank, value, occurred at]``."""
    return {
        subject: [state.seq, state.rank, dict(state.value), chain.instant(state.occurred_at)]
        for subject, state in progress.items()
    }


class LedgerEventQuerySet(models.QuerySet["LedgerEvent"]):
    """Ledger rows, in adjectives."""

    def about(self, subject: str) -> Self:
        return self.filter(subject=subject)

    def in_order(self) -> Self:
        return self.order_by("enrolment_id", "seq")


@append_only.protected
class LedgerEvent(models.Model):
    """One assertion about one subject. Never changed or removed: the database refuses it.

    Holds ids, codes, numbers and times only. ``actor`` is empty when it was the enrolled person, so that erasing the
    link of the enrolment erases the person from its history.
    """

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    subject = models.CharField(max_length=120)
    value = models.JSONField()
    rank = models.PositiveSmallIntegerField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    undoes = models.PositiveIntegerField(null=True)
    reason_hash = models.CharField(max_length=64, default="")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LedgerEventQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("enrolment", "seq"), name="ledger_seq_once"),
            models.UniqueConstraint(fields=("enrolment", "key"), name="ledger_key_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ledger_seq_from_one"),
            models.CheckConstraint(condition=Q(rank__in=[int(rank) for rank in engine.Rank]), name="ledger_rank_known"),
            models.CheckConstraint(
                condition=Q(undoes=None) | Q(undoes__lt=models.F("seq")), name="ledger_undoes_an_earlier_one"
            ),
        )
        indexes = (models.Index(fields=("enrolment", "subject", "seq"), name="ledger_by_subject"),)

    def __str__(self) -> str:
        return f"{self.enrolment_id}/{self.seq} {self.subject}"

    @property
    def event(self) -> engine.Event:
        return engine.Event(self.seq, self.subject, self.value, self.rank, self.occurred_at, self.undoes)


class Reason(models.Model):
    """The words that a person gave for an act on an enrolment; erasable, and tied to the ledger by a salted hash."""

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="reasons")
    salt = models.CharField(max_length=32)
    hash = models.CharField(max_length=64)
    words = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("enrolment", "hash"), name="reason_hash_once"),)

    def __str__(self) -> str:
        return self.words
