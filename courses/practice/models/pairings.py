"""Who leads and observes with whom: what people are asked and answer, what they wish, and who began the program."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.practice.models.dialogues import Dialogue
from courses.practice.models.topics import Topic


class PairingQuerySet(models.QuerySet["Pairing"]):
    """Pairings, in adjectives."""

    def open(self) -> Self:
        """Asked and not answered yet, or accepted."""
        return self.filter(state__in=[Pairing.State.ASKED, Pairing.State.ACCEPTED])

    def accepted(self) -> Self:
        return self.filter(state=Pairing.State.ACCEPTED)

    def observers(self) -> Self:
        return self.filter(part=Pairing.Part.OBSERVER)

    def co_leads(self) -> Self:
        return self.filter(part=Pairing.Part.CO_LEAD)


class Pairing(models.Model):
    """One person asked to co-lead or to observe one dialogue, and their answer. A new question is a new row."""

    class Part(models.TextChoices):
        CO_LEAD = "co_lead", _("co-lead")
        OBSERVER = "observer", _("observer")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("said no")
        WITHDRAWN = "withdrawn", _("no longer asked")

    wagtail_reference_index_ignore = True

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="pairings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pairings")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.OBSERVER)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    # Codes of why this person was proposed.
    because = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("dialogue", "person"),
                condition=Q(state__in=["asked", "accepted"]),
                name="pairing_one_part_per_person",
            ),
            models.UniqueConstraint(
                fields=("dialogue",),
                condition=Q(part="co_lead", state__in=["asked", "accepted"]),
                name="pairing_one_co_lead",
            ),
            models.CheckConstraint(condition=Q(part__in=["co_lead", "observer"]), name="pairing_part_known"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "accepted", "declined", "withdrawn"]), name="pairing_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="pairing_answer_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.dialogue_id} · {self.part}"


class PairingWish(models.Model):
    """How somebody wants to help with others' dialogues. Whoever has no row is asked as the usual wish says.

    ``hours`` is a list of ``{"weekday": 0–6 from Monday, "from": "HH:MM", "until": "HH:MM"}`` on the person's own
    wall clock; empty: any time. ``languages`` is a list of codes; empty: the person's own.
    """

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pairing_wish")
    observes = models.BooleanField(_("I'd like to observe"), default=True)
    co_leads = models.BooleanField(_("I'd like to co-lead"), default=True)
    most_per_month = models.PositiveSmallIntegerField(
        _("at most in a month"), default=4, validators=[MaxValueValidator(31)]
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    hours = models.JSONField(_("times that suit me"), default=list, blank=True)
    # No reason is asked, and nobody but the person sees this list.
    topics_avoided = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics to leave out"))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person_id)


class FoundingMember(models.Model):
    """Somebody with whom the program began: an experienced lead or an observer before anybody could be certified."""

    class Part(models.TextChoices):
        LEAD = "lead", _("experienced lead")
        OBSERVER = "observer", _("observer")

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="founding")
    part = models.CharField(_("as"), max_length=10, choices=Part.choices)
    because = models.CharField(_("because"), max_length=300)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("part", "pk")
        verbose_name = _("founding member")
        verbose_name_plural = _("founding list")
        default_permissions = ("view",)
        permissions = (("name_foundingmember", "Can name the first observers and experienced leads"),)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "part"), condition=Q(withdrawn_at=None), name="founding_member_once"
            ),
            models.CheckConstraint(condition=Q(part__in=["lead", "observer"]), name="founding_part_known"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.get_part_display()}"
