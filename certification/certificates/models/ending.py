"""What happens to a certificate after its issue: it is suspended, and it is revoked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.certificates.models.issued import Certificate


class Revocation(models.Model):
    """That a certificate no longer holds: since when, by whom, and why, in words for all and words for staff."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    revoked_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Who proposed it; the one before there were two has none.
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    public_reason = models.CharField(_("reason that everybody may read"), max_length=300)
    private_reason = models.TextField(_("reason for the program's records"), blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(public_reason=""), name="revocation_says_why"),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | ~Q(proposed_by=F("revoked_by")), name="revocation_takes_two"
            ),
        )

    def __str__(self) -> str:
        return f"{self.certificate} {self.revoked_at:%Y-%m-%d}"


class RevocationProposal(models.Model):
    """One person's wish that a certificate be revoked, until another agrees or it is taken back."""

    wagtail_reference_index_ignore = True

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    public_reason = models.CharField(_("reason that everybody may read"), max_length=300)
    private_reason = models.TextField(_("reason for the program's records"), blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("certificate",), condition=Q(ended_at=None), name="one_open_proposal"),
            models.CheckConstraint(condition=~Q(public_reason=""), name="proposal_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.certificate} {self.proposed_at:%Y-%m-%d}"


class Suspension(models.Model):
    """That a certificate doesn't hold for now, while something is looked into. Sets no bit in a status list."""

    wagtail_reference_index_ignore = True

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="suspensions")
    suspended_at = models.DateTimeField()
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    public_reason = models.CharField(_("reason that everybody may read"), max_length=300)
    private_reason = models.TextField(_("reason for the program's records"), blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField(_("why it holds again"), blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("certificate",), condition=Q(lifted_at=None), name="one_open_suspension"),
            models.CheckConstraint(condition=~Q(public_reason=""), name="suspension_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="suspension_lifted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.certificate} {self.suspended_at:%Y-%m-%d}"
