import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import lms.people.addresses
import lms.people.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "country",
                    models.CharField(
                        blank=True, help_text="Two letters, for example US or CA.", max_length=2, verbose_name="country"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("name",), name="institution_name_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=320, verbose_name="e-mail address")),
                ("email_key", lms.people.addresses.AddressKeyField(editable=False, max_length=320, source="email")),
                (
                    "display_name",
                    models.CharField(
                        help_text="As you want others to see it.",
                        max_length=200,
                        validators=[django.core.validators.MinLengthValidator(1)],
                        verbose_name="name",
                    ),
                ),
                ("pronouns", models.CharField(blank=True, max_length=60, verbose_name="pronouns")),
                (
                    "time_zone",
                    models.CharField(default=lms.people.models.program_zone, max_length=64, verbose_name="time zone"),
                ),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="joined")),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="people.institution",
                        verbose_name="institution",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ("display_name", "pk"),
                "permissions": (("give_roles", "Can give and withdraw roles"),),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("email_key",),
                        name="user_email_key_unique",
                        violation_error_message="There is already an account with this address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentor", "mentor of"),
                            ("manager", "manager of"),
                            ("unit", "works in the same unit as"),
                            ("conflict", "has declared a conflict of interest with"),
                        ],
                        max_length=10,
                        verbose_name="is",
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations_to",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whom",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "other"), name="relation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True), name="relation_not_to_oneself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mentor", "manager", "unit", "conflict"])),
                        name="relation_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=320)),
                ("email_key", lms.people.addresses.AddressKeyField(editable=False, max_length=320, source="email")),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "email_key"), name="former_address_once"),
                ],
            },
        ),
    ]
