"""Those who signed stood in lines of text; and what clears up old revisions shall leave those of designs alone."""

from typing import Any

from django.db import migrations


def signers(apps: Any, _editor: Any) -> None:
    designs = apps.get_model("certificates", "CertificateDesign")
    signer = apps.get_model("certificates", "Signer")
    for design in designs.objects.all():
        rows = [line.partition(",") for line in design.signatories.splitlines() if line.strip()]
        signer.objects.bulk_create(
            signer(design=design, sort_order=turn, name=name.strip()[:100], title=title.strip()[:120])
            for turn, (name, _comma, title) in enumerate(rows)
        )


def kept(apps: Any, _editor: Any) -> None:
    designs = apps.get_model("certificates", "CertificateDesign")
    keep = apps.get_model("certificates", "KeptRevision")
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="certificates", model="certificatedesign"
    )
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for design in designs.objects.all():
        found = revisions.filter(content_type__in=kind, object_id=str(design.pk))
        keep.objects.bulk_create(keep(design=design, revision=revision) for revision in found)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_designs"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.RunPython(signers, migrations.RunPython.noop),
        migrations.RunPython(kept, migrations.RunPython.noop),
    ]
