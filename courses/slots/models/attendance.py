"""Attendance: what each source says about who was there."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.progress.engine import Rank
from courses.slots.models.slots import Slot

OWN_WORD = int(Rank.SELF)


class AttendanceMarkQuerySet(models.QuerySet["AttendanceMark"]):
    """Marks, in adjectives."""

    def standing(self) -> Self:
        """All that aren't undone, what holds first."""
        return self.filter(undone_at=None).order_by("-rank", "-revision")

    def asserted(self) -> Self:
        """What counts: a person's own word only once somebody else has closed the slot."""
        own_word = Q(rank=OWN_WORD)
        closed_by_another = Q(slot__state=Slot.State.CLOSED) & ~Q(slot__closed_by=F("person"))
        return self.filter(~own_word | closed_by_another, undone_at=None)


class AttendanceMark(models.Model):
    """What one source says about one person's presence. The greatest (rank, revision) that isn't undone holds.

    Rank: a person's word over an import over one's own check-in. What a mark says is never changed.
    """

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="attendance_marks")
    revision = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    rank = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20)
    # Of a self check-in: when it was made, and when the person checked out.
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Why staff corrected what stood before.
    because = models.CharField(max_length=300, blank=True)
    # Names one delivery of one wish: the same key twice is the same mark.
    key = models.CharField(max_length=80, null=True)  # noqa: DJ001
    # A mark that was taken back, as an import may be, no longer counts.
    undone_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()

    objects = AttendanceMarkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slot", "person", "revision"), name="attendance_revision_once"),
            models.UniqueConstraint(fields=("slot", "key"), name="attendance_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.slot} · {self.minutes}"

    @property
    def by_staff(self) -> bool:
        return self.rank == Rank.PERSON

    @property
    def confirmed_by(self) -> Any:
        """Who stands for it: whoever noted it, or the host who closed the slot in which a person checked in."""
        return self.marked_by or self.slot.closed_by
