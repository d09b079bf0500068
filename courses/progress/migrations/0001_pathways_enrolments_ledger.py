import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LessonVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("lesson_key", models.UUIDField()),
                ("body", models.JSONField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["lesson_key"], name="lesson_version_by_lesson"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="lesson_version_digest_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pathway",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False)),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="pathway_key_unique"),
                    models.UniqueConstraint(fields=("slug",), name="pathway_slug_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Syllabus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("document", models.JSONField()),
                ("created_at", models.DateTimeField()),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="syllabuses", to="progress.pathway"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "syllabuses",
                "constraints": [
                    models.UniqueConstraint(fields=("pathway", "number"), name="syllabus_number_once"),
                    models.UniqueConstraint(fields=("pathway", "digest"), name="syllabus_digest_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("keep", "Everybody stays on the version they have"),
                            ("move", "Everybody moves to the new version"),
                            ("move_unless_eligible", "Everybody moves, except who is ready to apply"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words_only", models.BooleanField()),
                ("moved", models.PositiveIntegerField(default=0)),
                ("released_at", models.DateTimeField()),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="progress.pathway"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "syllabus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="progress.syllabus"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["pathway", "-id"], name="release_latest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["keep", "move", "move_unless_eligible"])),
                        name="release_rule_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("enrolled_at", models.DateTimeField(verbose_name="began")),
                ("eligible_at", models.DateTimeField(blank=True, null=True, verbose_name="ready to apply")),
                ("last_seq", models.PositiveIntegerField(default=0)),
                (
                    "last_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
                ("snapshot", models.JSONField(default=dict)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enrolments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="progress.pathway"
                    ),
                ),
                (
                    "syllabus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="progress.syllabus"
                    ),
                ),
            ],
            options={
                "verbose_name": "training",
                "verbose_name_plural": "trainings",
                "permissions": (("correct_enrolment", "Can waive requirements and take entries back"),),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["pathway", "eligible_at"], name="enrolment_by_readiness"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "pathway"), name="enrolment_once_per_pathway"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("subject", models.CharField(max_length=120)),
                ("value", models.JSONField()),
                ("rank", models.PositiveSmallIntegerField()),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("source", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("undoes", models.PositiveIntegerField(null=True)),
                ("reason_hash", models.CharField(default="", max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="progress.enrolment"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["enrolment", "subject", "seq"], name="ledger_by_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "seq"), name="ledger_seq_once"),
                    models.UniqueConstraint(fields=("enrolment", "key"), name="ledger_key_once"),
                    models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="ledger_seq_from_one"),
                    models.CheckConstraint(condition=models.Q(("rank__in", [0, 1, 2])), name="ledger_rank_known"),
                    models.CheckConstraint(
                        condition=models.Q(("undoes", None), ("undoes__lt", models.F("seq")), _connector="OR"),
                        name="ledger_undoes_an_earlier_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.CharField(max_length=32)),
                ("hash", models.CharField(max_length=64)),
                ("words", models.TextField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reasons", to="progress.enrolment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "hash"), name="reason_hash_once"),
                ],
            },
        ),
    ]
