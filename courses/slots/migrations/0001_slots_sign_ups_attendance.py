import courses.slots.models
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
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "training session"), ("practice", "practice session"), ("chat", "chat")],
                        default="training",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="what to expect")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
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
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French")],
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("room", models.CharField(blank=True, max_length=200, verbose_name="room")),
                (
                    "join_link",
                    models.URLField(
                        blank=True,
                        help_text="Shown to confirmed people only, shortly before.",
                        verbose_name="link to join",
                    ),
                ),
                ("access", models.CharField(blank=True, max_length=300, verbose_name="captions and access")),
                ("signup_opens_at", models.DateTimeField(verbose_name="sign-up opens")),
                ("signup_closes_at", models.DateTimeField(verbose_name="sign-up closes")),
                ("cancel_until", models.DateTimeField(verbose_name="people can give their seat back until")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("cancelled", "cancelled")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("cancelled_because", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hosted_slots",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="host",
                    ),
                ),
            ],
            options={
                "verbose_name": "training session",
                "verbose_name_plural": "training sessions",
                "ordering": ("starts_at", "pk"),
                "permissions": (("run_slot", "Can plan sessions and mark attendance"),),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["state", "starts_at"], name="slot_by_state_and_start"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="slot_ends_after_start",
                        violation_error_message="The session has to end after it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signup_closes_at__gt", models.F("signup_opens_at"))),
                        name="slot_closes_after_opening",
                        violation_error_message="Sign-up has to close after it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "cancelled"])), name="slot_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="slots.slot"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "number"), name="seat_number_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("waiting", "waiting"), ("cancelled", "cancelled")],
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("promoted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sign_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="sign_up", to="slots.seat"
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ups", to="slots.slot"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["slot", "state", "id"], name="sign_up_line"),
                    models.Index(fields=["person", "state"], name="sign_up_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["confirmed", "waiting"])),
                        fields=("slot", "person"),
                        name="sign_up_one_place_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seat__isnull", False), ("state", "confirmed")),
                            models.Q(("seat__isnull", True), ("state__in", ["waiting", "cancelled"])),
                            _connector="OR",
                        ),
                        name="sign_up_confirmed_has_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                ("rank", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=20)),
                ("marked_at", models.DateTimeField()),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="attendance_marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="slots.slot"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "person", "revision"), name="attendance_revision_once"),
                ],
            },
        ),
    ]
