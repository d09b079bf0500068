"""People's own calendars, and which mails about sessions they want."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A person's secret calendar address. Only a hash of the secret is kept; a new one takes the old one's place."""

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("secret_hash",), name="calendar_feed_secret_once"),)

    def __str__(self) -> str:
        return str(self.person)


class MailWish(models.Model):
    """Which mails about sessions a person wants; without a row: all of them."""

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="session_mail_wish")
    day_before = models.BooleanField(_("a day before"), default=True)
    hour_before = models.BooleanField(_("an hour before"), default=True)
    afterwards = models.BooleanField(_("afterwards: thanks, and what comes next"), default=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
