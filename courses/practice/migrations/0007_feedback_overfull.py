from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practice", "0006_plans_shared_by_name")]

    operations = [
        migrations.AlterModelOptions(
            name="feedbackround",
            options={
                "default_permissions": ("view",),
                "verbose_name": "feedback of participants",
                "verbose_name_plural": "feedback of participants",
            },
        ),
        migrations.AddField(model_name="feedbackround", name="overfull", field=models.BooleanField(default=False)),
    ]
