"""A guest whose time is over may be named anew; whether somebody wants the desk's mail on Mondays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0005_leave_the_old_columns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="round", options={"default_permissions": ("view",), "ordering": ("case", "number")}
        ),
        migrations.CreateModel(
            name="DigestWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_digest_wish",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("weekly", models.BooleanField(default=True, verbose_name="on Monday mornings, what is open with you")),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="guest",
            name="guest_once_per_case",
        ),
        migrations.AlterField(
            model_name="seat",
            name="left_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("recused", "stepped aside"),
                    ("not_entitled", "may not decide about this any more"),
                    ("away", "away"),
                    ("passed_on", "somebody else decided instead"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case", "person"), name="guest_once_at_a_time"
            ),
        ),
    ]
