"""Sign-ups: a person's seat in a slot, a seat that is held for them, or their place in the waitlist."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.slots.models.slots import Seat, Slot


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, in adjectives."""

    def confirmed(self) -> Self:
        return self.filter(state=SignUp.State.CONFIRMED)

    def waiting(self) -> Self:
        return self.filter(state=SignUp.State.WAITING)

    def held(self) -> Self:
        return self.filter(state=SignUp.State.HELD)

    def open(self) -> Self:
        """What a person counts on: a seat, or a place in the line."""
        return self.filter(state__in=[SignUp.State.CONFIRMED, SignUp.State.WAITING])

    def run_out(self, at: datetime) -> Self:
        """Held for somebody who hasn't confirmed their address in time."""
        return self.held().filter(held_until__lte=at)

    def in_line(self) -> Self:
        """Who waits, in the order in which they are confirmed."""
        return self.waiting().order_by("-priority", "pk")


class SignUp(models.Model):
    """A person's seat in a slot, or their place in its waitlist. Who comes back after cancelling gets a new row.

    ``held``: somebody new, who hasn't confirmed their address yet, wants to come. As long as few are held, it keeps a
    seat until ``held_until``; without a seat it only remembers the wish.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("waiting")
        HELD = "held", _("not confirmed yet")
        CANCELLED = "cancelled", _("cancelled")

    class End(models.TextChoices):
        GIVEN_BACK = "given_back", _("given back")
        CALLED_OFF = "called_off", _("the session was called off")
        RAN_OUT = "ran_out", _("not confirmed in time")
        TAKEN_OUT = "taken_out", _("taken out by staff")

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="sign_ups")
    state = models.CharField(max_length=10, choices=State.choices)
    seat = models.OneToOneField(Seat, models.PROTECT, null=True, related_name="sign_up")
    # Who waits is confirmed in the order of (-priority, pk). Staff raise it, with a reason; a pathway may lower it.
    priority = models.SmallIntegerField(default=0)
    priority_because = models.CharField(max_length=300, blank=True)
    walked_in = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    promoted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, choices=End.choices, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("slot", "person"),
                condition=Q(state__in=["confirmed", "waiting", "held"]),
                name="sign_up_one_place_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", seat__isnull=False)
                | Q(state__in=["waiting", "cancelled"], seat__isnull=True)
                | Q(state="held"),
                name="sign_up_has_its_seat",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False) | ~Q(state="held"), name="sign_up_held_until"
            ),
        )
        indexes = (
            models.Index(fields=("slot", "state", "-priority", "id"), name="sign_up_in_line"),
            models.Index(fields=("held_until",), name="sign_up_held", condition=Q(state="held")),
            models.Index(fields=("person", "state"), name="sign_up_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.slot} · {self.get_state_display()}"


class AccessNeed(models.Model):
    """What somebody needs to take part, in their own words. Only the host reads it; deleted 30 days after the slot."""

    wagtail_reference_index_ignore = True

    sign_up = models.OneToOneField(SignUp, models.CASCADE, related_name="access_need")
    words = models.TextField(_("what would help you to take part"), max_length=1000)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.sign_up)
