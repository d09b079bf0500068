"""What staff noted of a person that took place where no page records it."""

import secrets
from datetime import UTC, datetime, time
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def new_number() -> int:
    """What the revisions of a record have in common: drawn, so that it says neither how many there are nor whose."""
    return secrets.randbits(40)


class StaffRecordQuerySet(models.QuerySet["StaffRecord"]):
    """Revisions of records, in adjectives."""

    def standing(self) -> Self:
        return self.filter(stands=True)

    def not_taken_back(self) -> Self:
        return self.filter(taken_back_at=None)


# Each part asks for a value too: what is unknown passes a check.
_THERE = Q(minutes__isnull=False, minutes__range=(1, 600))
_SAYS_WHAT_IT_NEEDS = (
    _THERE & Q(kind="session", session_kind__in=["training", "practice"])
    | _THERE & Q(kind="chat", session_kind="chat")
    | Q(kind="co_lead", experienced__isnull=False)
    | Q(
        kind="feedback",
        dialogue__isnull=False,
        closed__isnull=False,
        answers__isnull=False,
        invited__isnull=False,
        invited__gte=1,
        answers__lte=F("invited"),
    )
)


class StaffRecord(models.Model):
    """One revision of what somebody noted. The last that wasn't taken back ``stands``; the numbers never change."""

    class Kind(models.TextChoices):
        SESSION = "session", _("was in a session")
        CHAT = "chat", _("took part in a chat")
        CO_LEAD = "co_lead", _("led a chat together with somebody")
        FEEDBACK = "feedback", _("invited feedback")

    wagtail_reference_index_ignore = True

    number = models.BigIntegerField(default=new_number)
    revision = models.PositiveIntegerField(default=1)
    stands = models.BooleanField(default=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="staff_records")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    occurred_on = models.DateField()
    # Which one of its kind on that day.
    nth = models.PositiveSmallIntegerField(default=1)
    session_kind = models.CharField(max_length=10, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    experienced = models.BooleanField(null=True)
    dialogue = models.PositiveBigIntegerField(null=True)
    invited = models.PositiveSmallIntegerField(null=True)
    answers = models.PositiveSmallIntegerField(null=True)
    closed = models.BooleanField(null=True)
    because = models.TextField()
    # Names the form that it came from: sent twice, it is noted once.
    key = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = StaffRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("number", "revision"), name="staff_record_revision_once"),
            models.UniqueConstraint(fields=("person", "key"), name="staff_record_key_once"),
            models.UniqueConstraint(fields=("number",), condition=Q(stands=True), name="staff_record_one_stands"),
            models.UniqueConstraint(
                fields=("person", "kind", "session_kind", "occurred_on", "nth"),
                condition=Q(stands=True) & ~Q(kind="feedback"),
                name="staff_record_once_a_day",
            ),
            models.UniqueConstraint(
                fields=("person", "dialogue"),
                condition=Q(stands=True, kind="feedback"),
                name="staff_record_feedback_once",
            ),
            models.CheckConstraint(condition=_SAYS_WHAT_IT_NEEDS, name="staff_record_says_what_it_needs"),
            models.CheckConstraint(
                condition=Q(stands=False) | Q(taken_back_at=None), name="staff_record_taken_back_stands_no_more"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_on}"

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        if self.kind == self.Kind.FEEDBACK:
            return f"feedback:{self.dialogue}"
        return f"{'co-lead' if self.kind == self.Kind.CO_LEAD else 'attendance'}:record/{self.number}"

    @property
    def value(self) -> dict[str, Any]:
        """What the ledger is told."""
        if self.kind == self.Kind.CO_LEAD:
            return {"experienced": self.experienced}
        if self.kind == self.Kind.FEEDBACK:
            return {"invited": self.invited, "answers": self.answers, "closed": self.closed}
        return {"kind": self.session_kind, "minutes": self.minutes}

    @property
    def occurred_at(self) -> datetime:
        """Noon of the day, but never later than the moment in which it was noted."""
        return min(datetime.combine(self.occurred_on, time(12), UTC), self.recorded_at)
