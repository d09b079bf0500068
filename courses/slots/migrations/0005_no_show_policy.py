"""What each pathway does when somebody misses sessions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0006_credits"),
        ("slots", "0004_chats_here"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoShowPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("warn", "A kind note"),
                            ("later", "A note, and later in line"),
                        ],
                        default="warn",
                        max_length=10,
                    ),
                ),
                (
                    "pathway",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="no_show_policy",
                        to="progress.pathway",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("policy__in", ["nothing", "warn", "later"])), name="no_show_policy_known"
                    )
                ],
            },
        ),
    ]
