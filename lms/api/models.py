"""Tokens that programs carry, and the answers kept for requests that are sent again."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.api.scopes import Scope


def digest_of(secret: str) -> str:
    """Tokens are long and random: a plain hash is enough, and one look-up finds the row."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiToken(models.Model):
    """Lets a program act for its owner; only the hash of its secret is kept."""

    wagtail_reference_index_ignore = True

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="program_tokens")
    name = models.CharField(_("name"), max_length=100, help_text=_("So that you know later what it is for."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may"), default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("ends on"))
    last_used_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="api_token_ends_after_its_start"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def allows(self, scope: Scope) -> bool:
        return scope.value in self.scopes


class IdempotentAnswer(models.Model):
    """What was answered to a request that carried a key; written in the transaction of what it did."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    location = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="idempotency_key_once"),)

    def __str__(self) -> str:
        return self.key
