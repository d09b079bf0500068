import courses.slots.models
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
            name="Dialogue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                (
                    "aim",
                    models.CharField(
                        help_text="One thing you'd like your observer to look at.",
                        max_length=300,
                        verbose_name="watch me on",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                (
                    "zone",
                    models.CharField(
                        default="America/New_York",
                        max_length=64,
                        validators=[courses.slots.models.check_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waiting to be cleared"),
                            ("cleared", "ready to lead"),
                            ("running", "running"),
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dialogues", to="progress.enrolment"
                    ),
                ),
            ],
            options={
                "verbose_name": "practice dialogue",
                "verbose_name_plural": "practice dialogues",
                "ordering": ("-starts_at", "-pk"),
                "permissions": (("clear_dialogue", "Can clear practice dialogues and choose their observers"),),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["state", "starts_at"], name="dialogue_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "cleared", "running", "held", "cancelled"])),
                        name="dialogue_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assigned_at", models.DateTimeField()),
                (
                    "observer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observer_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="practice.dialogue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dialogue", "observer"), name="observer_once_per_dialogue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scores", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=dict)),
                ("strengths", models.TextField(blank=True, verbose_name="what worked")),
                ("one_thing", models.TextField(blank=True, verbose_name="one thing to try")),
                (
                    "readiness",
                    models.CharField(
                        blank=True,
                        choices=[("ready", "ready"), ("nearly", "nearly there"), ("not_yet", "not yet")],
                        max_length=8,
                        verbose_name="ready to lead a chat",
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="practice.dialogue"
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "syllabus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="progress.syllabus"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dialogue", "observer"), name="observation_once_per_observer"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None),
                            models.Q(
                                models.Q(("strengths", ""), _negated=True),
                                models.Q(("one_thing", ""), _negated=True),
                                models.Q(("readiness", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="observation_whole_when_handed_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened", models.TextField(blank=True, verbose_name="What happened?")),
                ("felt", models.TextField(blank=True, verbose_name="What did I feel?")),
                ("otherwise", models.TextField(blank=True, verbose_name="What would I do otherwise?")),
                ("learn", models.TextField(blank=True, verbose_name="What do I need to learn, or to unlearn?")),
                ("saved_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(null=True)),
                (
                    "dialogue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reflection", to="practice.dialogue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StageRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("check_in", "Check-in"),
                            ("concept", "Concept"),
                            ("frame", "Frame"),
                            ("breakout", "Breakout"),
                            ("debrief", "Debrief"),
                        ],
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="practice.dialogue"
                    ),
                ),
            ],
            options={
                "ordering": ("started_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("dialogue", "stage"), name="stage_once_per_dialogue"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("dialogue",), name="stage_one_running"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="stage_ends_after_start",
                    ),
                ],
            },
        ),
    ]
