import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("progress", "0001_pathways_enrolments_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_review", "in review"),
                            ("changes_requested", "not yet"),
                            ("approved", "approved"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="in_review",
                        max_length=20,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("approvals_needed", models.PositiveSmallIntegerField()),
                ("printed_name", models.CharField(max_length=200, verbose_name="name as it shall be printed")),
                ("name_language", models.CharField(blank=True, max_length=20, verbose_name="language of the name")),
                ("motivation", models.TextField(verbose_name="why you want to facilitate")),
                ("evidence", models.JSONField()),
                ("evidence_digest", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="progress.enrolment"
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "ordering": ("submitted_at", "pk"),
                "permissions": (("decide_case", "Can decide on applications"),),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["state", "submitted_at"], name="case_queue"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["in_review", "changes_requested"])),
                        fields=("enrolment",),
                        name="case_one_open_per_enrolment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("enrolment",),
                        name="case_one_approved_per_enrolment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approvals_needed__gte", 1)), name="case_needs_an_approval"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["in_review", "changes_requested", "approved", "withdrawn"])),
                        name="case_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("decision", models.CharField(choices=[("approve", "Approve"), ("not_yet", "Not yet")], max_length=10)),
                ("reason", models.TextField(verbose_name="what you base it on")),
                ("ask", models.TextField(blank=True, verbose_name="what would make the difference")),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="review.case"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "round", "reviewer"), name="review_once_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="review_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "approve"), models.Q(("ask", ""), _negated=True), _connector="OR"
                        ),
                        name="review_not_yet_says_what_next",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["approve", "not_yet"])), name="review_decision_known"
                    ),
                ],
            },
        ),
    ]
