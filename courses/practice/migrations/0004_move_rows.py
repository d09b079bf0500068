"""Takes along what stood in the old tables: who observes, drafts, the words of observations, and planned minutes."""

from typing import Any

from django.db import migrations

_MINUTES = {"check_in": 10, "concept": 5, "frame": 10, "breakout": 20, "debrief": 15}


def take_along(apps: Any, _schema: Any) -> None:
    def of(name: str) -> Any:
        return apps.get_model("practice", name)

    pairings = [
        of("Pairing")(
            dialogue_id=row.dialogue_id,
            person_id=row.observer_id,
            part="observer",
            state="accepted",
            asked_at=row.assigned_at,
            answered_at=row.assigned_at,
        )
        for row in of("Assignment").objects.order_by("pk").iterator()
    ]
    of("Pairing").objects.bulk_create(pairings, batch_size=500)
    plans = [
        of("StagePlan")(dialogue=row, stage=stage, minutes=minutes)
        for row in of("Dialogue").objects.order_by("pk")
        for stage, minutes in _MINUTES.items()
    ]
    of("StagePlan").objects.bulk_create(plans, batch_size=500)
    observations = of("Observation").objects
    for row in observations.order_by("pk"):
        words = {"evidence": row.evidence, "strengths": row.strengths, "one_thing": row.one_thing}
        if row.submitted_at:
            of("ObservationWords").objects.create(observation=row, **words)
        else:
            of("ObservationDraft").objects.create(
                dialogue_id=row.dialogue_id,
                observer_id=row.observer_id,
                scores=row.scores,
                readiness=row.readiness,
                saved_at=row.saved_at,
                **words,
            )
    observations.filter(submitted_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("practice", "0003_plans_pairings_notes_feedback")]

    operations = [migrations.RunPython(take_along, migrations.RunPython.noop, elidable=True)]
