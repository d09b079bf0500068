"""The record of who did what, kept in Wagtail's log, where staff read it with everything else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from lms.people.actions import ERASED_NAME
from lms.people.models import User

DESCRIBED: dict[str, Any] = {}


def describe(labels: Mapping[str, Any]) -> None:
    """Name actions (``app.verb``) in staff's words; called from the app's ``registration`` module."""
    DESCRIBED.update(labels)


def record(
    action: str, *, about: Model, by: User | None, data: Mapping[str, Any] | None = None, at: datetime | None = None
) -> None:
    """Write one line in the transaction of what it records. ``data`` holds ids, codes and numbers, never free text.

    ``at`` is when it was done, where that isn't now.
    """
    if action not in DESCRIBED:
        raise LookupError(
            f"{action} has no words yet: name it with audit.actions.describe in the app's registration module."
        )
    registry.log(about, action, user=by, data=dict(data or {}), **({"timestamp": at} if at else {}))


def forget_titles(rows: QuerySet[Any]) -> None:
    """Let lines about these rows stay, without what the rows were called: a person's name, or their words."""
    about = ContentType.objects.get_for_model(rows.model)
    numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
    ModelLogEntry.objects.filter(content_type=about, object_id__in=numbers).update(label=ERASED_NAME)
