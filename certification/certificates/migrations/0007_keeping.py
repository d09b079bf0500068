"""Who may suspend a certificate, and who may see the jobs on many."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certificates", "0006_found_by_hash")]

    operations = [
        migrations.AlterModelOptions(
            name="batch",
            options={
                "default_permissions": ("view",),
                "ordering": ("-pk",),
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
            },
        ),
        migrations.AlterModelOptions(
            name="certificate",
            options={
                "default_permissions": ("view",),
                "ordering": ("-pk",),
                "permissions": (
                    ("revoke_certificate", "Can revoke certificates"),
                    ("suspend_certificate", "Can suspend certificates"),
                ),
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
            },
        ),
    ]
