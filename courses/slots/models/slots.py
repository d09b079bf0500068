"""Training slots, their seats, and what is handed out in them."""

from datetime import datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.slots.models.series import Series
from courses.slots.models.zones import check_zone
from lms.people.models import Institution, User
from lms.people.roles import LASTING, ROLE_NAMES

JOIN_OPENS_BEFORE = timedelta(minutes=15)


def _count(rows: models.QuerySet[Any]) -> Coalesce:
    """How many rows of one slot; the rows refer to the query around them."""
    return Coalesce(Subquery(rows.order_by().values("slot").annotate(n=Count("pk")).values("n")), 0)


def _sign_ups() -> Any:
    """Sign-ups refer to slots, so their table stands below this module."""
    return Slot._meta.get_field("sign_ups").related_model._default_manager


class SlotQuerySet(models.QuerySet["Slot"]):
    """Slots, in adjectives."""

    def published(self) -> Self:
        return self.filter(state=Slot.State.PUBLISHED)

    def taking_place(self) -> Self:
        """What was or will be held: neither drafts nor what was called off."""
        return self.filter(state__in=[Slot.State.PUBLISHED, Slot.State.CLOSED])

    def coming(self, at: datetime) -> Self:
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        return self.filter(ends_at__lte=at).order_by("-starts_at", "-pk")

    def shown(self) -> Self:
        """What anybody may see: all but drafts."""
        return self.exclude(state=Slot.State.DRAFT)

    def with_counts(self) -> Self:
        """Adds ``seat_count``, ``confirmed_count``, ``held_count`` and ``waiting_count``, derived from the rows."""
        sign_ups = _sign_ups().filter(slot=OuterRef("pk"))
        return self.annotate(
            seat_count=_count(Seat.objects.filter(slot=OuterRef("pk"))),
            confirmed_count=_count(sign_ups.confirmed()),
            held_count=_count(sign_ups.held().exclude(seat=None)),
            waiting_count=_count(sign_ups.waiting()),
        )

    def seen_by(self, person_id: int | None) -> Self:
        """Adds ``own_state`` and ``own_place``: what the reader has in each slot, and where in the line they stand."""
        mine = _sign_ups().open().filter(slot=OuterRef("pk"), person=person_id or 0)
        same, earlier = Q(priority=OuterRef("priority"), pk__lte=OuterRef("pk")), Q(priority__gt=OuterRef("priority"))
        before = _sign_ups().waiting().filter(same | earlier, slot=OuterRef("slot"))
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
        CHAT_LOCAL = "chat_local", _("chat here")
        CHAT_NATIONAL = "chat_national", _("national chat")
        OFFICE_HOUR = "office_hour", _("office hour")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    class Audience(models.TextChoices):
        ANYONE = "anyone", _("anyone")
        ROLE = "role", _("people of one role")
        INSTITUTION = "institution", _("people of one institution")
        NEEDED = "needed", _("people who still need it for their training")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.TRAINING)
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
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="facilitated_slots", verbose_name=_("facilitators")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=64, default="America/New_York", validators=[check_zone])
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    room = models.CharField(_("room"), max_length=200, blank=True)
    join_link = models.URLField(
        _("link to join"), blank=True, help_text=_("Shown to confirmed people only, shortly before.")
    )
    captions = models.BooleanField(_("live captions"), default=False)
    interpretation = models.CharField(
        _("interpretation"), max_length=100, blank=True, help_text=_("For example: ASL, or Spanish.")
    )
    access = models.CharField(
        _("access"), max_length=300, blank=True, help_text=_("Steps, lifts, hearing loops, cameras optional …")
    )
    audience = models.CharField(_("who may sign up"), max_length=15, choices=Audience.choices, default=Audience.ANYONE)
    for_role = models.CharField(
        _("role"), max_length=20, choices=[(role, ROLE_NAMES[role]) for role in LASTING], blank=True
    )
    for_institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    counts_for = models.CharField(
        _("counts for"), max_length=120, blank=True, help_text=_("A requirement's key; empty: whichever asks for it.")
    )
    minutes_needed = models.PositiveSmallIntegerField(
        _("minutes to have been there"),
        default=45,
        help_text=_("Who was there for less counts as missed."),
    )
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("A line for each part: minutes, then its name."))
    notes = models.TextField(_("the hosts' notes"), blank=True)
    check_in_opens = models.PositiveSmallIntegerField(_("check-in opens, minutes before the start"), default=15)
    check_in_closes = models.PositiveSmallIntegerField(
        _("check-in closes, minutes after the start"), null=True, blank=True, help_text=_("Empty: at the end.")
    )
    code_tolerance = models.PositiveSmallIntegerField(
        _("earlier codes that still count"), choices=[(0, _("none")), (1, _("the one before"))], default=1
    )
    signup_opens_at = models.DateTimeField(_("sign-up opens"))
    signup_closes_at = models.DateTimeField(_("sign-up closes"))
    cancel_until = models.DateTimeField(_("people can give their seat back until"))
    cutoff_hours = models.PositiveSmallIntegerField(
        _("hours before the start from which nobody is confirmed unasked"), default=12
    )
    series = models.ForeignKey(Series, models.PROTECT, null=True, editable=False, related_name="slots")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)
    # Rises with whatever calendars show (RFC 5545, section 3.8.7.4).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

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
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "closed", "cancelled"]), name="slot_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                name="slot_closed_has_its_time",
            ),
            models.CheckConstraint(condition=Q(code_tolerance__lte=1), name="slot_code_tolerance"),
        )
        indexes = (models.Index(fields=("state", "starts_at"), name="slot_by_state_and_start"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("slots:detail", args=[self.pk])

    @property
    def team(self) -> list[User]:
        """Who else runs it beside the host. No query, given a slot whose facilitators were read."""
        return [person for person in self.facilitators.all() if person.pk != self.host_id]

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def own_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def promotion_ends_at(self) -> datetime:
        """From here on nobody is confirmed unasked: people have made other plans by then."""
        return self.starts_at - timedelta(hours=self.cutoff_hours)

    @property
    def counts_as(self) -> str:
        """The kind of session that requirements know it as."""
        return "chat" if self.kind in (Slot.Kind.CHAT_LOCAL, Slot.Kind.CHAT_NATIONAL) else self.kind

    @property
    def check_in_opens_at(self) -> datetime:
        return self.starts_at - timedelta(minutes=self.check_in_opens)

    @property
    def check_in_closes_at(self) -> datetime:
        if self.check_in_closes is None:
            return self.ends_at
        return min(self.ends_at, self.starts_at + timedelta(minutes=self.check_in_closes))

    @property
    def join_opens_at(self) -> datetime:
        return self.starts_at - JOIN_OPENS_BEFORE

    @property
    def has_a_door(self) -> bool:
        """Whether one enters it by a link; a room is entered on foot."""
        return bool(self.join_link) or not self.room


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


class Material(models.Model):
    """Something that is handed out: shown to those with a seat and to the hosts."""

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.title
