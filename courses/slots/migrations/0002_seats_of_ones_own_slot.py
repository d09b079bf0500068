"""On PostgreSQL, a sign-up's seat is one of its own slot: a foreign key over both columns, which models can't declare.

SQLite takes no such key without remaking the table; there the action alone chooses seats of the slot it has locked.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ADD = """
ALTER TABLE slots_seat ADD CONSTRAINT seat_with_its_slot UNIQUE (slot_id, id);
ALTER TABLE slots_signup ADD CONSTRAINT sign_up_seat_of_its_slot
    FOREIGN KEY (slot_id, seat_id) REFERENCES slots_seat (slot_id, id);
"""
REMOVE = """
ALTER TABLE slots_signup DROP CONSTRAINT sign_up_seat_of_its_slot;
ALTER TABLE slots_seat DROP CONSTRAINT seat_with_its_slot;
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMOVE)


class Migration(migrations.Migration):
    dependencies = [("slots", "0001_slots_sign_ups_attendance")]

    operations = [migrations.RunPython(add, remove)]
