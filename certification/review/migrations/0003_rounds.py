import certification.review.models.cases
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0006_credits"),
        ("review", "0002_numbers_of_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who takes over",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("starts_on", "pk"),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="absence_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delegate", None),
                            models.Q(("delegate", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="absence_delegates_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ties", models.JSONField()),
                ("reason", models.TextField(verbose_name="why it is no obstacle here")),
                ("asked_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="review.case"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "reviewer"), name="consent_once_per_reviewer"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="consent_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_by", None),
                            models.Q(
                                models.Q(("given_by", models.F("reviewer")), _negated=True),
                                models.Q(("given_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_of_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_at", None), ("given_by", None)),
                            models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_given_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundingList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founding_lists",
                        to="progress.pathway",
                    ),
                ),
            ],
            options={
                "verbose_name": "founding list",
                "verbose_name_plural": "founding lists",
                "ordering": ("-pk",),
                "permissions": (("put_forward", "Can put people forward for certification"),),
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="why this person")),
                ("named_at", models.DateTimeField()),
                ("seconded_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="review.case"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guest_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="guest_once_per_case"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="guest_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named_by", models.F("person")), _negated=True),
                        name="guest_named_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seconded_by", None),
                            models.Q(
                                models.Q(("seconded_by", models.F("named_by")), _negated=True),
                                models.Q(("seconded_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="guest_named_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seconded_at", None), ("seconded_by", None)),
                            models.Q(("seconded_at__isnull", False), ("seconded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="guest_seconded_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="review.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="recusal_once_per_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("review", "review"), ("appeal", "second look")], default="review", max_length=10
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("no_objection", "approvals, and no open objection"),
                            ("n_of_m", "so many of a panel"),
                            ("unanimous", "everybody of a panel"),
                        ],
                        default="no_objection",
                        max_length=15,
                    ),
                ),
                ("needed", models.PositiveSmallIntegerField()),
                ("seats", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True, verbose_name="why you want to facilitate")),
                ("evidence", models.JSONField()),
                ("evidence_digest", models.CharField(max_length=64)),
                (
                    "salt",
                    models.CharField(blank=True, default=certification.review.models.cases.new_salt, max_length=32),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(verbose_name="to be decided by")),
                ("settle_by", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "approved"),
                            ("not_yet", "not yet"),
                            ("declined", "declined"),
                            ("stands", "the decision stands"),
                            ("reopened", "opened again"),
                            ("lapsed", "opened again, as nobody decided in time"),
                            ("withdrawn", "taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("letter", models.TextField(blank=True, verbose_name="your words to the candidate")),
                ("way_forward", models.TextField(blank=True, verbose_name="a way forward")),
                ("apply_again_from", models.DateField(null=True, verbose_name="may apply again from")),
                ("appeal_until", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="review.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("case", "number"),
                "default_permissions": (),
                "indexes": [
                    models.Index(condition=models.Q(("closed_at", None)), fields=["due_at"], name="round_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="round_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("case",), name="round_one_open_per_case"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "appeal")), fields=("case",), name="round_one_appeal_per_case"
                    ),
                    models.CheckConstraint(condition=models.Q(("needed__gte", 1)), name="round_needs_an_approval"),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", models.F("needed"))), name="round_seats_reach_the_quorum"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["review", "appeal"])), name="round_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["no_objection", "n_of_m", "unanimous"])),
                        name="round_rule_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="round_closes_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "declined"), _negated=True),
                            models.Q(models.Q(("letter", ""), _negated=True), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="round_declines_by_a_person_in_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("competency", models.CharField(blank=True, max_length=60, verbose_name="competency")),
                ("text", models.TextField(verbose_name="next step")),
                ("met_by", models.TextField(verbose_name="what would meet it")),
                ("by_date", models.DateField(verbose_name="until")),
                ("place", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.TextField(blank=True, verbose_name="what you did")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="review.review"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="review.round"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "place"), name="ask_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("place", None), ("place__range", (1, 3)), _connector="OR"),
                        name="ask_at_most_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("met_by", ""), _negated=True)
                        ),
                        name="ask_says_what_would_meet_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("met", "Met"), ("not_needed", "No longer needed"), ("still_open", "Still open")],
                        max_length=10,
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="review.ask"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="review.review"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("review", "ask"), name="ask_judged_once_per_vote"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["met", "not_needed", "still_open"])),
                        name="ask_verdict_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("note", "note"), ("question", "question"), ("answer", "answer")], max_length=10
                    ),
                ),
                ("text", models.TextField()),
                ("said_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answered",
                        to="review.message",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="review.round"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["note", "question", "answer"])), name="message_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "answer"), ("to__isnull", False)),
                            models.Q(models.Q(("kind", "answer"), _negated=True), ("to", None)),
                            _connector="OR",
                        ),
                        name="message_answers_a_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewExercise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exercise", to="review.round"
                    ),
                ),
            ],
            options={
                "verbose_name": "review exercise",
                "verbose_name_plural": "review exercises",
                "ordering": ("-pk",),
                "default_permissions": ("view", "add"),
            },
        ),
        migrations.CreateModel(
            name="ExerciseDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.CharField(
                        choices=[("approve", "Approve"), ("not_yet", "Not yet"), ("decline", "Decline")], max_length=10
                    ),
                ),
                ("reason", models.TextField(verbose_name="what you base it on")),
                ("decided_at", models.DateTimeField()),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exercise_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="review.reviewexercise",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("exercise", "reviewer"), name="exercise_decided_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="exercise_decision_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["approve", "not_yet", "decline"])),
                        name="exercise_decision_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.JSONField(default=list)),
                ("seated_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "left_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recused", "stepped aside"),
                            ("not_entitled", "may not decide about this any more"),
                            ("away", "away"),
                            ("late", "passed on after the target"),
                            ("passed_on", "somebody else decided instead"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="review.round"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
                "indexes": [
                    models.Index(condition=models.Q(("left_at", None)), fields=["reviewer"], name="seat_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)), fields=("round", "reviewer"), name="seat_once_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at", None), ("left_because", "")),
                            models.Q(("left_at__isnull", False), models.Q(("left_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="seat_left_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="review",
            options={"default_permissions": (), "ordering": ("pk",)},
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_one_open_per_enrolment",
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="review_decision_known",
        ),
        migrations.AddField(
            model_name="case",
            name="corrected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="exercise_consent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="pronouns",
            field=models.CharField(blank=True, max_length=60, verbose_name="pronouns"),
        ),
        migrations.AddField(
            model_name="case",
            name="pronunciation",
            field=models.CharField(blank=True, max_length=200, verbose_name="how it is said"),
        ),
        migrations.AddField(
            model_name="case",
            name="put_forward_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="reference",
            field=models.TextField(blank=True, verbose_name="what it rests on"),
        ),
        migrations.AddField(
            model_name="case",
            name="road",
            field=models.CharField(
                choices=[("usual", "after training"), ("founding", "earlier facilitator"), ("honorary", "honorary")],
                default="usual",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="review",
            name="changed_because",
            field=models.TextField(blank=True, verbose_name="why you change it"),
        ),
        migrations.AddField(
            model_name="review",
            name="letter",
            field=models.TextField(blank=True, verbose_name="your words to the candidate"),
        ),
        migrations.AddField(
            model_name="review",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="review",
            name="set_aside_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="review",
            name="set_aside_because",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="case",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "sent, waiting for reviewers"),
                    ("in_review", "in review"),
                    ("changes_requested", "not yet"),
                    ("approved", "approved"),
                    ("declined", "declined"),
                    ("appealed", "looked at by others"),
                    ("reopened", "opened again, waiting for reviewers"),
                    ("withdrawn", "taken back"),
                ],
                default="submitted",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="decision",
            field=models.CharField(
                choices=[("approve", "Approve"), ("not_yet", "Not yet"), ("decline", "Decline")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="founding",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="review.foundinglist"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["submitted", "in_review", "changes_requested", "appealed", "reopened"])
                ),
                fields=("enrolment",),
                name="case_one_open_per_enrolment",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "submitted",
                            "in_review",
                            "changes_requested",
                            "approved",
                            "declined",
                            "appealed",
                            "reopened",
                            "withdrawn",
                        ],
                    )
                ),
                name="case_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("road__in", ["usual", "founding", "honorary"])), name="case_road_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("put_forward_by", None), ("road", "usual")),
                    models.Q(models.Q(("road", "usual"), _negated=True), ("put_forward_by__isnull", False)),
                    _connector="OR",
                ),
                name="case_put_forward_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("founding", None), ("road", "founding"), _connector="OR"),
                name="case_list_is_of_the_founding_road",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="round",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="review.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("round", "reviewer"), name="review_once_per_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "decline"), _negated=True),
                    models.Q(("letter", ""), _negated=True),
                    _connector="OR",
                ),
                name="review_declines_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["approve", "not_yet", "decline"])), name="review_decision_known"
            ),
        ),
    ]
