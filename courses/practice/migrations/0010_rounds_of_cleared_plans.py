"""Gives plans that were cleared before there was feedback the round that clearing opens from now on."""

import secrets
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def open_rounds(apps: Any, _schema: Any) -> None:
    rounds = apps.get_model("practice", "FeedbackRound").objects
    cleared = apps.get_model("practice", "Dialogue").objects.filter(state__in=["cleared", "running"], feedback=None)
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for dialogue in cleared.order_by("pk"):
        zone = ZoneInfo(dialogue.zone)
        last = (dialogue.starts_at + timedelta(hours=1, days=3)).astimezone(zone).date()
        rounds.create(
            dialogue=dialogue,
            code="".join(secrets.choice(_LETTERS) for _ in range(8)),
            opened_at=today,
            closes_at=datetime.combine(last + timedelta(days=1), time(), zone),
        )


class Migration(migrations.Migration):
    dependencies = [("practice", "0009_debrief")]

    operations = [migrations.RunPython(open_rounds, migrations.RunPython.noop, elidable=True)]
