"""Meeting reports that were imported, row by row, and the names by which people are known in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.slots.models.attendance import AttendanceMark
from courses.slots.models.slots import Slot


class MeetingReport(models.Model):
    """One file about one slot. What it held is deleted after a while; the row stays as a fact."""

    class Form(models.TextChoices):
        ZOOM = "zoom", "Zoom"
        TEAMS = "teams", "Microsoft Teams"
        MEET = "meet", "Google Meet"
        PLAIN = "plain", _("a plain table")

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="reports")
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    form = models.CharField(_("made by"), max_length=10, choices=Form.choices)
    zone = models.CharField(_("time zone"), max_length=64)
    content = models.BinaryField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    imported_at = models.DateTimeField(_("imported"), null=True)
    undone_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        ordering = ("-pk",)
        default_permissions = ()
        indexes = (models.Index(fields=("slot", "sha256"), name="report_by_slot_and_content"),)

    def __str__(self) -> str:
        return self.name


class ReportRow(models.Model):
    """One line of a report, whom it was taken for, and why."""

    class State(models.TextChoices):
        MATCHED = "matched", _("matched")
        SUGGESTED = "suggested", _("suggested")
        UNKNOWN = "unknown", _("unknown")
        REJECTED = "rejected", _("rejected")

    wagtail_reference_index_ignore = True

    report = models.ForeignKey(MeetingReport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=320, blank=True)
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mark = models.ForeignKey(AttendanceMark, models.SET_NULL, null=True, related_name="report_rows")

    class Meta:
        ordering = ("report", "line")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("report", "line"), name="report_line_once"),
            models.CheckConstraint(
                condition=Q(state__in=["matched", "suggested", "unknown", "rejected"]), name="report_row_state_known"
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(state="matched"), name="report_row_only_matched_is_marked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report} {self.line}"


class Alias(models.Model):
    """A name by which somebody confirmed that a person goes in meetings. Remembered, and only ever a suggestion's end.

    ``name_key`` is the name as NFKC-casefold with single spaces, without pronouns in brackets.
    """

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meeting_names")
    name_key = models.CharField(max_length=300)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person", "name_key"), name="alias_once"),)

    def __str__(self) -> str:
        return f"{self.name_key} · {self.person}"
