"""Registers the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """See the package's modules."""

    name = "lms.audit"
    label = "audit"
