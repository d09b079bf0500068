"""Until now there was one kind of chat: they were those of the own school."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def rename(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("slots", "Slot").objects.filter(kind="chat").update(kind="chat_local")


def back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("slots", "Slot").objects.filter(kind__in=["chat_local", "chat_national"]).update(kind="chat")


class Migration(migrations.Migration):
    dependencies = [("slots", "0003_series_holds_marks_reports_calendars")]

    operations = [migrations.RunPython(rename, back)]
