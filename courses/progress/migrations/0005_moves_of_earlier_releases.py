"""Gives releases that were made before there were rows for people a row for each whom they moved, from the ledger."""

from django.db import migrations

AT_ONCE = 500


def from_the_ledger(apps, schema_editor):
    events = apps.get_model("progress", "LedgerEvent").objects
    releases = {f"release:{row.pk}": row.pk for row in apps.get_model("progress", "Release").objects.only("pk")}
    moves = apps.get_model("progress", "Move").objects
    undone = set(events.filter(subject="syllabus").exclude(undoes=None).values_list("enrolment", "undoes"))
    chunk = []
    for event in events.filter(subject="syllabus", undoes=None, source="release").order_by("pk").iterator(AT_ONCE):
        back = (event.enrolment_id, event.seq) in undone
        chunk.append(
            moves.model(
                release_id=releases[event.key],
                enrolment_id=event.enrolment_id,
                outcome="taken_back" if back else "moved",
                because="one_by_one" if back else "",
                from_number=event.value["from"],
                seq=event.seq,
                decided_at=event.recorded_at,
            )
        )
        if len(chunk) == AT_ONCE:
            moves.bulk_create(chunk)
            chunk = []
    moves.bulk_create(chunk)


class Migration(migrations.Migration):
    dependencies = [("progress", "0004_moves")]

    operations = [migrations.RunPython(from_the_ledger, migrations.RunPython.noop)]
