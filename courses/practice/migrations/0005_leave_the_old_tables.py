from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0004_move_rows"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="observation",
            name="evidence",
        ),
        migrations.RemoveField(
            model_name="observation",
            name="one_thing",
        ),
        migrations.RemoveField(
            model_name="observation",
            name="saved_at",
        ),
        migrations.RemoveField(
            model_name="observation",
            name="strengths",
        ),
        migrations.AlterField(
            model_name="observation",
            name="readiness",
            field=models.CharField(
                choices=[("ready", "ready"), ("nearly", "nearly there"), ("not_yet", "not yet")],
                max_length=8,
                verbose_name="ready to lead a chat",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="scores",
            field=models.JSONField(),
        ),
        migrations.AlterField(
            model_name="observation",
            name="submitted_at",
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                fields=("dialogue", "observer", "version"), name="observation_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="observation_version_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("readiness__in", ["ready", "nearly", "not_yet"])),
                name="observation_readiness_known",
            ),
        ),
        migrations.DeleteModel(
            name="Assignment",
        ),
    ]
