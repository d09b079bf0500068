"""Earlier training that counts for one requirement of one person, with its proof."""

import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models.enrolments import Enrolment


def evidence_storage() -> Storage:
    """A private place of its own: nothing in it has an address."""
    return storages["evidence"]


def new_path(extension: str) -> str:
    """A name that tells nothing and can't be guessed; how the file was called is kept nowhere."""
    return f"{secrets.token_hex(16)}.{extension}"


class Credit(models.Model):
    """Earlier training that was granted for a requirement; it stands until it is ended, and counts up to a day."""

    wagtail_reference_index_ignore = True

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="credits")
    requirement = models.CharField(max_length=100)
    earned_on = models.DateField(_("took place"))
    until = models.DateField(_("counts until"))
    evidence = models.FileField(_("proof"), storage=evidence_storage)
    evidence_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment", "requirement"), condition=Q(ended_at=None), name="credit_one_stands"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("earned_on")), name="credit_until_after_earned"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")), name="credit_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.requirement}"
