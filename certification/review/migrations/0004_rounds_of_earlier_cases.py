"""Each earlier round becomes a row. Of rounds before the last, the evidence that the case keeps is the nearest there is."""

from datetime import timedelta

from django.db import migrations

OUTCOMES = {"approved": "approved", "withdrawn": "withdrawn", "changes_requested": "not_yet"}
# What a pathway's target is unless it says otherwise.
TARGET = timedelta(days=14)


def make_rounds(apps, schema_editor):
    Case = apps.get_model("review", "Case")
    Round = apps.get_model("review", "Round")
    Review = apps.get_model("review", "Review")
    Ask = apps.get_model("review", "Ask")
    Seat = apps.get_model("review", "Seat")
    for case in Case.objects.order_by("pk").iterator():
        for number in range(1, case.round + 1):
            last = number == case.round
            votes = list(Review.objects.filter(case=case, number=number).order_by("pk"))
            outcome = OUTCOMES.get(case.state, "") if last else "not_yet"
            opened = case.submitted_at if last else case.opened_at
            made = Round.objects.create(
                case=case,
                number=number,
                needed=case.approvals_needed,
                seats=case.approvals_needed,
                words=case.motivation if last else "",
                evidence=case.evidence,
                evidence_digest=case.evidence_digest,
                salt="",
                opened_at=opened,
                due_at=opened + TARGET,
                outcome=outcome,
                closed_at=(case.decided_at or case.submitted_at) if outcome else None,
            )
            place = 0
            for vote in votes:
                Review.objects.filter(pk=vote.pk).update(round=made)
                Seat.objects.create(round=made, reviewer_id=vote.reviewer_id, because=[], seated_at=vote.decided_at)
                if vote.ask:
                    place += 1
                    Ask.objects.create(
                        round=made,
                        review_id=vote.pk,
                        text=vote.ask,
                        met_by=vote.ask,
                        by_date=(vote.decided_at + timedelta(days=90)).date(),
                        place=place if outcome == "not_yet" and place <= 3 else None,
                    )


class Migration(migrations.Migration):
    dependencies = [("review", "0003_rounds")]

    operations = [migrations.RunPython(make_rounds, migrations.RunPython.noop)]
