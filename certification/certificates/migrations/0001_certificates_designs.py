import certification.certificates.models
import django.core.validators
import django.db.models.deletion
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(max_length=60)),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=30)),
                ("public_id", models.CharField(default=certification.certificates.models.new_public_id, max_length=32)),
                ("issued_at", models.DateTimeField()),
                ("snapshot", models.JSONField()),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ("-pk",),
                "permissions": (("revoke_certificate", "Can revoke certificates"),),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(fields=("cause",), name="certificate_once_per_cause"),
                    models.UniqueConstraint(fields=("serial",), name="certificate_serial_once"),
                    models.UniqueConstraint(fields=("number",), name="certificate_number_once"),
                    models.UniqueConstraint(fields=("public_id",), name="certificate_public_id_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name",), name="counter_name_once")],
            },
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("name_language", models.CharField(blank=True, max_length=20)),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holder",
                        to="certificates.certificate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="held_certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CertificateDesign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "layout",
                    models.CharField(
                        choices=[("portrait-frame", "Upright, with a frame"), ("landscape-band", "Wide, with a band")],
                        default="landscape-band",
                        max_length=20,
                        verbose_name="layout",
                    ),
                ),
                ("title", models.CharField(default="Certificate", max_length=80, verbose_name="title")),
                (
                    "statement",
                    models.CharField(
                        default="{name} has completed the training {pathway} and is certified to lead dialogues.",
                        help_text="{name} and {pathway} are filled in.",
                        max_length=300,
                        verbose_name="statement",
                    ),
                ),
                (
                    "primary",
                    models.CharField(
                        default="#0f5e63",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Please write the colour as # and six digits, such as #0f5e63."
                            )
                        ],
                        verbose_name="main colour",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        default="#e9a23b",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Please write the colour as # and six digits, such as #0f5e63."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "ink",
                    models.CharField(
                        default="#1d2433",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Please write the colour as # and six digits, such as #0f5e63."
                            )
                        ],
                        verbose_name="colour of text",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        default="#fbf8f3",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Please write the colour as # and six digits, such as #0f5e63."
                            )
                        ],
                        verbose_name="colour of paper",
                    ),
                ),
                ("border", models.BooleanField(default=True, verbose_name="with a border")),
                (
                    "signatories",
                    models.TextField(
                        blank=True,
                        help_text="One person in a line: name, then a comma, then their title.",
                        verbose_name="who signs",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate design",
                "verbose_name_plural": "certificate designs",
                "constraints": [models.UniqueConstraint(fields=("name",), name="certificate_design_name_once")],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CertificateFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("stored_at", models.DateTimeField()),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="file", to="certificates.certificate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("path",), name="certificate_file_path_once")],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revoked_at", models.DateTimeField()),
                ("public_reason", models.CharField(max_length=300, verbose_name="reason that everybody may read")),
                ("private_reason", models.TextField(blank=True, verbose_name="reason for the program's records")),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation",
                        to="certificates.certificate",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("public_reason", ""), _negated=True), name="revocation_says_why"
                    )
                ],
            },
        ),
    ]
