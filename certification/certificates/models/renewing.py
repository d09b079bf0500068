"""What holders do after their certificate: renew it, and take leave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.certificates.models.issued import Certificate


class Leave(models.Model):
    """A time in which somebody doesn't lead dialogues, and isn't expected to; last days included."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="leaves")
    since = models.DateField(_("from"))
    until = models.DateField(_("until, if you know"), null=True, blank=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=Q(until=None), name="one_leave_without_end"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="leave_ends_after_it_begins",
                violation_error_message=_("The last day has to come after the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.since} – {self.until or ''}"


class Renewal(models.Model):
    """What a holder wrote when they renewed a certificate, which the next one replaces."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="renewal")
    reflection = models.TextField(_("what you have learned, and unlearned, since"), blank=True)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate} {self.sent_at:%Y-%m-%d}"
