import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(editable=False, max_length=200, verbose_name="cause")),
                ("name", models.CharField(editable=False, max_length=100, verbose_name="kind")),
                ("address", models.EmailField(blank=True, editable=False, max_length=320, verbose_name="address")),
                ("subject", models.CharField(blank=True, editable=False, max_length=300, verbose_name="subject")),
                ("text", models.TextField(blank=True, editable=False, verbose_name="text")),
                ("html", models.TextField(blank=True, editable=False)),
                ("calendar", models.TextField(blank=True, editable=False)),
                ("language", models.CharField(editable=False, max_length=10, verbose_name="language")),
                ("secret", models.BooleanField(default=False, editable=False, verbose_name="blanked once sent")),
                ("message_id", models.CharField(editable=False, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting to be sent"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="queued",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="attempts")),
                (
                    "queued_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="queued"),
                ),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="next attempt"
                    ),
                ),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                ("last_error", models.TextField(blank=True, editable=False, verbose_name="what went wrong")),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ("-pk",),
                "permissions": (("retry_outgoingmail", "Can send a mail again that could not be sent"),),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "sending"])),
                        fields=["next_attempt_at"],
                        name="mail_to_send",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("cause",), name="mail_once_per_cause"),
                    models.UniqueConstraint(fields=("message_id",), name="mail_message_id_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sending", "sent", "failed", "withdrawn"])),
                        name="mail_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mail_sent_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            ("lease_until__isnull", False),
                            _connector="OR",
                        ),
                        name="mail_sending_has_lease",
                    ),
                ],
            },
        )
    ]
