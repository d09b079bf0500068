from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_signers_from_lines")]

    operations = [
        migrations.RemoveField(
            model_name="certificatedesign",
            name="signatories",
        ),
    ]
