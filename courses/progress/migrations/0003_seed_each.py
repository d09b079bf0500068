"""Gives each enrolment that was there before a seed of its own: the new column gave all of them the same."""

import secrets

from django.db import migrations

AT_ONCE = 500


def seed_each(apps, schema_editor):
    rows = apps.get_model("progress", "Enrolment").objects.order_by("pk").only("pk")
    chunk = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        row.seed = secrets.randbits(63)
        chunk.append(row)
        if len(chunk) == AT_ONCE:
            rows.bulk_update(chunk, ["seed"])
            chunk = []
    rows.bulk_update(chunk, ["seed"])


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_seeds_states_and_time")]

    operations = [migrations.RunPython(seed_each, migrations.RunPython.noop)]
