from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0005_leave_the_old_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialogue",
            name="shared_by_name",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
