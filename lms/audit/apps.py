"""Registers the app, which keeps append-only tables so after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from lms.audit import append_only


def ensure_triggers(sender: AppConfig, using: str, **_: Any) -> None:
    append_only.ensure_triggers(using, sender.label)


class AuditConfig(AppConfig):
    """Who did what, on top of Wagtail's log, and tables that only grow."""

    name = "lms.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(ensure_triggers, dispatch_uid="audit.ensure_triggers")
