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
            name="CheckAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lesson_key", models.UUIDField()),
                ("version", models.CharField(max_length=64)),
                ("answers", models.JSONField()),
                ("percent", models.PositiveSmallIntegerField()),
                ("passed", models.BooleanField()),
                ("answered_at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_attempts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "lesson_key", "-id"], name="check_attempt_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="check_attempt_key_once"),
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="check_attempt_at_most_all"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonCompletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lesson_key", models.UUIDField()),
                ("version", models.CharField(max_length=64)),
                ("completed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lesson_completions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "lesson_key"), name="lesson_completed_once")],
            },
        ),
        migrations.CreateModel(
            name="PromptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prompt", models.CharField(max_length=64)),
                ("words", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prompt_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "prompt"), name="prompt_answered_once")],
            },
        ),
    ]
