"""The journal of what was issued and ended: each entry stands here and, create-only, in a folder outside of backups."""

from django.db import models
from django.db.models import Q

from certification.certificates.models.issued import Certificate


class JournalEntry(models.Model):
    """One entry. Made in the transaction of what it tells, written to its file after the commit."""

    class Kind(models.TextChoices):
        ISSUED = "issued"
        REVOKED = "revoked"
        SUSPENDED = "suspended"
        REINSTATED = "reinstated"
        LISTED = "listed"  # a status list was signed

    wagtail_reference_index_ignore = True

    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="journal")
    body = models.JSONField()
    # SHA-256 of the whole entry, which names that of the one before: what is left out or changed shows.
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=("seq",), name="journal_seq_once"),
            models.UniqueConstraint(fields=("certificate",), condition=Q(kind="issued"), name="journal_issued_once"),
        )
        indexes = (models.Index(fields=("seq",), name="journal_to_write", condition=Q(written_at=None)),)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
