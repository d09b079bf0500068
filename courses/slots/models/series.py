"""Series: slots that come again by a rule of iCalendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.slots.models.zones import check_zone


class Series(models.Model):
    """A recurrence rule and the wall clock that it hangs on; its slots are rows of their own.

    ``rule`` is an RRULE value (RFC 5545, section 3.3.10) without DTSTART, which is ``starts`` in ``zone``: a wall time,
    so that daylight saving moves nobody.
    """

    rule = models.CharField(_("comes again"), max_length=300)
    starts = models.CharField(_("first start"), max_length=16, help_text=_("A wall clock: 2026-10-19T11:00."))
    zone = models.CharField(_("time zone"), max_length=64, validators=[check_zone])

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.starts} · {self.rule}"
