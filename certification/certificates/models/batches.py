"""Work on many certificates at once: a job, with a result for each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.certificates.models.issued import Certificate


class Batch(models.Model):
    """What staff asked for; its rows are done one by one, by whoever is free."""

    class Kind(models.TextChoices):
        DESIGN = "design", _("issue anew in the present design")
        KEY = "key", _("sign anew with the present key")
        RENEWAL = "renewal", _("renew for those who have done all that it takes")

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("why"), max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.asked_at:%Y-%m-%d}"


class BatchRow(models.Model):
    """One certificate of a batch, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        LEFT = "left", _("left as it is")

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # The one that stands for it now, or why there is none: codes of ``rules.Reason``.
    made = models.OneToOneField(Certificate, models.PROTECT, null=True, related_name="+")
    because = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "certificate"), name="batch_certificate_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "left"]), name="batch_row_state_known"
            ),
        )
        indexes = (models.Index(fields=("batch",), name="batch_to_do", condition=models.Q(state="waiting")),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.certificate}"
