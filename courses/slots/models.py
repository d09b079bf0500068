"""Training slots, their seats, who signed up, and who was there."""

import zoneinfo
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# A late promotion reaches nobody: people have made other plans by then.
PROMOTION_ENDS_BEFORE = timedelta(hours=12)
JOIN_OPENS_BEFORE = timedelta(minutes=15)


def check_zone(name: str) -> None:
    """Raises ``ValidationError`` for a name that isn't in the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Please choose a time zone from the list."))


def _count(rows: models.QuerySet[Any]) -> Coalesce:
    """How many rows of one slot; the rows refer to the query around them."""
    return Coalesce(Subquery(rows.order_by().values("slot").annotate(n=Count("pk")).values("n")), 0)


class SlotQuerySet(models.QuerySet["Slot"]):
    """Slots, in adjectives."""

    def published(self) -> Self:
        return self.filter(state=Slot.State.PUBLISHED)

    def coming(self, at: datetime) -> Self:
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        return self.filter(ends_at__lte=at).order_by("-starts_at", "-pk")

    def shown(self) -> Self:
        """What anybody may see: all but drafts."""
        return self.exclude(state=Slot.State.DRAFT)

    def with_counts(self) -> Self:
        """Adds ``seat_count``, ``confirmed_count`` and ``waiting_count``, derived from the rows."""
        sign_ups = SignUp.objects.filter(slot=OuterRef("pk"))
        return self.annotate(
            seat_count=_count(Seat.objects.filter(slot=OuterRef("pk"))),
            confirmed_count=_count(sign_ups.confirmed()),
            waiting_count=_count(sign_ups.waiting()),
        )

    def seen_by(self, person_id: int | None) -> Self:
        """Adds ``own_state`` and ``own_place``: what the reader has in each slot, and where in the line they stand."""
        mine = SignUp.objects.open().filter(slot=OuterRef("pk"), person=person_id or 0)
        before = SignUp.objects.waiting().filter(slot=OuterRef("slot"), pk__lte=OuterRef("pk"))
        return self.annotate(
            own_state=Coalesce(Subquery(mine.values("state")[:1]), Value("")),
            own_place=Coalesce(Subquery(mine.waiting().annotate(place=_count(before)).values("place")[:1]), 0),
        )

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Slot(models.Model):
    """A scheduled live session. Instants are stored in UTC; the zone says where its wall clock hangs."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training session")
        PRACTICE = "practice", _("practice session")
        CHAT = "chat", _("chat")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TRAINING)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what to expect"), blank=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="hosted_slots",
        verbose_name=_("host"),
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=64, default="America/New_York", validators=[check_zone])
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    room = models.CharField(_("room"), max_length=200, blank=True)
    join_link = models.URLField(
        _("link to join"), blank=True, help_text=_("Shown to confirmed people only, shortly before.")
    )
    access = models.CharField(_("captions and access"), max_length=300, blank=True)
    signup_opens_at = models.DateTimeField(_("sign-up opens"))
    signup_closes_at = models.DateTimeField(_("sign-up closes"))
    cancel_until = models.DateTimeField(_("people can give their seat back until"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        default_permissions = ("view",)
        permissions = (("run_slot", "Can plan sessions and mark attendance"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="slot_ends_after_start",
                violation_error_message=_("The session has to end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(signup_closes_at__gt=F("signup_opens_at")),
                name="slot_closes_after_opening",
                violation_error_message=_("Sign-up has to close after it opens."),
            ),
            models.CheckConstraint(condition=Q(state__in=["draft", "published", "cancelled"]), name="slot_state_known"),
        )
        indexes = (models.Index(fields=("state", "starts_at"), name="slot_by_state_and_start"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("slots:detail", args=[self.pk])

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def promotion_ends_at(self) -> datetime:
        return self.starts_at - PROMOTION_ENDS_BEFORE

    @property
    def join_opens_at(self) -> datetime:
        return self.starts_at - JOIN_OPENS_BEFORE


class Seat(models.Model):
    """One seat of a slot. Seats are rows, so that the database itself refuses a person too many."""

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("slot", "number"), name="seat_number_once"),)

    def __str__(self) -> str:
        return f"{self.slot} {self.number}"


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, in adjectives."""

    def confirmed(self) -> Self:
        return self.filter(state=SignUp.State.CONFIRMED)

    def waiting(self) -> Self:
        return self.filter(state=SignUp.State.WAITING)

    def open(self) -> Self:
        return self.filter(state__in=[SignUp.State.CONFIRMED, SignUp.State.WAITING])

    def in_line(self) -> Self:
        return self.waiting().order_by("pk")


class SignUp(models.Model):
    """A person's seat in a slot, or their place in its waitlist. Who comes back after cancelling gets a new row."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("waiting")
        CANCELLED = "cancelled", _("cancelled")

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="sign_ups")
    state = models.CharField(max_length=10, choices=State.choices)
    seat = models.OneToOneField(Seat, models.PROTECT, null=True, related_name="sign_up")
    created_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("slot", "person"),
                condition=Q(state__in=["confirmed", "waiting"]),
                name="sign_up_one_place_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", seat__isnull=False)
                | Q(state__in=["waiting", "cancelled"], seat__isnull=True),
                name="sign_up_confirmed_has_a_seat",
            ),
        )
        indexes = (
            models.Index(fields=("slot", "state", "id"), name="sign_up_line"),
            models.Index(fields=("person", "state"), name="sign_up_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.slot} · {self.get_state_display()}"


class AttendanceMark(models.Model):
    """What one source says about one person's presence. The greatest (rank, revision) holds; none is ever changed."""

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="attendance_marks")
    revision = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    rank = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("slot", "person", "revision"), name="attendance_revision_once"),)

    def __str__(self) -> str:
        return f"{self.person} · {self.slot} · {self.minutes}"
